package dev.raydeck.desktop;

import dev.raydeck.model.Health;
import java.time.Duration;
import java.time.Instant;

/// How well the parts of a scene answer.
final class FrameHealth {
  private FrameHealth() {}

  static Health ok() {
    return new Health(Health.State.OK, Frames.NOW.minusSeconds(600), "", null);
  }

  static Health notReady(Instant now) {
    return new Health(
        Health.State.CONNECTING, now.minusSeconds(12), "container ray-head is not ready", null);
  }

  static Health lost(Instant now, Duration age, String detail) {
    return new Health(Health.State.LOST, now.minus(age), detail, now.plusSeconds(4));
  }
}
