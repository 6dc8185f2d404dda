package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The world of now without what the in-tree autoscaler has just done: what it saw when it decided,
/// near enough. Pure.
///
/// `replicas`, `workersToDelete` and the Pods are those of before. A Ray node that was drained
/// since is what it was, and if it was idle then, idle for as much longer; all else Ray says is of
/// now.
final class Undone {
  private Undone() {}

  static ClusterSnapshot of(ClusterSnapshot before, ClusterSnapshot now) {
    return new ClusterSnapshot(
        now.takenAt(),
        cluster(before.cluster(), now.cluster()),
        PagedList.copyOf(pods(before, now)),
        ray(before, now),
        now.failures(),
        now.podVersions());
  }

  /// A Pod may be seen before the `replicas` it was made for: where these rose since, the youngest
  /// beyond what they were are not of before.
  private static List<RayPod> pods(ClusterSnapshot before, ClusterSnapshot now) {
    Set<RayPod> early = new HashSet<>();
    for (WorkerGroup was : before.cluster().groups()) {
      int asked = was.replicas() * was.numOfHosts();
      boolean hasRisen =
          now.cluster().group(was.name()).filter(is -> is.replicas() > was.replicas()).isPresent();
      if (hasRisen) {
        before.pods().stream()
            .filter(pod -> pod.group().equals(was.name()) && !pod.isTerminating())
            .sorted(Comparator.comparing(RayPod::createdAt))
            .skip(asked)
            .forEach(early::add);
      }
    }
    return before.pods().stream().filter(pod -> !early.contains(pod)).toList();
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

  private static @Nullable RayState ray(ClusterSnapshot before, ClusterSnapshot now) {
    RayState ray = now.ray();
    if (ray == null) {
      return null;
    }
    Map<String, RayNode> drained = drained(before, now);
    List<RayNode> nodes =
        ray.nodes().stream().map(node -> drained.getOrDefault(node.nodeId(), node)).toList();
    return new RayState(
        ray.readAt(),
        ray.sessionName(),
        ray.rayVersion(),
        ray.resourceStateVersion(),
        nodes,
        ray.demands(),
        ray.gangs(),
        ray.constraint(),
        ray.actors(),
        ray.report(),
        ray.objects());
  }

  /// The Ray nodes that were drained since `before`, by id, as they would be without that. An idle
  /// one dies of its drain within a second, and is seldom seen draining: one that was idle for its
  /// timeout and is dead is taken for drained, any other dead one for crashed.
  static Map<String, RayNode> drained(ClusterSnapshot before, ClusterSnapshot now) {
    Map<String, RayNode> drained = new LinkedHashMap<>();
    RayState was = before.ray();
    RayState is = now.ray();
    if (was == null || is == null || was.readAt().equals(is.readAt())) {
      return drained;
    }
    Map<String, RayNode> alive = new HashMap<>();
    for (RayNode node : was.nodes()) {
      if (node.status() == RayNode.Status.RUNNING || node.status() == RayNode.Status.IDLE) {
        alive.put(node.nodeId(), node);
      }
    }
    Duration since = Duration.between(was.readAt(), is.readAt());
    for (RayNode node : is.nodes()) {
      RayNode once = alive.get(node.nodeId());
      RayNode later = once == null ? null : later(once, since);
      if (later != null
          && (node.status() == RayNode.Status.DRAINING
              || (!node.isAlive() && isOverdue(later, now.cluster())))) {
        drained.put(node.nodeId(), later);
      }
    }
    return drained;
  }

  private static boolean isOverdue(RayNode node, RayCluster cluster) {
    Integer own = cluster.group(node.nodeType()).map(WorkerGroup::idleTimeoutSeconds).orElse(null);
    int seconds = own != null ? own : cluster.options().effectiveIdleTimeoutSeconds();
    return node.idle().compareTo(Duration.ofSeconds(seconds)) > 0;
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
