package dev.raydeck.sandbox.kubelet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long the kubelet waits before it starts an ended container again: at once the first time,
/// then 10 s, doubled up to five minutes, until the container has run for ten minutes (kubernetes:
/// pkg/kubelet, MaxContainerBackOff).
final class Restarts {
  static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration GOOD_RUN = Duration.ofMinutes(10);

  private int inARow;

  Duration next(@Nullable Instant startedAt, Instant now) {
    boolean isGood = startedAt != null && !now.isBefore(startedAt.plus(GOOD_RUN));
    inARow = isGood ? 1 : inARow + 1;
    if (inARow == 1) {
      return AT_ONCE;
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(inARow - 2, 10));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /// As Go prints it: `10s`, `1m20s`, `5m0s`.
  static String text(Duration wait) {
    return wait.toMinutes() == 0
        ? wait.toSeconds() + "s"
        : wait.toMinutes() + "m" + wait.toSecondsPart() + "s";
  }
}
