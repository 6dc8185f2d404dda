package dev.raydeck.desktop.facts;

import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Pods and Ray nodes with one thing changed.
final class PodChange {
  private PodChange() {}

  static RayPod restarted(RayPod pod) {
    RayPod.Container one = pod.containers().getFirst();
    RayPod.Container again =
        new RayPod.Container(
            one.name(), one.isReady(), one.state(), one.reason(), one.restarts() + 1);
    return with(pod, pod.name(), pod.uid(), pod.phase(), pod.displayStatus(), List.of(again));
  }

  static RayPod phase(RayPod pod, Random random) {
    String phase = List.of("Pending", "Running", "Failed").get(random.nextInt(3));
    return with(pod, pod.name(), pod.uid(), phase, phase, pod.containers());
  }

  static RayPod named(RayPod pod, String name) {
    return with(pod, name, "uid-" + name, pod.phase(), pod.displayStatus(), pod.containers());
  }

  /// Another Pod of the same name.
  static RayPod anew(RayPod pod, long uid) {
    return with(pod, pod.name(), "uid-" + uid, pod.phase(), pod.displayStatus(), pod.containers());
  }

  private static RayPod with(
      RayPod pod,
      String name,
      String uid,
      String phase,
      String status,
      List<RayPod.Container> containers) {
    return new RayPod(
        name,
        uid,
        pod.kind(),
        pod.group(),
        phase,
        status,
        pod.message(),
        containers,
        pod.isReady(),
        pod.podIp(),
        pod.kubernetesNode(),
        pod.createdAt(),
        pod.deletionTimestamp());
  }

  /// With one Pod in `workersToDelete` of the first group.
  static RayCluster deleting(RayCluster cluster, String pod) {
    List<WorkerGroup> groups = new ArrayList<>(cluster.groups());
    WorkerGroup one = groups.getFirst();
    groups.set(
        0,
        new WorkerGroup(
            one.name(),
            one.index(),
            one.replicas(),
            one.minReplicas(),
            one.maxReplicas(),
            one.numOfHosts(),
            one.idleTimeoutSeconds(),
            one.isSuspended(),
            List.of(pod),
            one.template()));
    return new RayCluster(
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
        cluster.createdAt());
  }

  static RayNode idle(RayNode node, Random random) {
    boolean isIdle = random.nextBoolean();
    return new RayNode(
        node.nodeId(),
        node.instanceId(),
        node.nodeType(),
        isIdle ? RayNode.Status.IDLE : RayNode.Status.RUNNING,
        node.total(),
        isIdle ? node.total() : node.available(),
        isIdle ? Duration.ofSeconds(random.nextInt(90)) : Duration.ZERO,
        node.labels(),
        node.dynamicLabels(),
        node.activity(),
        node.ipAddress());
  }
}
