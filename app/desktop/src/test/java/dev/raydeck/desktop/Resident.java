package dev.raydeck.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// This process's resident memory, as Linux tells it, and its heap.
final class Resident {
  private long mostKb;

  /// Waits, and looks once a second how much there is.
  void watch(int seconds) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int second = 0; second < seconds; second++) {
      var _ = never.await(1, TimeUnit.SECONDS);
      mostKb = Math.max(mostKb, kb("VmRSS"));
    }
  }

  void forget() {
    mostKb = 0;
  }

  private static long kb(String what) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(what + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /// Ends with a collection.
  String figures() throws IOException {
    Runtime process = Runtime.getRuntime();
    long now = kb("VmRSS");
    long ever = kb("VmHWM");
    process.gc();
    return "resident %d MB, at most %d, with the start %d; heap after GC %d MB"
        .formatted(
            now >> 10,
            mostKb >> 10,
            ever >> 10,
            (process.totalMemory() - process.freeMemory()) >> 20);
  }
}
