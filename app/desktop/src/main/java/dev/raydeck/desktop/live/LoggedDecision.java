package dev.raydeck.desktop.live;

import dev.raydeck.desktop.words.DecisionBrief;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.Shadow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision kept for the log; `times` equal ones in a row are folded into it, `turn` and `at` are
/// the latest's. `workers` is how many there were. `shadow` is what became of it where it was
/// decided in SHADOW.
public record LoggedDecision(
    long turn,
    Instant at,
    Mode mode,
    DecisionBrief decision,
    ActuationResult.Outcome outcome,
    Breakpoints breakpoints,
    int workers,
    int times,
    Shadow.@Nullable Turn shadow) {

  LoggedDecision again(LoggedDecision later) {
    return new LoggedDecision(
        later.turn,
        later.at,
        later.mode,
        later.decision,
        later.outcome,
        later.breakpoints,
        later.workers,
        times + later.times,
        later.shadow);
  }

  LoggedDecision with(Shadow.@Nullable Turn other) {
    return new LoggedDecision(
        turn, at, mode, decision, outcome, breakpoints, workers, times, other);
  }

  /// What is still to be settled of it may change: it is folded into others only when it is not.
  boolean isOpen() {
    return shadow != null && shadow.verdict() == Shadow.Verdict.NOT_YET;
  }

  private boolean isBesideSameAs(LoggedDecision other) {
    Shadow.Turn one = shadow;
    Shadow.Turn two = other.shadow;
    if (one == null || two == null) {
      return one == null && two == null;
    }
    return !isOpen()
        && !other.isOpen()
        && one.peer() == two.peer()
        && one.sizes().equals(two.sizes())
        && one.removals().equals(two.removals());
  }

  /// Whether a person would call both the same decision.
  boolean isSameAs(LoggedDecision other) {
    return mode == other.mode
        && workers == other.workers
        && outcome == other.outcome
        && isBesideSameAs(other)
        && held(breakpoints).equals(held(other.breakpoints))
        && breakpoints.skipped().equals(other.breakpoints.skipped())
        && decision.isSameAs(other.decision);
  }

  private static Intent held(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? Intent.NONE : stop.intent();
  }
}
