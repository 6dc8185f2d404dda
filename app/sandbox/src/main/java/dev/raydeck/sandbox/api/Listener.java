package dev.raydeck.sandbox.api;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one listener its changes, one after the other, on a thread of its own.
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final BlockingQueue<Change> queue;
  private final Consumer<StoreEvent> sink;
  private final Runnable onClose;
  private final Thread thread;
  private volatile boolean closed;

  private Listener(
      Kind kind, BlockingQueue<Change> queue, Consumer<StoreEvent> sink, Runnable onClose) {
    this.queue = queue;
    this.sink = sink;
    this.onClose = onClose;
    this.thread = Thread.ofVirtual().name("sandbox-watch-" + kind.plural()).unstarted(this::run);
  }

  static Listener start(
      Kind kind, BlockingQueue<Change> queue, Consumer<StoreEvent> sink, Runnable onClose) {
    Listener listener = new Listener(kind, queue, sink, onClose);
    listener.thread.start();
    return listener;
  }

  /// No event is begun after this; one that is being handled is interrupted.
  @Override
  public void close() {
    closed = true;
    onClose.run();
    if (Thread.currentThread() != thread) {
      thread.interrupt();
    }
  }

  private void run() {
    while (!closed) {
      Change change;
      try {
        change = queue.take();
      } catch (InterruptedException e) {
        return;
      }
      try {
        sink.accept(change.toEvent());
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.error("A listener failed on {} {}", change.type(), change.object().key(), e);
        }
      }
    }
  }
}
