package dev.raydeck.cluster.session;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Breakpoints.Answer;
import dev.raydeck.model.Breakpoints.Stop;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.CommandFailure.DrainFailed;
import dev.raydeck.model.Intent;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Stops a driving session at its breakpoints, and remembers what a person said.
///
/// A yes never carries out what was seen: it lets the next decision, made from fresh facts, do as
/// much as the person saw. What that decision wants beyond it is asked anew; what it wants no more
/// is said. A no leaves it alone until more is wanted, or for [#SKIP] by the clock.
///
/// All methods belong to the session's thread.
final class Stops {
  static final Duration SKIP = Duration.ofSeconds(60);

  private final TurnClock due;
  private final InstantSource clock;
  private Set<Breakpoint> set = Set.of();
  private @Nullable Stop stop;
  private Intent skipped = Intent.NONE;
  private @Nullable Instant skippedUntil;
  private @Nullable Intent approved;
  private Intent allowed = Intent.NONE;
  private @Nullable Answer answer;
  private final Set<String> letGo = new HashSet<>();

  Stops(TurnClock due, InstantSource clock) {
    this.due = due;
    this.clock = clock;
  }

  /// What may be done of a decision: all but `leftUndone`, or nothing where it is held.
  record Ruling(boolean isHeld, Intent leftUndone) {
    static final Ruling GO = new Ruling(false, Intent.NONE);
    static final Ruling HELD = new Ruling(true, Intent.NONE);
  }

  Breakpoints view() {
    return new Breakpoints(set, stop, skipped, skippedUntil, answer);
  }

  boolean isStopped() {
    return stop != null;
  }

  void set(Set<Breakpoint> wanted) {
    set = Set.copyOf(wanted);
    Stop present = stop;
    if (present != null && present.intent().at(set).isEmpty()) {
      stop = null;
    }
    skipped = skipped.at(set);
    due.soon();
  }

  /// Forgets every question: somebody else drives, or the RayCluster is another.
  void clear() {
    stop = null;
    skipped = Intent.NONE;
    skippedUntil = null;
    approved = null;
    answer = null;
    letGo.clear();
  }

  /// A person lets go what was seen: a turn is taken from fresh facts, paused or not, which does it
  /// where it is still wanted.
  void approve(Intent seen) {
    approved = seen;
    due.step();
  }

  /// A person leaves what was seen for now.
  void skip(Intent seen) {
    Instant now = clock.instant();
    skipped = skipped.and(seen);
    skippedUntil = now.plus(SKIP);
    stop = null;
    answer = new Answer(Answer.Kind.SKIPPED, seen, now);
    due.soon();
  }

  /// There is nothing fresh to decide from: a yes is forgotten rather than kept for later.
  void doubt() {
    approved = null;
  }

  /// How a fresh decision fares.
  Ruling rule(ScalingDecision decision, List<RayPod> pods) {
    Instant now = clock.instant();
    letGo.retainAll(pods.stream().map(RayPod::name).collect(Collectors.toSet()));
    Intent wanted = Intent.of(decision.commands(), letGo).at(set);
    forgetSkipped(wanted, now);
    Intent asked = wanted.without(skipped);
    Intent said = approved;
    approved = null;
    allowed = Intent.NONE;
    Stop before = stop;
    if (asked.isEmpty()) {
      if (said != null) {
        answer = new Answer(Answer.Kind.NOT_WANTED, said, now);
      } else if (before != null) {
        answer = new Answer(Answer.Kind.NOT_WANTED, before.intent(), now);
      }
      stop = null;
      return new Ruling(false, wanted);
    }
    if (said != null && asked.isWithin(said)) {
      answer = new Answer(Answer.Kind.LET_GO, asked, now);
      stop = null;
      allowed = asked;
      return new Ruling(false, wanted.without(asked));
    }
    if (said != null) {
      answer = new Answer(Answer.Kind.CHANGED, asked, now);
    }
    Instant since = before != null && before.intent().equals(asked) ? before.since() : now;
    stop = new Stop(asked, since, decision.at());
    return Ruling.HELD;
  }

  /// What is wanted no more may be asked for when it is wanted again.
  private void forgetSkipped(Intent wanted, Instant now) {
    boolean isOver = skippedUntil != null && !now.isBefore(skippedUntil);
    skipped = isOver ? Intent.NONE : skipped.among(wanted);
    if (skipped.isEmpty()) {
      skippedUntil = null;
    }
  }

  /// After a turn was carried out: whose drain began is not asked for again, and a yes that met
  /// with a conflict holds for the turn that looks again.
  void acted(List<ScalingCommand> commands, ActuationResult result) {
    if (result.outcome() == Outcome.CONFLICT) {
      approved = allowed.isEmpty() ? null : allowed;
    } else if (result.outcome() != Outcome.HELD) {
      Set<String> refused = new HashSet<>();
      for (CommandFailure failure : result.failures()) {
        if (failure instanceof DrainFailed drain) {
          refused.add(drain.nodeId());
        }
      }
      for (ScalingCommand command : commands) {
        if (command instanceof DrainNode drain && !refused.contains(drain.nodeId())) {
          letGo.add(drain.podName());
        }
      }
    }
    allowed = Intent.NONE;
  }
}
