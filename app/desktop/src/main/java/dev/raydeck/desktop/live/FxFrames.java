package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.model.SessionFrame;
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
/// what the one before has of it already. Joins that take long again and again are followed by
/// rests, so that joining never has more than its share of a core for long.
public final class FxFrames implements Consumer<SessionFrame> {
  private final AtomicReference<@Nullable SessionFrame> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable ClusterFacts> joined = new AtomicReference<>();
  private final AtomicBoolean isJoining = new AtomicBoolean();
  private final Consumer<ClusterFacts> receiver;
  private final Rest rest = new Rest();
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
      LockSupport.parkNanos(rest.after(from, System.nanoTime()));
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
