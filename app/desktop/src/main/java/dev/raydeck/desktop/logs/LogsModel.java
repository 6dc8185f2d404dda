package dev.raydeck.desktop.logs;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.cluster.session.LogStream;
import dev.raydeck.desktop.live.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The followed containers: their streams, how each stands, and the lines.
final class LogsModel {
  /// More at once would be read by nobody.
  static final int MOST = 8;

  /// Where a log begins to be read: this many lines before its end.
  static final int TAIL_LINES = 10_000;

  private final Connection connection;
  private final Executor background;
  private final List<Source> sources = new ArrayList<>();
  private LogBuffer buffer = new LogBuffer();
  private LogFilter filter = LogFilter.ALL;
  private boolean isPaused;

  LogsModel(Connection connection, Executor background) {
    this.connection = connection;
    this.background = background;
  }

  /// How one log stands; `words` is the API server's sentence.
  record Standing(LogSink.State state, String words) {}

  /// Follows these and no others, from anew.
  void follow(List<LogPlace> places) {
    close();
    buffer = new LogBuffer();
    buffer.filter(filter);
    isPaused = false;
    for (LogPlace place : places.subList(0, Math.min(MOST, places.size()))) {
      Source source = new Source(place, sources.size(), buffer);
      sources.add(source);
      source.stream = connection.follow(place, TAIL_LINES, source);
    }
  }

  void close() {
    sources.forEach(Source::close);
    sources.clear();
    buffer.hold(false);
  }

  List<LogPlace> places() {
    return sources.stream().map(source -> source.place).toList();
  }

  List<Standing> standings() {
    return sources.stream().map(source -> source.standing).toList();
  }

  LogBuffer buffer() {
    return buffer;
  }

  LogFilter filter() {
    return filter;
  }

  /// Looks through what is kept away from the FX thread.
  void filter(LogFilter wanted) {
    filter = wanted;
    LogBuffer filtered = buffer;
    background.execute(() -> filtered.filter(wanted));
  }

  boolean isPaused() {
    return isPaused;
  }

  /// While paused nothing is read.
  void pause(boolean wanted) {
    isPaused = wanted;
    buffer.hold(wanted);
  }

  private static final class Source implements LogSink {
    private final LogPlace place;
    private final int index;
    private final LogBuffer buffer;
    private volatile Standing standing = new Standing(State.OPENING, "");
    private @Nullable LogStream stream;

    Source(LogPlace place, int index, LogBuffer buffer) {
      this.place = place;
      this.index = index;
      this.buffer = buffer;
    }

    @Override
    public void line(@Nullable Instant at, String text) {
      buffer.add(index, at, text);
    }

    @Override
    public void state(State state, String words) {
      standing = new Standing(state, words);
    }

    void close() {
      if (stream != null) {
        stream.close();
      }
    }
  }
}
