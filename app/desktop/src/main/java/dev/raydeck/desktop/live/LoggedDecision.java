package dev.raydeck.desktop.live;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ScalingDecision;
import java.time.Instant;

/// A decision kept for the log; `turns` equal ones in a row are folded into it, `turn` and `at` are
/// the latest's. `workers` is how many there were.
public record LoggedDecision(
    long turn,
    Instant at,
    Mode mode,
    ScalingDecision decision,
    ActuationResult.Outcome outcome,
    Breakpoints breakpoints,
    int workers,
    int turns) {

  LoggedDecision again(LoggedDecision later) {
    return new LoggedDecision(
        later.turn,
        later.at,
        later.mode,
        later.decision,
        later.outcome,
        later.breakpoints,
        later.workers,
        turns + 1);
  }

  /// Whether a person would call both the same decision.
  boolean isSameAs(LoggedDecision other) {
    return workers == other.workers
        && outcome == other.outcome
        && held(breakpoints).equals(held(other.breakpoints))
        && breakpoints.skipped().equals(other.breakpoints.skipped())
        && decision.launches().equals(other.decision.launches())
        && decision.infeasible().equals(other.decision.infeasible())
        && decision.lints().equals(other.decision.lints())
        && pods(decision).equals(pods(other.decision));
  }

  private static Intent held(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? Intent.NONE : stop.intent();
  }

  private static java.util.List<String> pods(ScalingDecision decision) {
    return decision.terminations().stream().map(ScalingDecision.Termination::instanceId).toList();
  }
}
