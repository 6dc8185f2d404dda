package dev.raydeck.desktop.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line that was read. `number` counts from the first line read and is never given twice;
/// `source` is the index of its container among the followed ones. `at` is when the container
/// runtime took it.
record LogEntry(
    long number,
    int source,
    @Nullable Instant at,
    LogLevel level,
    @Nullable LogEvent event,
    String text) {

  /// About what it takes in memory.
  int bytes() {
    return 112 + text.length() + (event == null ? 0 : 160);
  }
}
