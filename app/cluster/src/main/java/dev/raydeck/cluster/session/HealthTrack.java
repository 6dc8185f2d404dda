package dev.raydeck.cluster.session;

import dev.raydeck.model.Health;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Health with a memory: since when a state lasts, and when to try again after a failure.
///
/// Tries are spaced 1, 2, 4, 8, 15, 15 … seconds, each a fifth more or less by chance, so that many
/// clients of a server that comes back do not come back together. They are real seconds even where
/// the clock is not: what is waited for is a real server. `nextTry` is by the clock, for people.
final class HealthTrack {
  private static final long FIRST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 15_000;

  private final RandomGenerator random;
  private Health health = Health.NOT_ASKED;
  private int failures;
  private long nextTryNanos;
  private boolean mustWait;

  HealthTrack(RandomGenerator random) {
    this.random = random;
  }

  Health health() {
    return health;
  }

  /// `nanos` is of the system's timer.
  boolean mayTry(long nanos) {
    return !mustWait || nanos - nextTryNanos >= 0;
  }

  void ok(Duration latency, Duration slowFrom, Instant now) {
    boolean isSlow = latency.compareTo(slowFrom) > 0;
    failures = 0;
    mustWait = false;
    if (isSlow) {
      waiting(State.SLOW, Trouble.of(Cause.SLOW, Long.toString(latency.toMillis())), now);
    } else {
      waiting(State.OK, "", now);
    }
  }

  /// Not a failure: waiting for something to begin, or for something that is not there.
  void waiting(State state, String detail, Instant now) {
    set(state, detail, null, null, now);
  }

  void waiting(State state, Trouble trouble, Instant now) {
    set(state, trouble.quoted(), trouble, null, now);
  }

  void failed(State state, String detail, Instant now, long nanos) {
    failed(state, Trouble.other(detail), now, nanos);
  }

  void failed(State state, Trouble trouble, Instant now, long nanos) {
    long wait = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, 4));
    failures++;
    wait += random.nextLong(-wait / 5, wait / 5 + 1);
    nextTryNanos = nanos + Duration.ofMillis(wait).toNanos();
    mustWait = true;
    set(state, trouble.quoted(), trouble, now.plusMillis(wait), now);
  }

  /// The next try may be made at once.
  void tryNow() {
    mustWait = false;
  }

  private void set(
      State state, String detail, @Nullable Trouble trouble, @Nullable Instant next, Instant now) {
    Instant since = health.state() == state && health.since() != null ? health.since() : now;
    health = new Health(state, since, detail, next, trouble);
  }
}
