package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What one turn of ours wants of a RayCluster that it found as `before`: other `replicas` for some
/// groups, and Pods to remove.
record Ours(
    long number, Instant at, Theirs before, Map<String, Integer> replicas, Set<String> removals) {
  Ours {
    replicas = Map.copyOf(replicas);
    removals = Set.copyOf(removals);
  }

  static Ours of(long number, Instant at, ClusterSnapshot from, ScalingDecision decision) {
    Map<String, Integer> replicas = new LinkedHashMap<>();
    Set<String> removals = new LinkedHashSet<>();
    for (var command : decision.commands()) {
      switch (command) {
        case SetReplicas set -> replicas.put(set.group(), set.to());
        case DrainNode drain -> removals.add(drain.podName());
        case DeleteWorkers delete -> removals.addAll(delete.pods());
        default -> {
          // An emptied list removes nobody.
        }
      }
    }
    return new Ours(number, at, Theirs.of(from, Set.of()), replicas, removals);
  }

  /// How many replicas it wants; what it says nothing of stays.
  int wanted(String group) {
    return replicas.getOrDefault(group, before.replicas().getOrDefault(group, 0));
  }
}
