package dev.raydeck.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All facts about one RayCluster at one instant. Holds `takenAt`, so nothing downstream needs a
/// clock.
///
/// `pods` are head and worker Pods, terminating ones included, in the order the API lists them; the
/// next snapshot shares those that did not change. `ray` is null until the head first answered; how
/// old it is stands in it. `failures` are what went wrong with the commands of earlier turns since
/// the last snapshot (Ray's poll of provider errors).
public record ClusterSnapshot(
    Instant takenAt,
    RayCluster cluster,
    PagedList<RayPod> pods,
    @Nullable RayState ray,
    List<CommandFailure> failures,
    PodVersions podVersions) {
  public ClusterSnapshot {
    failures = List.copyOf(failures);
  }

  /// Workers named in `workersToDelete` that are still there, by the groups that name such: until
  /// they are gone nothing else is launched or named.
  public Map<String, List<String>> pendingDeletes() {
    Set<String> there = new HashSet<>();
    pods.stream().filter(pod -> !pod.isTerminating()).map(RayPod::name).forEach(there::add);
    Map<String, List<String>> pending = new LinkedHashMap<>();
    for (WorkerGroup group : cluster.groups()) {
      List<String> named = group.workersToDelete().stream().filter(there::contains).toList();
      if (!named.isEmpty()) {
        pending.put(group.name(), named);
      }
    }
    return pending;
  }

  /// Of Pods that come from no API server.
  public ClusterSnapshot(
      Instant takenAt,
      RayCluster cluster,
      List<RayPod> pods,
      @Nullable RayState ray,
      List<CommandFailure> failures) {
    this(takenAt, cluster, PagedList.copyOf(pods), ray, failures, PodVersions.UNKNOWN);
  }
}
