package dev.raydeck.desktop.words;

import java.time.Instant;

/// One line of the decision log: when, what kind, the verdict with its reason.
public record DecisionLine(Instant at, Times times, Kind kind, Sentence sentence) {
  public enum Kind {
    KEEP,
    ADD,
    REMOVE,
    HELD,
    INFEASIBLE,
    ERROR
  }
}
