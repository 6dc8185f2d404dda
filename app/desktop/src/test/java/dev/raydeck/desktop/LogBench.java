package dev.raydeck.desktop;

import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A container's log of 100 MB, as fast as it can be read, while the Logs screen follows it.
final class LogBench {
  private static final long BYTES = 100L << 20;

  private LogBench() {}

  static void run() throws InterruptedException {
    FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
    AtomicReference<@Nullable Meter> meter = new AtomicReference<>();
    CountDownLatch shown = new CountDownLatch(1);
    onToolkit(() -> {
      RaydeckWindow window =
          Stages.window(
              new Stage(),
              Theme.DARK,
              Language.ENGLISH,
              connection,
              task -> Thread.ofVirtual().start(task));
      Objects.requireNonNull(window.shell()).go(Place.LOGS);
      Meter made = new Meter();
      made.start();
      meter.set(made);
      shown.countDown();
    });
    shown.await();
    LogSink sink = connection.sinks.getFirst();
    Meter counting = Objects.requireNonNull(meter.get());
    long heap = heap();
    counting.begin();
    long from = System.nanoTime();
    long bytes = 0;
    long lines = 0;
    while (bytes < BYTES) {
      String line =
          "2026-11-24 14:07:%02d,%03d\tINFO autoscaler.py:%d -- node %d of %d is busy: 1.0/1.0 CPU, 0B/954MiB memory"
              .formatted(lines / 1_000 % 60, lines % 1_000, lines % 900, lines % 64, 64);
      sink.line(null, line);
      bytes += line.length() + 1L;
      lines++;
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    ScreenBench.onFx(() -> {});
    System.out.printf(
        "logs: %d MB, %d lines in %.1f s, heap %d MB more: %s%n",
        bytes >> 20, lines, seconds, heap() - heap, counting.end());
  }

  private static void onToolkit(Runnable work) {
    try {
      Platform.startup(work);
    } catch (IllegalStateException alreadyStarted) {
      Platform.runLater(work);
    }
  }

  private static long heap() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }
}
