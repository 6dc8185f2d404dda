package dev.raydeck.engine;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// The texts of whichever autoscaler a cluster runs.
public final class AutoscalerText {
  private AutoscalerText() {}

  /// `ray status`, as of the moment Ray was read.
  public static String status(ClusterSnapshot snapshot, RayState ray, ZoneId zone) {
    return AutoscalerVersion.of(snapshot) == AutoscalerVersion.V1
        ? RayV1Status.of(snapshot, ray, zone, false)
        : RayStatusText.of(ray, ray.readAt(), zone);
  }

  /// `ray status -v`.
  public static String verboseStatus(ClusterSnapshot snapshot, RayState ray, ZoneId zone) {
    return AutoscalerVersion.of(snapshot) == AutoscalerVersion.V1
        ? RayV1Status.of(snapshot, ray, zone, true)
        : RayStatusText.verbose(ray, ray.readAt(), zone, Duration.ZERO);
  }

  /// The log lines of a turn, what was read first included: `LEVEL file.py:line -- message`.
  public static List<String> log(
      ClusterSnapshot snapshot, ScalingDecision decision, ActuationResult result, ZoneId zone) {
    return AutoscalerVersion.of(snapshot) == AutoscalerVersion.V1
        ? RayV1Log.of(snapshot, decision, zone)
        : RayLog.turn(snapshot, decision, result);
  }
}
