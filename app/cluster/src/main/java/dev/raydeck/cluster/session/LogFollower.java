package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.session.LogSink.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Follows one log on a virtual thread. A stream that breaks off is opened again where it stopped:
/// what came already is not given twice.
final class LogFollower implements LogStream {
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Supplier<CompletableFuture<@Nullable KubeApi>> api;
  private final String namespace;
  private final LogPlace place;
  private final int tailLines;
  private final LogSink sink;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable InputStream stream;
  private State state = State.OPENING;
  private @Nullable Instant last;
  private int lastCount;

  LogFollower(
      Supplier<CompletableFuture<@Nullable KubeApi>> api,
      String namespace,
      LogPlace place,
      int tailLines,
      LogSink sink) {
    this.api = api;
    this.namespace = namespace;
    this.place = place;
    this.tailLines = tailLines;
    this.sink = sink;
    this.thread = Thread.ofVirtual().name("raydeck-log-" + place).unstarted(this::run);
  }

  LogFollower start() {
    thread.start();
    return this;
  }

  boolean isDone() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  @Override
  public void close() {
    closed.countDown();
    InputStream open = stream;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // What we wanted: nothing comes from it any more.
        stream = null;
      }
    }
    thread.interrupt();
  }

  private void run() {
    sink.state(State.OPENING, "");
    try {
      while (followOnce()) {
        if (closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it is worth asking again.
  private boolean followOnce() throws InterruptedException {
    try (InputStream open = open()) {
      stream = open;
      opened();
      read(new LogLines(open));
      say(State.ENDED, "");
      return !place.isPrevious();
    } catch (KubeFailure e) {
      return failed(e);
    } catch (IOException e) {
      say(State.LOST, String.valueOf(e.getMessage()));
      return true;
    } finally {
      stream = null;
    }
  }

  private InputStream open() throws KubeFailure, InterruptedException {
    KubeApi reached;
    try {
      reached = api.get().get();
    } catch (ExecutionException e) {
      throw new KubeFailure(KubeFailure.Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
    if (reached == null) {
      throw new KubeFailure(KubeFailure.Kind.UNREACHABLE, "the API server is not answering", null);
    }
    return reached.followLog(namespace, place, last, tailLines, this::opened);
  }

  private void opened() {
    if (state != State.ENDED) {
      say(State.OPEN, "");
    }
  }

  private void read(LogLines lines) throws IOException {
    Instant seen = last;
    int again = lastCount;
    for (LogLines.Line line = lines.next(); line != null; line = lines.next()) {
      if (closed.getCount() == 0) {
        return;
      }
      Instant at = line.at();
      if (seen != null && at != null && !at.isAfter(seen)) {
        if (at.isBefore(seen) || again-- > 0) {
          continue;
        }
      }
      if (at != null) {
        lastCount = at.equals(last) ? lastCount + 1 : 1;
        last = at;
      }
      say(State.OPEN, "");
      sink.line(at, line.text());
    }
  }

  private boolean failed(KubeFailure failure) {
    switch (failure.kind()) {
      case FORBIDDEN, UNAUTHORIZED -> say(State.FORBIDDEN, failure.words());
      case NOT_FOUND -> say(State.ABSENT, failure.words());
      case INVALID -> say(isUnknown(failure) ? State.ABSENT : State.WAITING, failure.words());
      default -> say(State.LOST, failure.words());
    }
    return state == State.WAITING || state == State.LOST;
  }

  /// A kubelet answers 400 both for a container that waits and for one that is none.
  private boolean isUnknown(KubeFailure failure) {
    return place.isPrevious()
        || failure.words().contains("is not valid for pod")
        || failure.words().contains("previous terminated container");
  }

  private void say(State fresh, String words) {
    boolean isSame = state == fresh && fresh == State.OPEN;
    state = fresh;
    if (!isSame && closed.getCount() > 0) {
      sink.state(fresh, words);
    }
  }
}
