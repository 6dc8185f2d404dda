package dev.raydeck.engine;

import dev.raydeck.engine.text.PythonText;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason.AboveMinReplicas;
import dev.raydeck.model.Reason.IdleLongerThanTimeout;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What Ray's autoscaler would have written to its log in a turn: `LEVEL file.py:line -- message`.
///
/// Whoever logs puts `%Y-%m-%d %H:%M:%S,mmm<TAB>` before each line. The line number is left out
/// where no real log has shown it.
public final class RayLog {
  private final ScalingDecision decision;
  private final Map<String, String> refusedDrains = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private RayLog(ScalingDecision decision, ActuationResult result) {
    this.decision = decision;
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

  public static List<String> lines(ScalingDecision decision, ActuationResult result) {
    return new RayLog(decision, result).read();
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
    if (!requests.isEmpty() && deletes().isEmpty()) {
      addScaleRequest();
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
                "scheduler.py -- Adding %d nodes to satisfy min count for node type: %s."
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
            "scheduler.py -- Node %s (idle for %s secs) belongs to node_type %s and is required by min_worker_nodes, skipping idle termination."
                .formatted(nodeId, PythonFloat.text(idle.toMillis() / 1000.0), group));
      }
    }
  }

  /// Rows that should only pass through a status and have been in it for long.
  private void addStuck() {
    for (Stuck one : decision.stuck()) {
      lines.add(
          "WARNING reconciler.py -- Instance %s(%s) is stuck in %s for %s seconds."
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
    return "ray_stopper.py -- Stopping ray on %s(instance=%s): success=%s)"
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
    }
    if (!deletes().isEmpty()) {
      addScaleRequest();
    }
  }

  private Map<String, List<String>> deletes() {
    Map<String, List<String>> deletes = new LinkedHashMap<>();
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof DeleteWorkers delete) {
        deletes.put(delete.group(), delete.pods());
      }
    }
    return deletes;
  }

  private void addScaleRequest() {
    List<String> cleared = new ArrayList<>();
    boolean isSent = false;
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof ClearWorkersToDelete clear) {
        cleared.add(clear.group());
      }
      isSent |= !(command instanceof DrainNode);
    }
    if (isSent) {
      info(
          "cloud_provider.py:418 -- Submitting a scale request: KubeRayProvider.ScaleRequest("
              + "desired_num_workers=defaultdict(<class 'int'>, %s), "
                  .formatted(counts(decision.outlook().desiredWorkers()))
              + "workers_to_delete=defaultdict(<class 'list'>, %s), ".formatted(pods(deletes()))
              + "worker_groups_without_pending_deletes=%s, ".formatted(set(cleared))
              + "worker_groups_with_pending_deletes=set())");
      warnOfMax();
    }
  }

  /// Pods that are there already may be more than the group may have.
  private void warnOfMax() {
    for (NodeType type : decision.nodeTypes()) {
      int desired = decision.outlook().desiredWorkers().getOrDefault(type.name(), 0);
      if (desired > type.maxWorkers()) {
        lines.add(
            "WARNING cloud_provider.py -- Autoscaler attempted to create more than maxReplicas pods of type %s."
                .formatted(type.name()));
      }
    }
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> PythonText.quoted(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String set(List<String> names) {
    return names.isEmpty()
        ? "set()"
        : names.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String pods(Map<String, List<String>> deletes) {
    return deletes.entrySet().stream()
        .map(entry ->
            PythonText.quoted(entry.getKey())
                + ": "
                + entry.getValue().stream()
                    .map(pod -> cloudInstance(pod, entry.getKey()))
                    .collect(Collectors.joining(", ", "[", "]")))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String cloudInstance(String pod, String group) {
    return "CloudInstance(cloud_instance_id=%s, node_type=%s, node_kind=2, is_running=True, request_id=None)"
        .formatted(PythonText.quoted(pod), PythonText.quoted(group));
  }
}
