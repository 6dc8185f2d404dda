package dev.raydeck.desktop.live;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A decision kept for the log; `times` equal ones in a row are folded into it, `turn` and `at` are
/// the latest's. `workers` is how many there were. `shadow` is what became of it where it was
/// decided in SHADOW.
public record LoggedDecision(
    long turn,
    Instant at,
    Mode mode,
    ScalingDecision decision,
    ActuationResult.Outcome outcome,
    Breakpoints breakpoints,
    int workers,
    int times,
    Shadow.@Nullable Turn shadow) {

  /// What a log tells of a decision: of its nodes, the verdicts about those it would end. With
  /// thirty thousand nodes a whole one takes tens of megabytes, and five hundred are kept.
  static ScalingDecision brief(ScalingDecision whole) {
    Set<String> ended =
        whole.terminations().stream()
            .map(ScalingDecision.Termination::podName)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new ScalingDecision(
        whole.at(),
        whole.commands(),
        whole.verdicts().stream()
            .filter(verdict ->
                !(verdict.subject() instanceof Verdict.Subject.Node node)
                    || verdict.outcome() != Verdict.Outcome.KEEP
                    || ended.contains(node.podName()))
            .toList(),
        whole.launches(),
        whole.terminations(),
        whole.infeasible(),
        whole.infeasibleGangs(),
        whole.infeasibleConstraint(),
        List.of(),
        whole.stuck(),
        whole.nodeTypes(),
        whole.outlook(),
        whole.lints(),
        InstanceLedger.EMPTY);
  }

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
        && decision.launches().equals(other.decision.launches())
        && decision.infeasible().equals(other.decision.infeasible())
        && decision.lints().equals(other.decision.lints())
        && pods(decision).equals(pods(other.decision));
  }

  private static Intent held(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? Intent.NONE : stop.intent();
  }

  private static List<String> pods(ScalingDecision decision) {
    return decision.terminations().stream().map(ScalingDecision.Termination::instanceId).toList();
  }
}
