package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.api.LogLine;
import dev.raydeck.sandbox.api.LogSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What one run of one container printed, the newest lines of it.
final class ContainerLog implements LogSource {
  private static final int KEPT_LINES = 20_000;

  private final InstantSource clock;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final List<Consumer<LogLine>> followers = new CopyOnWriteArrayList<>();

  ContainerLog(InstantSource clock) {
    this.clock = clock;
  }

  void print(String text) {
    Instant now = clock.instant();
    for (String part : text.split("\n", -1)) {
      add(new LogLine(now, part));
    }
  }

  private void add(LogLine line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
    followers.forEach(follower -> follower.accept(line));
  }

  @Override
  public List<LogLine> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public AutoCloseable follow(Consumer<LogLine> sink) {
    followers.add(sink);
    return () -> followers.remove(sink);
  }
}
