package dev.raydeck.sandbox.rayhead;

import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.ResourceRequest;
import dev.raydeck.raywire.autoscaler.ResourceRequestByCount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The cluster's state as `AutoscalerStateService` tells it. Called with the head's lock held.
///
/// (ray: src/ray/gcs/gcs_autoscaler_state_manager.cc)
final class ClusterMessages {
  private ClusterMessages() {}

  static GetClusterStatusReply status(RayHead head) {
    GetClusterStatusReply.Builder reply =
        GetClusterStatusReply.newBuilder().setClusterResourceState(resourceState(head));
    AutoscalingState reported = head.reported();
    if (reported != null) {
      reply.setAutoscalingState(reported);
    }
    return reply.build();
  }

  static ClusterResourceState resourceState(RayHead head) {
    long version = head.nextStateVersion();
    Instant now = head.now();
    ClusterResourceState.Builder state =
        ClusterResourceState.newBuilder()
            .setClusterResourceStateVersion(version)
            .setClusterSessionName(head.sessionName());
    head.nodes().forEach(node -> state.addNodeStates(nodeState(node, version, now)));
    addDemands(state, head, now);
    var constraint = head.constraint();
    if (constraint != null) {
      state.addClusterResourceConstraints(constraint);
    }
    return state.build();
  }

  private static NodeState nodeState(RayNode node, long version, Instant now) {
    NodeState.Builder state =
        NodeState.newBuilder()
            .setNodeId(node.id)
            .setInstanceId(node.start.instanceId())
            .setRayNodeTypeName(node.start.nodeType())
            .setNodeIpAddress(node.start.ipAddress())
            .setNodeStateVersion(version)
            .setStatus(node.status(now));
    if (!node.isAlive()) {
      return state.build();
    }
    return state
        .putAllTotalResources(node.start.total().amounts())
        .putAllAvailableResources(node.available().amounts())
        .setIdleDurationMs(node.idleMillis(now))
        .addAllNodeActivity(node.activity())
        .putAllLabels(labels(node))
        .build();
  }

  static Map<String, String> labels(RayNode node) {
    Map<String, String> labels = new LinkedHashMap<>(node.start.labels());
    labels.put("ray.io/node-group", node.start.nodeType());
    labels.put("ray.io/node-id", RayIds.hex(node.id));
    return labels;
  }

  private record Asked(RayResources shape, LabelSelector where) {}

  /// A new actor's demand shows a moment after its row.
  private static void addDemands(ClusterResourceState.Builder state, RayHead head, Instant now) {
    Map<Asked, Long> counts = new LinkedHashMap<>();
    for (RayActor actor : head.actors()) {
      boolean isReported = !now.isBefore(actor.createdAt.plus(RayHead.DEMAND_REPORT_DELAY));
      if (actor.isWaiting() && isReported) {
        counts.merge(new Asked(actor.placement(), actor.request.where()), 1L, Long::sum);
      }
    }
    for (RayTask task : head.tasks()) {
      boolean isReported = !now.isBefore(task.submittedAt.plus(RayHead.DEMAND_REPORT_DELAY));
      if (task.isWaiting() && isReported) {
        counts.merge(new Asked(task.request.resources(), task.request.where()), 1L, Long::sum);
      }
    }
    counts.forEach((asked, count) ->
        state.addPendingResourceRequests(
            ResourceRequestByCount.newBuilder()
                .setCount(count)
                .setRequest(
                    ResourceRequest.newBuilder()
                        .putAllResourcesBundle(asked.shape().amounts())
                        .addLabelSelectors(asked.where().message()))));
  }
}
