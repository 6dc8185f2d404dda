package dev.raydeck.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import javafx.animation.AnimationTimer;

/// Counts pulses and CPU between two moments. Made and started on the FX thread.
final class Meter extends AnimationTimer {
  private final long fxThread = Thread.currentThread().threadId();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final com.sun.management.OperatingSystemMXBean system =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long[] gaps = new long[0];
  private int count;
  private long before;
  private long wall;
  private long cpu;
  private long fx;

  @Override
  public synchronized void handle(long now) {
    if (before > 0) {
      if (count == gaps.length) {
        gaps = Arrays.copyOf(gaps, Math.max(1_024, 2 * count));
      }
      gaps[count++] = now - before;
    }
    before = now;
  }

  synchronized void begin() {
    count = 0;
    wall = System.nanoTime();
    cpu = system.getProcessCpuTime();
    fx = threads.getThreadCpuTime(fxThread);
  }

  /// Pulses a second, the time between them, CPU as a share of one core.
  synchronized String end() {
    long took = System.nanoTime() - wall;
    double all = 100.0 * (system.getProcessCpuTime() - cpu) / took;
    double own = 100.0 * (threads.getThreadCpuTime(fxThread) - fx) / took;
    long[] sorted = Arrays.copyOf(gaps, count);
    Arrays.sort(sorted);
    return "fps %.1f, gap p50 %.1f, p99 %.1f, worst %.1f ms, CPU %.0f %%, FX thread %.0f %%, load %.1f"
        .formatted(
            count * 1e9 / took,
            millis(sorted, 0.5),
            millis(sorted, 0.99),
            millis(sorted, 1),
            all,
            own,
            WindowBench.load());
  }

  /// A share of sorted nanoseconds, in milliseconds.
  static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
  }
}
