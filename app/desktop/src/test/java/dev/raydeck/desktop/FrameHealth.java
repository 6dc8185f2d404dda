package dev.raydeck.desktop;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// How well the parts of a scene answer.
public final class FrameHealth {
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

  /// The same, before the Ray head answered for the first time.
  public static SessionFrame rayUnread(SessionFrame frame) {
    ClusterSnapshot read = Objects.requireNonNull(frame.snapshot());
    return new SessionFrame(
        frame.turn(),
        frame.at(),
        frame.mode(),
        frame.isPaused(),
        new ClusterSnapshot(read.takenAt(), read.cluster(), read.pods(), null, read.failures()),
        null,
        frame.result(),
        frame.apiServer(),
        new Health(Health.State.CONNECTING, frame.at(), "", null),
        frame.autoscaler(),
        frame.driver(),
        frame.trouble());
  }
}
