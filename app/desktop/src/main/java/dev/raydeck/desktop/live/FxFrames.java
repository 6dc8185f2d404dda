package dev.raydeck.desktop.live;

import dev.raydeck.model.SessionFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The one hop to the FX thread. A frame that arrives while another waits replaces it; nothing
/// queues up.
public final class FxFrames implements Consumer<SessionFrame> {
  private final AtomicReference<@Nullable SessionFrame> waiting = new AtomicReference<>();
  private final Consumer<SessionFrame> receiver;

  /// `receiver` is called on the FX thread.
  public FxFrames(Consumer<SessionFrame> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void accept(SessionFrame frame) {
    if (waiting.getAndSet(frame) == null) {
      Platform.runLater(this::deliver);
    }
  }

  private void deliver() {
    SessionFrame frame = waiting.getAndSet(null);
    if (frame != null) {
      receiver.accept(frame);
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
