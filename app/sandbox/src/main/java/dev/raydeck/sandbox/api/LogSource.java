package dev.raydeck.sandbox.api;

import java.util.List;
import java.util.function.Consumer;

/// The output of one run of one container.
public interface LogSource {
  /// All lines so far, oldest first.
  List<LogLine> lines();

  /// Hands on the lines written from now on, until closed. A container that ended writes none.
  AutoCloseable follow(Consumer<LogLine> sink);
}
