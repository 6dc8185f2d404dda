package dev.raydeck.desktop.words;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the decision log: when, what kind, the verdict with its reason. `beside` is what the
/// in-tree autoscaler made of it where it was decided in SHADOW.
public record DecisionLine(
    Instant at, Times times, Kind kind, Sentence sentence, @Nullable Beside beside) {
  DecisionLine with(@Nullable Beside other) {
    return new DecisionLine(at, times, kind, sentence, other);
  }

  /// All its words, as a filter finds them.
  public String plain() {
    return beside == null ? sentence.plain() : sentence.plain() + " " + beside.text();
  }

  public enum Kind {
    KEEP,
    ADD,
    REMOVE,
    HELD,
    INFEASIBLE,
    ERROR
  }
}
