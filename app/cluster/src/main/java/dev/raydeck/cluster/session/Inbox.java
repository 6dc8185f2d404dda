package dev.raydeck.cluster.session;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What waits for a session's thread. Blocking work is done on virtual threads, and only its result
/// comes back here: so all state of a session belongs to one thread.
final class Inbox {
  private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();

  /// From any thread.
  void post(Runnable letter) {
    letters.add(letter);
  }

  /// Does `work` elsewhere; its result, or what it threw, is handled on the session's thread.
  <T> void ask(String name, Callable<T> work, Consumer<T> then, Consumer<Exception> otherwise) {
    Thread.ofVirtual().name(name).start(() -> answer(work, then, otherwise));
  }

  /// The same for what computes long rather than waits: virtual threads would wait behind it.
  <T> void toil(String name, Callable<T> work, Consumer<T> then, Consumer<Exception> otherwise) {
    Thread.ofPlatform().daemon().name(name).start(() -> answer(work, then, otherwise));
  }

  private <T> void answer(Callable<T> work, Consumer<T> then, Consumer<Exception> otherwise) {
    try {
      T result = work.call();
      post(() -> then.accept(result));
    } catch (Exception e) {
      post(() -> otherwise.accept(e));
    }
  }

  /// Runs what came, waiting at most this long for the first.
  void run(long waitNanos) throws InterruptedException {
    Runnable letter = letters.poll(waitNanos, TimeUnit.NANOSECONDS);
    while (letter != null) {
      letter.run();
      letter = letters.poll();
    }
  }
}
