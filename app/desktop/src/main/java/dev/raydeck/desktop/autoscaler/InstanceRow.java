package dev.raydeck.desktop.autoscaler;

import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of the instance table; it stays the same while its instance is there.
final class InstanceRow {
  private static final Duration WARNED_AFTER = Duration.ofSeconds(90);

  private volatile Instance instance;

  InstanceRow(Instance instance) {
    this.instance = instance;
  }

  Instance instance() {
    return instance;
  }

  void show(Instance fresh) {
    instance = fresh;
  }

  Duration age(Instant now) {
    Duration age = Duration.between(instance.since(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// How long a status may last before Ray ends it (ray: autoscaler/v2/instance_manager/config.py),
  /// null where it may last forever; those on the way are warned about instead.
  static @Nullable Duration limit(InstanceStatus status) {
    return switch (status) {
      case REQUESTED -> Duration.ofMinutes(10);
      case ALLOCATED -> Duration.ofHours(1);
      case RAY_INSTALLING -> Duration.ofMinutes(30);
      case RAY_STOP_REQUESTED, TERMINATING -> Duration.ofMinutes(5);
      case QUEUED, RAY_STOPPING, RAY_STOPPED, RAY_INSTALL_FAILED, TERMINATION_FAILED ->
          WARNED_AFTER;
      case UNKNOWN, RAY_RUNNING, TERMINATED, ALLOCATION_FAILED, ALLOCATION_TIMEOUT -> null;
    };
  }

  /// Longer than Ray itself would wait without a word.
  boolean isStuck(Instant now) {
    Duration limit = limit(instance.status());
    return limit != null && age(now).compareTo(limit) > 0;
  }

  /// On its way for longer than Ray's first warning, and not ended yet.
  boolean isSlow(Instant now) {
    return limit(instance.status()) != null && age(now).compareTo(WARNED_AFTER) > 0;
  }
}
