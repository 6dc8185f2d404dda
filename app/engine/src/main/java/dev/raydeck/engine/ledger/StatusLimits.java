package dev.raydeck.engine.ledger;

import dev.raydeck.model.InstanceStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long an instance may stay in a status (ray: autoscaler/v2/instance_manager/config.py,
/// reconcile timeouts).
public final class StatusLimits {
  /// Where a status should only be passed through, Ray warns after this (ray:
  /// RAY_AUTOSCALER_RECONCILE_TRANSIENT_STATUS_WARN_INTERVAL_S).
  public static final Duration WARNED_AFTER = Duration.ofSeconds(90);

  private StatusLimits() {}

  /// After longer than this Ray ends the status; null where it does not.
  public static @Nullable Duration timeout(InstanceStatus status) {
    return switch (status) {
      case REQUESTED -> Duration.ofMinutes(10);
      case ALLOCATED -> Duration.ofHours(1);
      case RAY_INSTALLING -> Duration.ofMinutes(30);
      case RAY_STOP_REQUESTED, TERMINATING -> Duration.ofMinutes(5);
      case UNKNOWN,
          QUEUED,
          RAY_RUNNING,
          RAY_STOPPING,
          RAY_STOPPED,
          TERMINATED,
          ALLOCATION_FAILED,
          ALLOCATION_TIMEOUT,
          RAY_INSTALL_FAILED,
          TERMINATION_FAILED ->
          null;
    };
  }

  /// After longer than this Ray says or does something; null where a status may last for ever.
  public static @Nullable Duration limit(InstanceStatus status) {
    return switch (status) {
      case QUEUED, RAY_STOPPING, RAY_STOPPED, RAY_INSTALL_FAILED, TERMINATION_FAILED ->
          WARNED_AFTER;
      default -> timeout(status);
    };
  }
}
