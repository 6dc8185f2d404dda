package dev.raydeck.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The breakpoints of a driving session, and how it stands with them.
///
/// `stop` is what it waits for an answer to; null while it runs. `skipped` is what a person said to
/// leave for now, which is asked for again after `skippedUntil`. `answer` is what became of the
/// last question.
public record Breakpoints(
    Set<Breakpoint> set,
    @Nullable Stop stop,
    Intent skipped,
    @Nullable Instant skippedUntil,
    @Nullable Answer answer) {
  public static final Breakpoints NONE = new Breakpoints(Set.of(), null, Intent.NONE, null, null);

  public Breakpoints {
    set = Set.copyOf(set);
  }

  /// Nothing of a decision is sent while it stops here. `since` is when this very intent was first
  /// held, `decidedAt` the time of the facts it was last decided from.
  public record Stop(Intent intent, Instant since, Instant decidedAt) {}

  /// How a question ended, and for what.
  public record Answer(Kind kind, Intent intent, Instant at) {
    public enum Kind {
      /// A person let it go, and a fresh decision still wanted it.
      LET_GO,
      /// A person left it for now.
      SKIPPED,
      /// A fresh decision no longer wanted it: nothing was done.
      NOT_WANTED,
      /// A fresh decision wants `intent`, which is more than what a person let go: asked anew.
      CHANGED
    }
  }
}
