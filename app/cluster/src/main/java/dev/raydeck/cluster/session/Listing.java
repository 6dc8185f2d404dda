package dev.raydeck.cluster.session;

import dev.raydeck.model.Health;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The RayClusters a context may see. `health` says whether the list is to be trusted: OK, ABSENT
/// (the API knows no RayClusters: KubeRay is not installed), FORBIDDEN or LOST, in words. An OK
/// list may be empty. `namespace` is null for all namespaces; otherwise the one the list was
/// narrowed to for want of a right.
public record Listing(List<Row> rows, Health health, @Nullable String namespace) {
  public Listing {
    rows = List.copyOf(rows);
  }

  /// One RayCluster. `state` is the operator's word, null before its first.
  public record Row(
      RayClusterRef ref,
      String rayVersion,
      @Nullable String state,
      int desiredWorkers,
      int readyWorkers,
      boolean enableInTreeAutoscaling,
      Instant createdAt) {}
}
