package dev.raydeck.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The cluster's own settings, `spec.autoscalerOptions`, with null where the CR is silent.
///
/// `version` null leaves the choice to Ray (v2 from 2.47 on). Ray reads `upscalingMode` literally:
/// only `Conservative` limits launches. `all` is the whole block as it stands in the CR, by field:
/// the sidecar's `resources`, `env` and the like are only there.
public record AutoscalerOptions(
    @Nullable String version,
    @Nullable String upscalingMode,
    @Nullable Integer idleTimeoutSeconds,
    @Nullable String image,
    @Nullable String imagePullPolicy,
    Map<String, Object> all) {
  public static final AutoscalerOptions DEFAULT =
      new AutoscalerOptions(null, null, null, null, null);

  public AutoscalerOptions {
    all = Collections.unmodifiableMap(new TreeMap<>(all));
  }

  /// With nothing but these.
  public AutoscalerOptions(
      @Nullable String version,
      @Nullable String upscalingMode,
      @Nullable Integer idleTimeoutSeconds,
      @Nullable String image,
      @Nullable String imagePullPolicy) {
    this(version, upscalingMode, idleTimeoutSeconds, image, imagePullPolicy, Map.of());
  }

  /// What Ray uses where `idleTimeoutSeconds` is absent.
  public static final int DEFAULT_IDLE_TIMEOUT_SECONDS = 60;

  public int effectiveIdleTimeoutSeconds() {
    return idleTimeoutSeconds == null ? DEFAULT_IDLE_TIMEOUT_SECONDS : idleTimeoutSeconds;
  }

  public boolean isConservative() {
    return "Conservative".equals(upscalingMode);
  }
}
