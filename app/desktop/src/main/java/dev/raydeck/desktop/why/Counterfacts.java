package dev.raydeck.desktop.why;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The present facts with one thing changed.
final class Counterfacts {
  /// More Pods than any group has, and far from where sums of them overflow.
  static final int UNLIMITED = 1_000_000;

  /// Ray asks for strictly more than the timeout.
  private static final Duration JUST_AFTER = Duration.ofMillis(1);

  private Counterfacts() {}

  /// The node holds nothing, and has been idle for longer than `timeout`.
  static ClusterSnapshot idle(ClusterSnapshot snapshot, String nodeId, Duration timeout) {
    return ray(
        snapshot,
        ray ->
            state(
                ray,
                ray.nodes().stream()
                    .map(node -> node.nodeId().equals(nodeId) ? idle(node, timeout) : node)
                    .toList(),
                ray.demands(),
                ray.constraint(),
                keep(ray.actors(), actor -> !nodeId.equals(actor.nodeId()))));
  }

  private static RayNode idle(RayNode node, Duration timeout) {
    return new RayNode(
        node.nodeId(),
        node.instanceId(),
        node.nodeType(),
        RayNode.Status.IDLE,
        node.total(),
        node.total(),
        timeout.plus(JUST_AFTER),
        node.labels(),
        node.dynamicLabels(),
        List.of(),
        node.ipAddress());
  }

  static ClusterSnapshot withoutConstraint(ClusterSnapshot snapshot) {
    return ray(snapshot, ray -> state(ray, ray.nodes(), ray.demands(), List.of(), ray.actors()));
  }

  /// No task, actor or placement group waits.
  static ClusterSnapshot withoutDemand(ClusterSnapshot snapshot) {
    return ray(
        snapshot,
        ray ->
            new RayState(
                ray.readAt(),
                ray.sessionName(),
                ray.rayVersion(),
                ray.resourceStateVersion(),
                ray.nodes(),
                List.of(),
                List.of(),
                ray.constraint(),
                ray.actors(),
                ray.report()));
  }

  static ClusterSnapshot withLimits(
      ClusterSnapshot snapshot, WorkerGroup changed, int minReplicas, int maxReplicas) {
    RayCluster cluster = snapshot.cluster();
    List<WorkerGroup> groups =
        cluster.groups().stream()
            .map(group ->
                group.index() == changed.index() ? limited(group, minReplicas, maxReplicas) : group)
            .toList();
    return new ClusterSnapshot(
        snapshot.takenAt(),
        new RayCluster(
            cluster.namespace(),
            cluster.name(),
            cluster.uid(),
            cluster.resourceVersion(),
            cluster.generation(),
            cluster.rayVersion(),
            cluster.enableInTreeAutoscaling(),
            cluster.isSuspended(),
            cluster.options(),
            cluster.head(),
            groups,
            cluster.status(),
            cluster.createdAt()),
        snapshot.pods(),
        snapshot.ray(),
        snapshot.failures());
  }

  private static WorkerGroup limited(WorkerGroup group, int minReplicas, int maxReplicas) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        group.replicas(),
        minReplicas,
        maxReplicas,
        group.numOfHosts(),
        group.idleTimeoutSeconds(),
        group.isSuspended(),
        group.workersToDelete(),
        group.template());
  }

  private static ClusterSnapshot ray(ClusterSnapshot snapshot, UnaryOperator<RayState> change) {
    RayState ray = snapshot.ray();
    return ray == null
        ? snapshot
        : new ClusterSnapshot(
            snapshot.takenAt(),
            snapshot.cluster(),
            snapshot.pods(),
            change.apply(ray),
            snapshot.failures());
  }

  private static RayState state(
      RayState ray,
      List<RayNode> nodes,
      List<ResourceDemand> demands,
      @Nullable List<ResourceDemand> constraint,
      List<RayActor> actors) {
    return new RayState(
        ray.readAt(),
        ray.sessionName(),
        ray.rayVersion(),
        ray.resourceStateVersion(),
        nodes,
        demands,
        ray.gangs(),
        constraint,
        actors,
        ray.report());
  }

  private static List<RayActor> keep(List<RayActor> actors, Predicate<RayActor> wanted) {
    return actors.stream().filter(wanted).toList();
  }
}
