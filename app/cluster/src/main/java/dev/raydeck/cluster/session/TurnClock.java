package dev.raydeck.cluster.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When the next turn is due: every interval, at once when a person asks, soon after a conflict.
/// Before each, Ray is asked anew and given a moment to answer.
///
/// All methods belong to the session's thread.
final class TurnClock {
  private static final long AFTER_CONFLICT_NANOS = Duration.ofMillis(250).toNanos();
  private static final long RAY_WAIT_NANOS = Duration.ofSeconds(2).toNanos();

  private final Duration interval;
  private final InstantSource clock;
  private final HeadSide head;

  private boolean isStepWanted;
  private boolean awaitsRay;
  private long awaitsRayUntilNanos;
  private long conflictNanos = System.nanoTime();
  private Instant next = Instant.EPOCH;

  TurnClock(Duration interval, InstantSource clock, HeadSide head) {
    this.interval = interval;
    this.clock = clock;
    this.head = head;
  }

  /// A turn now, as a person's wish.
  void step() {
    isStepWanted = true;
  }

  /// A turn now.
  void soon() {
    next = clock.instant();
  }

  void afterConflict() {
    soon();
    conflictNanos = System.nanoTime();
  }

  boolean isDue(Instant now, long nanos) {
    boolean isWanted =
        nanos - conflictNanos > AFTER_CONFLICT_NANOS && (isStepWanted || !now.isBefore(next));
    if (!isWanted) {
      return false;
    }
    if (!awaitsRay) {
      awaitsRay = true;
      awaitsRayUntilNanos = nanos + RAY_WAIT_NANOS;
      head.poll();
    }
    if (head.isPolling() && nanos <= awaitsRayUntilNanos) {
      return false;
    }
    awaitsRay = false;
    return true;
  }

  /// A turn is taken, or was broken; true where a person wished for it.
  boolean took(Instant now) {
    boolean wasStep = isStepWanted;
    isStepWanted = false;
    next = now.plus(interval);
    return wasStep;
  }
}
