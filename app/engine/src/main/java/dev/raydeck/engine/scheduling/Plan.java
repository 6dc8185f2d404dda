package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.Packer.Packing;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The node list of one decision as the phases pass it on (ray: scheduler.py, ScheduleContext). The only mutable
/// thing of a decision; it never leaves this package.
final class Plan {
  /// Statuses from which Ray can still run on the node; all others are invisible here.
  private static final Set<InstanceStatus> SCHEDULABLE =
      EnumSet.of(
          InstanceStatus.QUEUED,
          InstanceStatus.REQUESTED,
          InstanceStatus.ALLOCATED,
          InstanceStatus.RAY_INSTALLING,
          InstanceStatus.RAY_RUNNING,
          InstanceStatus.RAY_STOP_REQUESTED);

  final SchedulingRequest request;
  final Map<String, NodeType> types;
  private final Map<String, Reason.ScoredBest> scores = new HashMap<>();
  private List<SchedulingNode> nodes;

  private Plan(SchedulingRequest request, Map<String, NodeType> types) {
    this.request = request;
    this.types = types;
    this.nodes = new ArrayList<>(request.instances().size());
  }

  static Plan of(SchedulingRequest request) {
    Map<String, NodeType> types = new LinkedHashMap<>();
    for (NodeType type : request.nodeTypes()) {
      types.put(type.name(), type);
    }
    Plan plan = new Plan(request, types);
    for (SchedulingRequest.Candidate instance : request.instances()) {
      SchedulingNode node = plan.nodeOf(instance);
      if (node != null) {
        plan.nodes.add(node);
      }
    }
    return plan;
  }

  private @Nullable SchedulingNode nodeOf(SchedulingRequest.Candidate instance) {
    if (!SCHEDULABLE.contains(instance.status())) {
      return null;
    }
    NodeType type = types.get(instance.type());
    if (instance.status() == InstanceStatus.RAY_RUNNING) {
      return instance.rayNode() == null
          ? null
          : SchedulingNode.running(instance, type, instance.rayNode());
    }
    if (type != null) {
      return SchedulingNode.pending(instance, type);
    }
    if (!request.checksLaunchConfig()) {
      return null;
    }
    SchedulingNode gone = SchedulingNode.pending(instance, null);
    Limits.endOutdated(gone);
    return gone;
  }

  List<SchedulingNode> nodes() {
    return nodes;
  }

  void replace(List<SchedulingNode> newNodes) {
    nodes = newNodes;
  }

  void replace(Packing packing) {
    nodes = packing.nodes();
    packing.scores().forEach(scores::putIfAbsent);
  }

  Map<String, Reason.ScoredBest> scores() {
    return scores;
  }

  boolean hasMaxNodes() {
    return request.maxNodes() != null;
  }

  int maxNodes() {
    Integer max = request.maxNodes();
    return max == null ? Integer.MAX_VALUE : max;
  }

  /// How many nodes of each type may still be added: nodes on their way out count too.
  Map<String, Integer> available() {
    Map<String, Integer> available = new LinkedHashMap<>();
    for (NodeType type : types.values()) {
      available.put(type.name(), type.maxWorkers());
    }
    for (SchedulingNode node : nodes) {
      available.computeIfPresent(node.type, (_, left) -> left - 1);
    }
    return available;
  }

  double recoverable(String type) {
    return request.recoverable().getOrDefault(type, 1.0);
  }

  double availability(String type) {
    return request.availability().getOrDefault(type, 1.0);
  }
}
