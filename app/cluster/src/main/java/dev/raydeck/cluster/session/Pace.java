package dev.raydeck.cluster.session;

import java.time.Duration;

/// How soon something may be done again: what took little at once, what took much only after a
/// multiple of that, so that it never has more than its share of a core.
final class Pace {
  private final int share;
  private final long leastNanos;
  private final long mostNanos;
  private long begunNanos;
  private long waitNanos;

  /// It has one part in `share` of the time, and waits at least `least` and at most `most`.
  Pace(int share, Duration least, Duration most) {
    this.share = share;
    this.leastNanos = least.toNanos();
    this.mostNanos = most.toNanos();
  }

  boolean isDue(long nanos) {
    return leftNanos(nanos) == 0;
  }

  /// How long until it is due, zero where it is.
  long leftNanos(long nanos) {
    return waitNanos == 0 ? 0 : Math.max(0, waitNanos - (nanos - begunNanos));
  }

  /// It was done, from one moment to another.
  void done(long fromNanos, long toNanos) {
    done(fromNanos, toNanos, leastNanos);
  }

  /// The same, and it waits at least this long.
  void done(long fromNanos, long toNanos, long leastNanos) {
    begunNanos = fromNanos;
    waitNanos = Math.clamp((toNanos - fromNanos) * share, leastNanos, mostNanos);
  }
}
