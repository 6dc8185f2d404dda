package dev.raydeck.engine;

import dev.raydeck.engine.text.PythonText;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Reason.AboveMinReplicas;
import dev.raydeck.model.Reason.IdleLongerThanTimeout;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.ScalingDecision.Stuck;
import dev.raydeck.model.ScalingDecision.Termination;
import dev.raydeck.model.ScalingDecision.Transition;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Ray's autoscaler would have written to its log in a turn: `LEVEL file.py:line -- message`.
///
/// Whoever logs puts `%Y-%m-%d %H:%M:%S,mmm<TAB>` before each line. File lines are those of Ray
/// 2.58.0 (ray: autoscaler/v2).
public final class RayLog {
  private static final String CONFIG_READ =
      "config.py:186 -- Calculating hashes for file mounts and ray commands.";

  private final ScalingDecision decision;
  private final ScaleRequestLines provider;
  private final Map<String, String> refusedDrains = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private RayLog(
      @Nullable ClusterSnapshot snapshot, ScalingDecision decision, ActuationResult result) {
    this.decision = decision;
    this.provider = new ScaleRequestLines(snapshot, decision);
    for (CommandFailure failure : result.failures()) {
      if (failure instanceof CommandFailure.DrainFailed(var nodeId, var message)) {
        refusedDrains.put(nodeId, message);
      }
    }
  }

  /// The lines of a turn whose drains were all accepted.
  public static List<String> lines(ScalingDecision decision) {
    return lines(decision, ActuationResult.NOTHING);
  }

  /// What a turn did.
  public static List<String> lines(ScalingDecision decision, ActuationResult result) {
    return new RayLog(null, decision, result).read();
  }

  /// All that the container of the autoscaler prints in a turn: what it read first, too.
  public static List<String> turn(
      ClusterSnapshot snapshot, ScalingDecision decision, ActuationResult result) {
    RayLog log = new RayLog(snapshot, decision, result);
    log.info(CONFIG_READ);
    log.lines.addAll(log.provider.read());
    return log.read();
  }

  private List<String> read() {
    List<Transition> all = decision.transitions();
    int firstActive = 0;
    while (firstActive < all.size() && !isScheduled(all.get(firstActive))) {
      if (isCarriedOut(all.get(firstActive))) {
        break;
      }
      firstActive++;
    }
    all.subList(0, firstActive).forEach(this::addTransition);
    List<Transition> active = all.subList(firstActive, all.size());
    List<Transition> scheduled = active.stream().filter(RayLog::isScheduled).toList();
    addStuck();
    addPlan();
    scheduled.forEach(this::addTransition);
    addDrains();
    addTerminations(active);
    List<Transition> requests =
        active.stream().filter(move -> move.to() == InstanceStatus.REQUESTED).toList();
    requests.forEach(this::addTransition);
    if (!requests.isEmpty()) {
      lines.addAll(provider.launch());
    }
    return lines;
  }

  /// Moves the scheduler asks for.
  private static boolean isScheduled(Transition move) {
    return switch (move.to()) {
      case RAY_STOP_REQUESTED -> true;
      case QUEUED -> move.from() == null;
      case TERMINATED -> move.from() == InstanceStatus.QUEUED;
      case TERMINATING ->
          move.from() == InstanceStatus.ALLOCATED || move.from() == InstanceStatus.RAY_INSTALLING;
      default -> false;
    };
  }

  /// Moves that carry out what was scheduled, in this turn or an earlier one.
  private static boolean isCarriedOut(Transition move) {
    return move.to() == InstanceStatus.TERMINATING || move.to() == InstanceStatus.REQUESTED;
  }

  /// What the scheduler says while it plans, and its events: only changes are logged too.
  private void addPlan() {
    decision
        .outlook()
        .addedForMin()
        .forEach((type, count) ->
            info(
                "scheduler.py:1514 -- Adding %d nodes to satisfy min count for node type: %s."
                    .formatted(count, type)));
    decision.verdicts().forEach(this::addKeptForMin);
    RayEvents.adding(decision).forEach(event -> info("event_logger.py:77 -- " + event));
    RayEvents.removing(decision).forEach(event -> info("event_logger.py:97 -- " + event));
  }

  /// A node that would go for being idle, were it not for its group's minimum.
  private void addKeptForMin(Verdict verdict) {
    if (!(verdict.subject() instanceof Subject.Node(_, String nodeId, String group))
        || nodeId == null
        || !(verdict.holding().map(Gate::reason).orElse(null) instanceof AboveMinReplicas)) {
      return;
    }
    for (Gate gate : verdict.gates()) {
      if (gate.reason() instanceof IdleLongerThanTimeout(Duration idle, _)) {
        info(
            "scheduler.py:2154 -- Node %s (idle for %s secs) belongs to node_type %s and is required by min_worker_nodes, skipping idle termination."
                .formatted(nodeId, PythonFloat.text(idle.toMillis() / 1000.0), group));
      }
    }
  }

  /// Rows that should only pass through a status and have been in it for long.
  private void addStuck() {
    for (Stuck one : decision.stuck()) {
      lines.add(
          "WARNING reconciler.py:1126 -- Instance %s(%s) is stuck in %s for %s seconds."
              .formatted(
                  one.instanceId(),
                  one.status(),
                  one.status(),
                  PythonFloat.text((double) one.duration().toSeconds())));
    }
  }

  private void info(String text) {
    lines.add("INFO " + text);
  }

  /// Ray writes the row as it was before the move.
  private void addTransition(Transition move) {
    Instance row = move.instance();
    boolean isNew = move.from() == null;
    String what =
        isNew
            ? "instance_manager.py:247 -- New instance %s".formatted(move.to())
            : "instance_manager.py:263 -- Update instance %s->%s".formatted(move.from(), move.to());
    info(
        "%s (id=%s, type=%s, cloud_instance_id=%s, ray_id=%s): %s"
            .formatted(
                what,
                row.instanceId(),
                row.type(),
                isNew || row.podName() == null ? "" : row.podName(),
                isNew || row.nodeId() == null ? "" : row.nodeId(),
                move.details()));
  }

  private void addDrains() {
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof DrainNode drain) {
        info(drain.idle() == null ? stopped(drain) : drained(drain));
      }
    }
  }

  private String drained(DrainNode drain) {
    String refusal = refusedDrains.get(drain.nodeId());
    return "ray_stopper.py:118 -- Drained ray on %s(success=%s, msg=%s)"
        .formatted(
            drain.nodeId(), refusal == null ? "True" : "False", refusal == null ? "" : refusal);
  }

  /// A removal that is not for idleness takes the older way.
  private String stopped(DrainNode drain) {
    String instance =
        decision.terminations().stream()
            .filter(one -> drain.nodeId().equals(one.nodeId()))
            .map(Termination::instanceId)
            .findFirst()
            .orElse("");
    return "ray_stopper.py:147 -- Stopping ray on %s(instance=%s): success=%s)"
        .formatted(
            drain.nodeId(), instance, refusedDrains.containsKey(drain.nodeId()) ? "False" : "True");
  }

  private void addTerminations(List<Transition> active) {
    active.stream()
        .filter(move -> move.to() == InstanceStatus.TERMINATING && !isScheduled(move))
        .forEach(this::addTransition);
    List<String> pods =
        active.stream()
            .filter(move -> move.to() == InstanceStatus.TERMINATING)
            .map(move -> String.valueOf(move.instance().podName()))
            .toList();
    if (!pods.isEmpty()) {
      info("cloud_provider.py:150 -- Terminating worker pods: " + PythonText.list(pods));
      lines.addAll(provider.terminate());
    }
  }
}
