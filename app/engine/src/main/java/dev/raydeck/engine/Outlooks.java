package dev.raydeck.engine;

import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ScalingDecision.Outlook;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the scheduler plans with, for the texts about it: running nodes with the totals they
/// report, all others with those of their type.
final class Outlooks {
  private Outlooks() {}

  static Outlook of(
      SchedulingRequest request, SchedulingReply reply, Map<String, Integer> desiredWorkers) {
    Map<String, ResourceBundle> byType = new HashMap<>();
    request.nodeTypes().forEach(type -> byType.put(type.name(), type.resources()));
    Map<String, ResourceBundle> running = new HashMap<>();
    for (Candidate candidate : request.instances()) {
      RayNode node = candidate.rayNode();
      if (node != null && candidate.status() == InstanceStatus.RAY_RUNNING) {
        running.put(candidate.instanceId(), node.total());
      }
    }
    Map<String, Double> total = new LinkedHashMap<>();
    Map<String, Integer> present = new HashMap<>();
    for (PlannedNode node : reply.nodes()) {
      if (!node.instanceId().isEmpty()) {
        present.merge(node.type(), 1, Integer::sum);
      }
      if (node.state() != State.TO_TERMINATE) {
        ResourceBundle ofType = byType.getOrDefault(node.type(), ResourceBundle.EMPTY);
        running
            .getOrDefault(node.instanceId(), ofType)
            .amounts()
            .forEach((name, amount) -> total.merge(name, amount, Double::sum));
      }
    }
    return new Outlook(new ResourceBundle(total), addedForMin(request, present), desiredWorkers);
  }

  private static Map<String, Integer> addedForMin(
      SchedulingRequest request, Map<String, Integer> present) {
    Map<String, Integer> added = new LinkedHashMap<>();
    for (NodeType type : request.nodeTypes()) {
      int missing = type.minWorkers() - present.getOrDefault(type.name(), 0);
      if (missing > 0) {
        added.put(type.name(), missing);
      }
    }
    return added;
  }
}
