package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The one hop to the FX thread. A frame that arrives while another waits replaces it; nothing
/// queues up. Frames are joined on the way, away from the session's and the FX thread, each with
/// what the one before has of it already. A join that took long is followed by a rest, so that
/// joining never has more than its share of a core.
public final class FxFrames implements Consumer<SessionFrame> {
  private static final int REST = 4;
  private static final long MOST_REST_NANOS = Duration.ofMillis(150).toNanos();

  private final AtomicReference<@Nullable SessionFrame> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable ClusterFacts> joined = new AtomicReference<>();
  private final AtomicBoolean isJoining = new AtomicBoolean();
  private final Consumer<ClusterFacts> receiver;
  private volatile @Nullable ClusterFacts before;

  /// `receiver` is called on the FX thread.
  public FxFrames(Consumer<ClusterFacts> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void accept(SessionFrame frame) {
    waiting.set(frame);
    joinNext();
  }

  /// One join at a time, so that a late one never overtakes the next.
  private void joinNext() {
    if (waiting.get() != null && isJoining.compareAndSet(false, true)) {
      Thread.ofVirtual().name("raydeck-join").start(this::join);
    }
  }

  private void join() {
    long from = System.nanoTime();
    try {
      SessionFrame frame = waiting.getAndSet(null);
      if (frame != null) {
        ClusterFacts facts = ClusterFacts.of(frame, before);
        before = facts;
        if (joined.getAndSet(facts) == null) {
          Platform.runLater(this::deliver);
        }
      }
      LockSupport.parkNanos(Math.min((System.nanoTime() - from) * REST, MOST_REST_NANOS));
    } finally {
      isJoining.set(false);
    }
    joinNext();
  }

  private void deliver() {
    ClusterFacts facts = joined.getAndSet(null);
    if (facts != null) {
      receiver.accept(facts);
    }
  }

  /// Takes an answer on the FX thread: its value, or why there is none. A fault while taking it
  /// reaches the thread's handler and is not lost in a future.
  public static <T> void answer(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> taker) {
    CompletableFuture<T> _ =
        future.whenComplete((value, error) -> Platform.runLater(() -> taker.accept(value, error)));
  }
}
