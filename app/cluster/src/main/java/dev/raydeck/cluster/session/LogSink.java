package dev.raydeck.cluster.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes a log as it is read, on the stream's own thread. A sink that blocks slows the reading
/// down, and nothing piles up.
public interface LogSink {
  /// How it stands with a log.
  enum State {
    /// The API server was asked and has not answered.
    OPENING,
    /// Lines come as they are written.
    OPEN,
    /// The container has not started; asked again every few seconds.
    WAITING,
    /// The container ended, and this is all of its log; a restarted one is found again.
    ENDED,
    /// There is no such Pod or container, or no earlier instance of it.
    ABSENT,
    FORBIDDEN,
    /// The API server does not answer; asked again.
    LOST
  }

  /// One line without its end; `at` is when the container runtime took it, null where unknown.
  void line(@Nullable Instant at, String text);

  /// `words` is the API server's own sentence, empty where all is well.
  void state(State state, String words);
}
