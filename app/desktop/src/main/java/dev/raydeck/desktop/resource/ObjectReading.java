package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The object that is looked at, as it was last read, and the asking for it: at once, and again
/// every few seconds. What was read stays while it can not be read anew.
final class ObjectReading {
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Deck deck;
  private final Runnable changed;
  private @Nullable ObjectRef asked;
  private @Nullable ObjectView read;
  private @Nullable String trouble;
  private @Nullable Instant readAt;
  private boolean isAsking;
  private long askedNanos;

  /// `changed` is run whenever there is another object, another answer, or trouble.
  ObjectReading(Deck deck, Runnable changed) {
    this.deck = deck;
    this.changed = changed;
  }

  @Nullable ObjectRef asked() {
    return asked;
  }

  /// Null until it was read.
  @Nullable ObjectView read() {
    return read;
  }

  /// Why it could not be read the last time; null where it could.
  @Nullable String trouble() {
    return trouble;
  }

  Duration age() {
    Duration age = readAt == null ? Duration.ZERO : Duration.between(readAt, deck.now());
    return age.isNegative() ? Duration.ZERO : age;
  }

  void ask(@Nullable ObjectRef ref) {
    if (ref == null || (isAsking && ref.equals(asked))) {
      return;
    }
    if (!ref.equals(asked)) {
      read = null;
      trouble = null;
    }
    asked = ref;
    isAsking = true;
    askedNanos = System.nanoTime();
    FxFrames.answer(deck.connection().read(ref), (view, error) -> take(ref, view, error));
    changed.run();
  }

  void askAgain() {
    if (!isAsking && System.nanoTime() - askedNanos > AGAIN_NANOS) {
      ask(asked);
    }
  }

  private void take(ObjectRef ref, @Nullable ObjectView view, @Nullable Throwable error) {
    if (!ref.equals(asked)) {
      return;
    }
    isAsking = false;
    trouble = view == null ? words(error) : null;
    if (view != null) {
      readAt = deck.now();
      read = view;
    }
    changed.run();
  }

  private static String words(@Nullable Throwable error) {
    Throwable cause = error;
    while (cause != null && !(cause instanceof KubeFailure) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof KubeFailure failure ? failure.words() : String.valueOf(cause);
  }
}
