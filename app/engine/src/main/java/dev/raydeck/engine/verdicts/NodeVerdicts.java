package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.TerminationCause;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why each node stays or goes: the gates of idle termination in Ray's order (ray: scheduler.py,
/// idle).
final class NodeVerdicts {
  private static final Set<InstanceStatus> ON_THE_WAY_UP =
      EnumSet.of(
          InstanceStatus.QUEUED,
          InstanceStatus.REQUESTED,
          InstanceStatus.ALLOCATED,
          InstanceStatus.RAY_INSTALLING);

  private final Evidence evidence;
  private final Map<Gate, Gate> common = new HashMap<>();
  private final Replicas replicas;
  private final Map<String, RayPod> pods = new LinkedHashMap<>();
  private final Map<String, Candidate> candidates = new HashMap<>();
  private final Map<String, PlannedNode> planned = new HashMap<>();
  private final Map<String, Ending> endings = new HashMap<>();
  private final Map<String, NodeType> types = new HashMap<>();
  private final Map<String, List<RayActor>> actors = new HashMap<>();

  /// Nodes by group, those on their way out included.
  private final Map<String, Integer> allNodes = new HashMap<>();

  /// Nodes of the group that were left when Ray asked about a node, itself included.
  private final Map<String, Integer> nodesLeft = new HashMap<>();

  NodeVerdicts(Evidence evidence) {
    this.evidence = evidence;
    this.replicas = new Replicas(evidence);
    evidence.snapshot().pods().forEach(pod -> pods.put(pod.name(), pod));
    evidence.request().instances().forEach(one -> candidates.put(one.instanceId(), one));
    evidence.reply().endings().forEach(ending -> endings.put(ending.instanceId(), ending));
    evidence.types().types().forEach(type -> types.put(type.name(), type));
    RayState ray = evidence.snapshot().ray();
    if (ray != null) {
      ray.actors().stream()
          .filter(actor -> actor.nodeId() != null && actor.state() == RayActor.State.ALIVE)
          .forEach(actor ->
              actors
                  .computeIfAbsent(String.valueOf(actor.nodeId()), _ -> new ArrayList<>())
                  .add(actor));
    }
    if (evidence.isV1()) {
      countNodesKept();
    } else {
      countNodesLeft();
    }
  }

  /// V1 keeps the most recently used up to the minimum: a node is left with those before it.
  private void countNodesKept() {
    Map<String, Integer> kept = new HashMap<>();
    for (PlannedNode node : evidence.reply().nodes()) {
      planned.put(node.instanceId(), node);
      allNodes.merge(node.type(), 1, Integer::sum);
      NodeType type = types.get(node.type());
      int before = kept.getOrDefault(node.type(), 0);
      nodesLeft.put(node.instanceId(), Math.max(before + 1, type == null ? 0 : type.minWorkers()));
      if (node.state() != State.TO_TERMINATE) {
        kept.put(node.type(), before + 1);
      }
    }
  }

  private void countNodesLeft() {
    Map<String, Integer> counts = new HashMap<>();
    for (PlannedNode node : evidence.reply().nodes()) {
      planned.put(node.instanceId(), node);
      allNodes.merge(node.type(), 1, Integer::sum);
      if (node.state() != State.TO_TERMINATE || isIdleEnding(node)) {
        counts.merge(node.type(), 1, Integer::sum);
      }
    }
    for (PlannedNode node : evidence.reply().nodes()) {
      nodesLeft.put(node.instanceId(), counts.getOrDefault(node.type(), 0));
      if (isIdleEnding(node)) {
        counts.merge(node.type(), -1, Integer::sum);
      }
    }
  }

