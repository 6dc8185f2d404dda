package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The world of now without what the in-tree autoscaler has just done: what it saw when it decided,
/// near enough. Pure.
///
/// `replicas`, `workersToDelete` and the Pods are those of before. A Ray node that drains since is
/// what it was, and if it was idle then, idle for as much longer; all else Ray says is of now.
final class Undone {
  private Undone() {}

  static ClusterSnapshot of(ClusterSnapshot before, ClusterSnapshot now) {
    return new ClusterSnapshot(
        now.takenAt(),
        cluster(before.cluster(), now.cluster()),
        before.pods(),
        ray(before.ray(), now.ray()),
        now.failures(),
        now.podVersions());
  }

  private static RayCluster cluster(RayCluster before, RayCluster now) {
    List<WorkerGroup> groups =
        now.groups().stream()
            .map(group -> before.group(group.name()).map(was -> group(was, group)).orElse(group))
            .toList();
    return new RayCluster(
        now.namespace(),
        now.name(),
        now.uid(),
        now.resourceVersion(),
        now.generation(),
        now.rayVersion(),
        now.enableInTreeAutoscaling(),
        now.isSuspended(),
        now.options(),
        now.head(),
        groups,
        now.status(),
        now.createdAt());
  }

  private static WorkerGroup group(WorkerGroup before, WorkerGroup now) {
    return new WorkerGroup(
        now.name(),
        now.index(),
        before.replicas(),
        now.minReplicas(),
        now.maxReplicas(),
        now.numOfHosts(),
        now.idleTimeoutSeconds(),
        now.isSuspended(),
        before.workersToDelete(),
        now.template());
  }

  private static @Nullable RayState ray(@Nullable RayState before, @Nullable RayState now) {
    if (before == null || now == null) {
      return now;
    }
    Map<String, RayNode> alive = new HashMap<>();
    for (RayNode node : before.nodes()) {
      if (node.status() == RayNode.Status.RUNNING || node.status() == RayNode.Status.IDLE) {
        alive.put(node.nodeId(), node);
      }
    }
    Duration since = Duration.between(before.readAt(), now.readAt());
    List<RayNode> nodes =
        now.nodes().stream()
            .map(node -> {
              RayNode was = alive.get(node.nodeId());
              return was != null && node.status() == RayNode.Status.DRAINING
                  ? later(was, since)
                  : node;
            })
            .toList();
    return new RayState(
        now.readAt(),
        now.sessionName(),
        now.rayVersion(),
        now.resourceStateVersion(),
        nodes,
        now.demands(),
        now.gangs(),
        now.constraint(),
        now.actors(),
        now.report(),
        now.objects());
  }

  private static RayNode later(RayNode node, Duration since) {
    return node.idle().isZero() || since.isNegative()
        ? node
        : new RayNode(
            node.nodeId(),
            node.instanceId(),
            node.nodeType(),
            node.status(),
            node.total(),
            node.available(),
            node.idle().plus(since),
            node.labels(),
            node.dynamicLabels(),
            node.activity(),
            node.ipAddress());
  }
}
