package dev.raydeck.desktop.facts;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Joins the Kubernetes side, the Ray side and the verdicts of one snapshot.
///
/// A Ray node belongs to the Pod its instance id names (KubeRay sets it to the Pod's name), else to
/// the Pod with its address. A dead Ray node without a Pod is the past and is left out.
final class FactsJoin {
  private static final List<NodeState> TILE_ORDER = List.of(NodeState.values());

  private final ClusterSnapshot snapshot;
  private final @Nullable ScalingDecision decision;
  private final List<NodeFacts> nodes;

  FactsJoin(ClusterSnapshot snapshot, @Nullable ScalingDecision decision) {
    this.snapshot = snapshot;
    this.decision = decision;
    this.nodes = joinNodes();
  }

  List<NodeFacts> nodes() {
    return nodes;
  }

  private List<NodeFacts> joinNodes() {
    RayState ray = snapshot.ray();
    Map<String, RayNode> byInstance = new HashMap<>();
    Map<String, RayNode> byAddress = new HashMap<>();
    for (RayNode node : ray == null ? List.<RayNode>of() : ray.nodes()) {
      prefer(byInstance, node.instanceId(), node);
      prefer(byAddress, node.ipAddress(), node);
    }
    Map<String, List<RayActor>> actors = actorsByNode(ray);
    Map<String, Verdict> verdicts = ClusterFacts.nodeVerdicts(decision);
    Map<String, String> ends = Names.ends(snapshot.pods().stream().map(RayPod::name).toList());
    Set<String> named = named();
    List<NodeFacts> joined = new ArrayList<>();
    for (RayPod pod : snapshot.pods()) {
      RayNode node = byInstance.getOrDefault(pod.name(), byAddress.get(pod.podIp()));
      Verdict verdict = verdicts.get(pod.name());
      NodeState state = NodeState.of(pod, node, named.contains(pod.name()), ray != null);
      joined.add(
          new NodeFacts(
              pod,
              ends.getOrDefault(pod.name(), pod.name()),
              node,
              verdict,
              state,
              state.isLeaving() ? null : Held.of(verdict, node).orElse(null),
              node == null ? List.of() : actors.getOrDefault(node.nodeId(), List.of()),
              pod.kind() == NodeKind.HEAD ? null : timeout(pod.group()),
              ray == null ? null : ray.readAt()));
    }
    return joined;
  }

  private static void prefer(Map<String, RayNode> index, String key, RayNode node) {
    if (!key.isEmpty()) {
      index.merge(key, node, (old, fresh) -> old.isAlive() ? old : fresh);
    }
  }

  private static Map<String, List<RayActor>> actorsByNode(@Nullable RayState ray) {
    Map<String, List<RayActor>> byNode = new HashMap<>();
    for (RayActor actor : ray == null ? List.<RayActor>of() : ray.actors()) {
      if (actor.nodeId() != null && actor.state() == RayActor.State.ALIVE) {
        byNode.computeIfAbsent(actor.nodeId(), id -> new ArrayList<>()).add(actor);
      }
    }
    return byNode;
  }

  private Set<String> named() {
    Set<String> named = new HashSet<>();
    snapshot.cluster().groups().forEach(group -> named.addAll(group.workersToDelete()));
    return named;
  }

  private Duration timeout(String groupName) {
    AutoscalerOptions options = snapshot.cluster().options();
    Integer own =
        snapshot.cluster().group(groupName).map(WorkerGroup::idleTimeoutSeconds).orElse(null);
    return Duration.ofSeconds(own == null ? options.effectiveIdleTimeoutSeconds() : own);
  }

  List<GroupFacts> groups() {
    return snapshot.cluster().groups().stream().map(this::group).toList();
  }

  private GroupFacts group(WorkerGroup group) {
    List<NodeFacts> own =
        nodes.stream()
            .filter(node -> !node.isHead() && node.pod().group().equals(group.name()))
            .sorted(tileOrder())
            .toList();
    return new GroupFacts(group, type(group.name()), own, groupVerdict(group.name()));
  }

  private Comparator<NodeFacts> tileOrder() {
    return Comparator.<NodeFacts>comparingInt(FactsJoin::rank)
        .thenComparing(
            node -> node.ray() == null || node.held() != null ? Duration.ZERO : node.ray().idle())
        .thenComparing(node -> node.pod().createdAt())
        .thenComparing(node -> node.pod().name());
  }

  private static int rank(NodeFacts node) {
    return node.held() != null ? 1 : TILE_ORDER.indexOf(node.state()) * 2;
  }

  private @Nullable NodeType type(String name) {
    return decision == null
        ? null
        : decision.nodeTypes().stream()
            .filter(type -> type.name().equals(name))
            .findFirst()
            .orElse(null);
  }

  private @Nullable Verdict groupVerdict(String name) {
    return verdict(new Verdict.Subject.Group(name));
  }

  private @Nullable Verdict verdict(Verdict.Subject subject) {
    return decision == null
        ? null
        : decision.verdicts().stream()
            .filter(verdict -> isAbout(verdict.subject(), subject))
            .findFirst()
            .orElse(null);
  }

  private static boolean isAbout(Verdict.Subject one, Verdict.Subject other) {
    return (one instanceof Verdict.Subject.Demand a && other instanceof Verdict.Subject.Demand b)
        ? a.demand().request().equals(b.demand().request())
        : one.equals(other);
  }

  List<DemandFacts> demands() {
    RayState ray = snapshot.ray();
    if (ray == null) {
      return List.of();
    }
    List<RayActor> waiting =
        ray.actors().stream()
            .filter(actor -> actor.state() == RayActor.State.PENDING_CREATION)
            .toList();
    List<DemandFacts> demands = new ArrayList<>();
    for (ResourceDemand demand : ray.demands()) {
      Verdict verdict = verdict(new Verdict.Subject.Demand(demand));
      demands.add(DemandFacts.tasks(demand, verdict, waiting));
    }
    for (GangDemand gang : ray.gangs()) {
      demands.add(DemandFacts.gang(gang, verdict(new Verdict.Subject.Gang(gang))));
    }
    List<ResourceDemand> constraint = ray.constraint();
    if (constraint != null && !constraint.isEmpty()) {
      Verdict verdict = verdict(new Verdict.Subject.Constraint(constraint));
      demands.add(DemandFacts.constraint(constraint, verdict));
    }
    demands.sort(Comparator.comparing(DemandFacts::section));
    return demands;
  }
}