  private boolean isIdleEnding(PlannedNode node) {
    Ending ending = endings.get(node.instanceId());
    return ending != null && ending.cause() == TerminationCause.IDLE;
  }

  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Instance row : evidence.rows()) {
      Candidate candidate = candidates.get(row.instanceId());
      if (candidate != null && isWorthTelling(row, candidate)) {
        verdicts.add(verdict(row, candidate));
        told.add(String.valueOf(row.podName()));
      }
    }
    for (RayPod pod : pods.values()) {
      if (!told.contains(pod.name())) {
        verdicts.add(leaving(pod));
      }
    }
    return verdicts;
  }

  private boolean isWorthTelling(Instance row, Candidate candidate) {
    return switch (candidate.status()) {
      case TERMINATED, ALLOCATION_FAILED, UNKNOWN -> false;
      case QUEUED, REQUESTED -> true;
      default -> row.podName() != null && isThere(row);
    };
  }

  private boolean isThere(Instance row) {
    RayPod pod = pods.get(String.valueOf(row.podName()));
    return pod == null ? row.status() == InstanceStatus.RAY_RUNNING : !pod.isTerminating();
  }

  private Verdict leaving(RayPod pod) {
    Chain chain = new Chain();
    chain.ask(false, new Reason.NotLeaving(InstanceStatus.TERMINATED));
    return new Verdict(
        new Subject.Node(pod.name(), null, pod.group()), Outcome.REMOVE, chain.gates());
  }

  private Verdict verdict(Instance row, Candidate candidate) {
    Subject subject = new Subject.Node(row.podName(), row.nodeId(), row.type());
    Chain chain = new Chain(common);
    boolean isLeaving =
        candidate.status() != InstanceStatus.RAY_RUNNING
            && !ON_THE_WAY_UP.contains(candidate.status());
    askCluster(chain, row);
    chain.ask(!isLeaving, new Reason.NotLeaving(candidate.status()));
    chain.ask(row.kind() != NodeKind.HEAD, new Reason.NotHead(row.kind() == NodeKind.HEAD));
    Reason.SingleHost replica = replicas.of(row);
    boolean isTaken = replica != null && replica.takenBy() != null;
    if (replica != null && isTaken) {
      chain.ask(false, replica);
    }
    Ending ending = endings.get(row.instanceId());
    askLimit(chain, row, ending);
    if (evidence.isV1()) {
      askMin(chain, row);
      askPinned(chain, row);
    }
    askJoined(chain, row, candidate);
    RayNode node = candidate.rayNode();
    if (node != null && candidate.status() == InstanceStatus.RAY_RUNNING) {
      askIdle(chain, row, node);
    }
    if (!evidence.isV1()) {
      askPlaced(chain, row);
      askPinned(chain, row);
      askMin(chain, row);
    }
    if (replica != null && !isTaken) {
      chain.ask(true, replica);
    }
    boolean goes = isLeaving || isTaken || (ending != null && evidence.acts());
    return new Verdict(subject, goes ? Outcome.REMOVE : Outcome.KEEP, chain.gates());
  }

  private void askCluster(Chain chain, Instance row) {
    Gates.askCluster(chain, evidence, group(row.type()));
  }

  private @Nullable WorkerGroup group(String name) {
    return evidence.snapshot().cluster().group(name).orElse(null);
  }

  private void askLimit(Chain chain, Instance row, @Nullable Ending ending) {
    TerminationCause cause =
        ending == null || ending.cause() == TerminationCause.IDLE
            ? TerminationCause.MAX_NUM_NODE_PER_TYPE
            : ending.cause();
    boolean isForLimit = ending != null && ending.cause() != TerminationCause.IDLE;
    boolean isOfAll = cause == TerminationCause.MAX_NUM_NODES;
    int nodes = isOfAll ? evidence.reply().nodes().size() : allNodes.getOrDefault(row.type(), 0);
    NodeType type = types.get(row.type());
    int max = isOfAll || type == null ? evidence.types().maxNodes() : type.maxWorkers();
    chain.ask(!isForLimit, new Reason.WithinLimit(cause, nodes, max));
  }

  private void askJoined(Chain chain, Instance row, Candidate candidate) {
    RayPod pod = pods.get(String.valueOf(row.podName()));
    boolean isRunning = candidate.status() == InstanceStatus.RAY_RUNNING;
    if (pod != null && ON_THE_WAY_UP.contains(candidate.status())) {
      Duration age = Duration.between(pod.createdAt(), evidence.snapshot().takenAt());
      chain.ask(false, new Reason.Joined(pod.displayStatus(), pod.message(), age));
    } else {
      chain.ask(
          isRunning,
          new Reason.RayRunning(candidate.status(), pod == null ? null : pod.displayStatus()));
    }
  }

  private void askIdle(Chain chain, Instance row, RayNode node) {
    NodeType type = types.get(row.type());
    Double own = type == null || evidence.isV1() ? null : type.idleTimeoutSeconds();
    Double seconds = own == null ? evidence.request().idleTimeoutSeconds() : own;
    Duration timeout = seconds == null ? null : Duration.ofNanos(Math.round(seconds * 1e9));
    chain.ask(timeout != null, new Reason.IdleTimeoutApplies(timeout, own != null));
    boolean isBusy = node.idle().isZero();
    RayState ray = evidence.snapshot().ray();
    chain.ask(
        !isBusy,
        new Reason.NotBusy(
            isBusy ? node.activity() : List.of(),
            actors.getOrDefault(node.nodeId(), List.of()),
            node.used(),
            isBusy && ray != null ? ray.holdingsOn(node) : List.of()));
    if (timeout != null && seconds != null) {
      chain.ask(
          node.idle().toMillis() > seconds * 1000,
          new Reason.IdleLongerThanTimeout(node.idle(), timeout));
    }
  }

  private void askPlaced(Chain chain, Instance row) {
    PlannedNode plan = planned.get(row.instanceId());
    List<ResourceDemand> placed = plan == null ? List.of() : demands(plan.demand());
    chain.ask(placed.isEmpty(), new Reason.NotNeededByDemand(placed));
  }

  /// V1 counts waiting placement groups among what it keeps a node for.
  private void askPinned(Chain chain, Instance row) {
    PlannedNode plan = planned.get(row.instanceId());
    List<Placement> all = plan == null ? List.of() : plan.constraint();
    List<ResourceDemand> groups = demands(all.stream().filter(one -> one.gang() >= 0).toList());
    if (evidence.isV1()) {
      chain.ask(groups.isEmpty(), new Reason.NotNeededByDemand(groups));
    }
    List<ResourceDemand> pinned = demands(all.stream().filter(one -> one.gang() < 0).toList());
    chain.ask(pinned.isEmpty(), new Reason.NotPinnedByConstraint(pinned));
  }

  private void askMin(Chain chain, Instance row) {
    NodeType type = types.get(row.type());
    if (type != null && row.kind() != NodeKind.HEAD) {
      int left = nodesLeft.getOrDefault(row.instanceId(), 0);
      chain.ask(
          left > type.minWorkers(),
          new Reason.AboveMinReplicas(row.type(), left, type.minWorkers()));
    }
  }

  private static List<ResourceDemand> demands(List<Placement> placements) {
    Map<Object, ResourceDemand> merged = new LinkedHashMap<>();
    for (Placement placement : placements) {
      merged.merge(
          placement.request(),
          new ResourceDemand(placement.request(), placement.count()),
          (one, other) -> new ResourceDemand(one.request(), one.count() + other.count()));
    }
    return List.copyOf(merged.values());
  }
}
