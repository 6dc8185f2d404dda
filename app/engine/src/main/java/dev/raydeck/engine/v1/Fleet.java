package dev.raydeck.engine.v1;

import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes V1 sees: Pods, with their Ray node once it has joined. Requested ones count as Pods to
/// come.
record Fleet(List<Candidate> all, List<NodeType> types) {
  private static final Set<InstanceStatus> THERE =
      EnumSet.of(
          InstanceStatus.REQUESTED,
          InstanceStatus.ALLOCATED,
          InstanceStatus.RAY_INSTALLING,
          InstanceStatus.RAY_RUNNING,
          InstanceStatus.RAY_STOPPING,
          InstanceStatus.RAY_STOPPED,
          InstanceStatus.TERMINATING);

  static Fleet of(SchedulingRequest request) {
    List<Candidate> all =
        request.instances().stream().filter(one -> THERE.contains(one.status())).toList();
    return new Fleet(all, request.nodeTypes());
  }

  static @Nullable RayNode connected(Candidate node) {
    RayNode ray = node.rayNode();
    return ray != null && ray.isAlive() ? ray : null;
  }

  /// Workers, the most recently used first, those that have not joined last.
  List<Candidate> workers() {
    return all.stream()
        .filter(node -> node.kind() != NodeKind.HEAD)
        .sorted(Comparator.comparingLong(Fleet::unusedMillis))
        .toList();
  }

  private static long unusedMillis(Candidate node) {
    RayNode ray = connected(node);
    return ray == null ? Long.MAX_VALUE : ray.idle().toMillis();
  }

  boolean isKnown(String type) {
    return types.stream().anyMatch(one -> one.name().equals(type));
  }

  Fleet without(Set<String> ended) {
    return new Fleet(
        all.stream().filter(node -> !ended.contains(node.instanceId())).toList(), types);
  }

  /// The types with what a node of theirs was seen to have (ray:
  /// _update_node_resources_from_runtime).
  List<NodeType> typesAsSeen() {
    Map<String, ResourceBundle> seen = new LinkedHashMap<>();
    Set<String> done = new HashSet<>();
    for (Candidate node : all) {
      RayNode ray = connected(node);
      if (ray != null && done.add(node.type())) {
        seen.put(node.type(), ray.total());
      }
    }
    return types.stream()
        .map(type -> seen.containsKey(type.name()) ? asSeen(type, seen.get(type.name())) : type)
        .toList();
  }

  private static NodeType asSeen(NodeType type, ResourceBundle total) {
    Map<String, Double> amounts = new LinkedHashMap<>(type.resources().amounts());
    for (String name : List.of("CPU", "GPU", "memory")) {
      Double amount = total.amounts().get(name);
      if (amount != null) {
        amounts.put(name, amount);
      }
    }
    return new NodeType(
        type.name(),
        new ResourceBundle(amounts),
        type.minWorkers(),
        type.maxWorkers(),
        type.labels(),
        null,
        type.priority(),
        type.launchConfigHash());
  }

  /// Nodes of a type that have joined, or that have not.
  int count(String type, boolean isConnected) {
    return (int)
        all.stream()
            .filter(node -> node.type().equals(type) && (connected(node) != null) == isConnected)
            .count();
  }
}
