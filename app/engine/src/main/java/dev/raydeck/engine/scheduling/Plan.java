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

/// The node list of one decision as the phases pass it on (ray: scheduler.py, ScheduleContext). The
/// only mutable thing of a decision; it never leaves this package.
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
  private final Map<String, Integer> numbers = new HashMap<>();
  private List<SchedulingNode> nodes;
  private int @Nullable [] available;

  private Plan(SchedulingRequest request, Map<String, NodeType> types) {
    this.request = request;
    this.types = types;
    for (String type : types.keySet()) {
      number(type);
    }
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
          : SchedulingNode.running(instance, number(instance.type()), type, instance.rayNode());
    }
    if (type != null) {
      return SchedulingNode.pending(instance, number(instance.type()), type);
    }
    if (!request.checksLaunchConfig()) {
      return null;
    }
    SchedulingNode gone = SchedulingNode.gone(instance, number(instance.type()));
    Limits.endOutdated(gone);
    return gone;
  }

  List<SchedulingNode> nodes() {
    return nodes;
  }

  void replace(List<SchedulingNode> newNodes) {
    nodes = newNodes;
    available = null;
  }

  /// New nodes stand at the end of a packing.
  void replace(Packing packing) {
    if (available != null) {
      count(packing.nodes().subList(nodes.size(), packing.nodes().size()), available);
    }
    nodes = packing.nodes();
    for (Map.Entry<String, Reason.ScoredBest> score : packing.scores().entrySet()) {
      scores.putIfAbsent(score.getKey(), score.getValue());
    }
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

  /// Types are numbered: the configured ones first, in their order, then those only instances have.
  private int number(String type) {
    Integer known = numbers.get(type);
    if (known == null) {
      known = numbers.size();
      numbers.put(type, known);
    }
    return known;
  }

  /// How many numbers there are.
  int typeCount() {
    return numbers.size();
  }

  SchedulingNode planned(NodeType type) {
    return SchedulingNode.planned(type, number(type.name()));
  }

  /// How many nodes of each type, by its number, may still be added: nodes on their way out count
  /// too.
  int[] available() {
    int[] known = available;
    if (known == null) {
      known = new int[typeCount()];
      for (NodeType type : types.values()) {
        known[number(type.name())] = type.maxWorkers();
      }
      count(nodes, known);
      available = known;
    }
    return known.clone();
  }

  private static void count(List<SchedulingNode> added, int[] available) {
    for (SchedulingNode node : added) {
      available[node.typeNumber]--;
    }
  }

  /// Nodes by the number of their type, those on their way out left out.
  int[] counts() {
    int[] counts = new int[typeCount()];
    for (SchedulingNode node : nodes) {
      if (!node.isEnding()) {
        counts[node.typeNumber]++;
      }
    }
    return counts;
  }

  double recoverable(String type) {
    return request.recoverable().getOrDefault(type, 1.0);
  }

  double availability(String type) {
    return request.availability().getOrDefault(type, 1.0);
  }
}
