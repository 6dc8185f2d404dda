package dev.raydeck.cluster.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A wish to change a RayCluster's autoscaling; null leaves a field as it is. Numbers are long so
/// that one beyond int32 can be refused here: the API server would take it, and the operator would
/// then stop.
public record OptionsChange(
    @Nullable String upscalingMode,
    @Nullable Long idleTimeoutSeconds,
    Map<String, GroupChange> groups) {
  public OptionsChange {
    groups = Map.copyOf(groups);
  }

  /// For one worker group, by name.
  public record GroupChange(@Nullable Long minReplicas, @Nullable Long maxReplicas) {}
}
