package dev.raydeck.desktop.autoscaler;

import dev.raydeck.engine.ledger.StatusLimits;
import dev.raydeck.model.Instance;
import java.time.Duration;
import java.time.Instant;

/// A row of the instance table; it stays the same while its instance is there.
final class InstanceRow {
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

  /// Longer than Ray itself would wait without a word.
  boolean isStuck(Instant now) {
    Duration limit = StatusLimits.limit(instance.status());
    return limit != null && age(now).compareTo(limit) > 0;
  }

  /// On its way for longer than Ray's first warning, and not ended yet.
  boolean isSlow(Instant now) {
    return StatusLimits.limit(instance.status()) != null
        && age(now).compareTo(StatusLimits.WARNED_AFTER) > 0;
  }
}
