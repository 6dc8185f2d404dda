package dev.raydeck.desktop;

import java.util.Arrays;

/// How old events were when they came to one place on their way, in milliseconds.
final class Ages {
  private final String place;
  private long[] millis = new long[4_096];
  private int count;

  Ages(String place) {
    this.place = place;
  }

  synchronized void note(long age) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = age;
  }

  synchronized void forget() {
    count = 0;
  }

  @Override
  public synchronized String toString() {
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return "%s p50 %d, p90 %d, p99 %d, worst %d ms of %d"
        .formatted(
            place,
            at(sorted, 0.5),
            at(sorted, 0.9),
            at(sorted, 0.99),
            at(sorted, 1),
            sorted.length);
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? -1
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }
}
