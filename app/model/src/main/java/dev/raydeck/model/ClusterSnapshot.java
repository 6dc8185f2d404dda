package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All facts about one RayCluster at one instant. Holds `takenAt`, so nothing downstream needs a
/// clock.
///
/// `pods` are head and worker Pods, terminating ones included, in the order the API lists them.
/// `ray` is null until the head first answered; how old it is stands in it. `failures` are what
/// went wrong with the commands of earlier turns since the last snapshot (Ray's poll of provider
/// errors).
public record ClusterSnapshot(
    Instant takenAt,
    RayCluster cluster,
    List<RayPod> pods,
    @Nullable RayState ray,
    List<CommandFailure> failures,
    PodVersions podVersions) {
  public ClusterSnapshot {
    pods = List.copyOf(pods);
    failures = List.copyOf(failures);
  }

  /// Of Pods that come from no API server.
  public ClusterSnapshot(
      Instant takenAt,
      RayCluster cluster,
      List<RayPod> pods,
      @Nullable RayState ray,
      List<CommandFailure> failures) {
    this(takenAt, cluster, pods, ray, failures, PodVersions.UNKNOWN);
  }
}
