package dev.raydeck.desktop.live;

import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/// The one timer of the window: it ticks ten times a second while started.
public final class Pulse extends AnimationTimer {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Runnable tick;
  private long last;

  public Pulse(Runnable tick) {
    this.tick = tick;
  }

  @Override
  public void handle(long nowNanos) {
    if (nowNanos - last >= PERIOD_NANOS) {
      last = nowNanos;
      tick.run();
    }
  }
}
