package dev.raydeck.desktop.live;

import dev.raydeck.desktop.words.DecisionBrief;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import java.time.Instant;

/// A decision kept for the log; `times` equal ones in a row are folded into it, `turn` and `at` are
/// the latest's. `workers` is how many there were.
public record LoggedDecision(
    long turn,
    Instant at,
    Mode mode,
    DecisionBrief decision,
    ActuationResult.Outcome outcome,
    Breakpoints breakpoints,
    int workers,
    int times) {

  LoggedDecision again(LoggedDecision later) {
    return new LoggedDecision(
        later.turn,
        later.at,
        later.mode,
        later.decision,
        later.outcome,
        later.breakpoints,
        later.workers,
        times + 1);
  }

  /// Whether a person would call both the same decision.
  boolean isSameAs(LoggedDecision other) {
    return mode == other.mode
        && workers == other.workers
        && outcome == other.outcome
        && held(breakpoints).equals(held(other.breakpoints))
        && breakpoints.skipped().equals(other.breakpoints.skipped())
        && decision.isSameAs(other.decision);
  }

  private static Intent held(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? Intent.NONE : stop.intent();
  }
}
