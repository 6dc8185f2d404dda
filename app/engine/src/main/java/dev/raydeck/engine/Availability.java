package dev.raydeck.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How likely a group's Pods can be had, from when they last could not (ray: CloudResourceMonitor).
record Availability(Map<String, Double> availability, Map<String, Double> recoverable) {
  /// After this a group counts as recovered (ray: RAY_AUTOSCALER_AVAILABILITY_RECOVERY_S).
  private static final double RECOVERY_SECONDS = 600;

  static Availability of(Map<String, Instant> lastUnavailable, Instant now) {
    Map<String, Double> availability = new HashMap<>();
    Map<String, Double> recoverable = new HashMap<>();
    double latest =
        lastUnavailable.values().stream().mapToDouble(Availability::seconds).max().orElse(1);
    lastUnavailable.forEach((group, at) -> {
      availability.put(group, 1 - seconds(at) / latest);
      recoverable.put(group, recoverable(Duration.between(at, now).toNanos() / 1e9));
    });
    return new Availability(availability, recoverable);
  }

  private static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }

  private static double recoverable(double secondsAgo) {
    return secondsAgo < Math.min(10, 0.1 * RECOVERY_SECONDS)
        ? 0
        : Math.min(1, secondsAgo / RECOVERY_SECONDS);
  }
}
