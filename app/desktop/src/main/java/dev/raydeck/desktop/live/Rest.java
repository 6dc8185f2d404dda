package dev.raydeck.desktop.live;

import java.time.Duration;

/// How long to rest after a piece of work, so that it has no more than a fifth of a core in the
/// long run: work owes four times its length, and time pays it back. A piece that is long for once,
/// as when every node got a new verdict, is not rested for: what comes after it should not wait.
final class Rest {
  private static final int OWED = 4;
  private static final long MOST_NANOS = Duration.ofMillis(150).toNanos();
  private static final long FREE_NANOS = Duration.ofSeconds(1).toNanos();

  private long owedNanos;
  private long lastNanos;

  /// In nanoseconds, for work between two moments of [System#nanoTime].
  long after(long fromNanos, long toNanos) {
    long paid = Math.max(0, owedNanos - Math.max(0, fromNanos - lastNanos));
    owedNanos = Math.min(paid + (toNanos - fromNanos) * OWED, FREE_NANOS + MOST_NANOS);
    lastNanos = toNanos;
    return Math.max(0, owedNanos - FREE_NANOS);
  }
}
