package dev.raydeck.desktop.live;

import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/// The one timer of the window: it ticks ten times a second while started, or less often where a
/// person wants that.
public final class Pulse extends AnimationTimer {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable tick;
  private long periodNanos = SECOND_NANOS / 10;
  private long last;

  public Pulse(Runnable tick) {
    this.tick = tick;
  }

  public void ticksASecond(int ticks) {
    periodNanos = SECOND_NANOS / ticks;
  }

  @Override
  public void handle(long nowNanos) {
    if (nowNanos - last >= periodNanos) {
      last = nowNanos;
      tick.run();
    }
  }
}
