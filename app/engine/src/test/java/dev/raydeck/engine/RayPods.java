package dev.raydeck.engine;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import java.time.Instant;
import java.util.List;

/// Pods as tests want them.
final class RayPods {
  private RayPods() {}

  static RayPod running(String name, String group, NodeKind kind, String podIp, Instant createdAt) {
    return new RayPod(
        name,
        "uid-" + name,
        kind,
        group,
        "Running",
        "Running",
        null,
        List.of(),
        true,
        podIp,
        "node-a",
        createdAt,
        null);
  }

  static RayPod of(RayPod pod, RayPod.Replica replica) {
    return new RayPod(
        pod.name(),
        pod.uid(),
        pod.kind(),
        pod.group(),
        pod.phase(),
        pod.displayStatus(),
        pod.message(),
        pod.containers(),
        pod.initContainers(),
        pod.isReady(),
        pod.podIp(),
        pod.kubernetesNode(),
        pod.createdAt(),
        pod.deletionTimestamp(),
        replica);
  }
}
