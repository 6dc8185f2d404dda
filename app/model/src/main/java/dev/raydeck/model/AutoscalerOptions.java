package dev.raydeck.model;

import org.jspecify.annotations.Nullable;

/// The cluster's own settings, `spec.autoscalerOptions`, with null where the CR is silent.
///
/// `version` null leaves the choice to Ray (v2 from 2.47 on). Ray reads `upscalingMode` literally:
/// only `Conservative` limits launches.
public record AutoscalerOptions(
    @Nullable String version,
    @Nullable String upscalingMode,
    @Nullable Integer idleTimeoutSeconds,
    @Nullable String image,
    @Nullable String imagePullPolicy) {
  public static final AutoscalerOptions DEFAULT =
      new AutoscalerOptions(null, null, null, null, null);

  /// What Ray uses where `idleTimeoutSeconds` is absent.
  public static final int DEFAULT_IDLE_TIMEOUT_SECONDS = 60;

  public int effectiveIdleTimeoutSeconds() {
    return idleTimeoutSeconds == null ? DEFAULT_IDLE_TIMEOUT_SECONDS : idleTimeoutSeconds;
  }

  public boolean isConservative() {
    return "Conservative".equals(upscalingMode);
  }
}
