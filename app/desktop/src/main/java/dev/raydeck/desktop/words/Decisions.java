package dev.raydeck.desktop.words;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Lint;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.TerminationCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says decisions: as lines of a log, and the last one as a sentence for the status bar.
public final class Decisions {
  private final Words words;
  private final Figures figures;
  private volatile @Nullable Said lastSaid;

  /// What the status bar said of a decision: it is asked ten times a second.
  @SuppressWarnings("ReferenceEquality") // The very decision was said; an equal one is said anew.
  private record Said(
      ScalingDecision decision, Breakpoints breakpoints, int workers, List<DecisionLine> lines) {
    boolean isOf(ClusterFacts facts, ScalingDecision other) {
      return decision == other
          && breakpoints.equals(facts.frame().breakpoints())
          && workers == facts.workers().size();
    }
  }

  public Decisions(Words words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  /// What a decision did, one line a kind. `known` are the infeasible requests of the decision
  /// before: they are told once. `times` tells how many equal ones were folded into this one.
  ///
  /// What `breakpoints` hold back or leave is told as that, not as done. `shadow` is what the
  /// in-tree autoscaler made of it, where it was decided in SHADOW.
  public List<DecisionLine> lines(
      DecisionBrief decision,
      Times times,
      int workers,
      List<ResourceRequest> known,
      Breakpoints breakpoints,
      Shadow.@Nullable Turn shadow) {
    List<DecisionLine> lines = new ArrayList<>();
    Instant at = decision.at();
    Lint error = decision.error();
    if (error != null) {
      lines.add(line(at, times, DecisionLine.Kind.ERROR, error(error)));
    }
    held(lines, at, times, breakpoints);
    if (!decision.launches().isEmpty()) {
      lines.add(line(at, times, DecisionLine.Kind.ADD, added(decision)));
    }
    DecisionBrief.Removal removal = decision.removal();
    if (removal != null) {
      lines.add(line(at, times, DecisionLine.Kind.REMOVE, removed(removal)));
    }
    Set<ResourceRequest> told = new HashSet<>(known);
    decision.infeasible().stream()
        .filter(infeasible -> !told.contains(infeasible.request()))
        .map(this::infeasible)
        .forEach(text -> lines.add(line(at, times, DecisionLine.Kind.INFEASIBLE, text)));
    if (lines.isEmpty()) {
      lines.add(line(at, times, DecisionLine.Kind.KEEP, kept(workers, times)));
    }
    Beside beside = shadow == null ? null : new ShadowWords(words).beside(shadow);
    return lines.stream().map(line -> line.with(beside)).toList();
  }

  private void held(List<DecisionLine> lines, Instant at, Times times, Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    if (stop != null) {
      held(lines, at, times, "decision.held.", stop.intent());
    }
    held(lines, at, times, "decision.skipped.", breakpoints.skipped());
  }

  private void held(List<DecisionLine> lines, Instant at, Times times, String how, Intent intent) {
    StopWords says = new StopWords(words, figures);
    for (Breakpoint point : Breakpoint.values()) {
      Intent part = intent.at(Set.of(point));
      if (!part.isEmpty()) {
        String key = how + StopWords.kind(part);
        lines.add(line(at, times, DecisionLine.Kind.HELD, words.say(key, says.what(part))));
      }
    }
  }

  private static DecisionLine line(Instant at, Times times, DecisionLine.Kind kind, String text) {
    return new DecisionLine(at, times, kind, Sentence.of(text), null);
  }

  private String kept(int workers, Times times) {
    return times.isTurn() && times.times() > 1
        ? words.say("decision.keepTurns", workers, times.times())
        : words.say("decision.keep", workers);
  }

  private String error(Lint lint) {
    return words.say("decision.error", lint.field(), lint.found(), lint.wanted());
  }

  private String added(DecisionBrief decision) {
    String groups =
        decision.launches().stream()
            .map(launch -> Mark.strong(launched(launch)))
            .collect(Collectors.joining(", "));
    String shapes =
        decision.covered().stream()
            .map(covered -> covered.count() + " × " + Figures.shape(covered.request()))
            .collect(Collectors.joining(", "));
    return shapes.isEmpty()
        ? words.say("decision.addMin", groups)
        : words.say("decision.add", groups, shapes);
  }

  /// "10 of 40 gpu" where one turn may not ask for all of them.
  private String launched(DecisionBrief.Launch launch) {
    String count =
        launch.now() < launch.count()
            ? words.say("value.of", launch.now(), launch.count())
            : Integer.toString(launch.count());
    return count + " " + launch.group();
  }

  private String removed(DecisionBrief.Removal removal) {
    Reason.IdleLongerThanTimeout idle = removal.idle();
    return removal.cause() == TerminationCause.IDLE && idle != null
        ? words.say(
            "decision.removeIdle",
            names(removal),
            figures.idle(idle.idle()),
            figures.idle(idle.timeout()))
        : words.say("decision.remove." + removal.cause().name(), names(removal));
  }

  private String names(DecisionBrief.Removal removal) {
    return removal.isNamed()
        ? removal.names().stream().map(Names::end).map(Mark::name).collect(Collectors.joining(", "))
        : words.say("decision.workers", removal.count());
  }

  private String infeasible(DecisionBrief.Infeasible infeasible) {
    String shape = Mark.strong(Figures.shape(infeasible.request()));
    Reason.GroupMiss nearest = infeasible.nearest();
    return nearest == null
        ? words.say("decision.infeasible", shape)
        : words.say(
            "decision.infeasibleNear", shape, nearest.group(), Figures.missing(nearest.missing()));
  }

  /// The last decision in one sentence, plain; the countdown in it is as of `now`.
  public String status(ClusterFacts facts, Instant now) {
    ScalingDecision decision = facts.decision();
    if (decision == null) {
      return words.plain("status.noDecision");
    }
    String said =
        said(facts, decision).lines().stream()
            .map(line -> line.sentence().plain())
            .collect(Collectors.joining(" "));
    String next = next(facts, now).map(text -> " " + text).orElse("");
    String turn = Long.toString(facts.frame().turn());
    return switch (facts.frame().mode()) {
      case DRIVE -> words.plain("status.turn", turn, said + next);
      case SHADOW -> words.plain("status.shadow", turn, said + next);
      case OBSERVE -> words.plain("status.explained", said + next);
    };
  }

  /// What kind of thing a frame's decision did first.
  public DecisionLine.Kind kind(ClusterFacts facts, ScalingDecision decision) {
    return said(facts, decision).lines().getFirst().kind();
  }

  private Said said(ClusterFacts facts, ScalingDecision decision) {
    Said said = lastSaid;
    if (said == null || !said.isOf(facts, decision)) {
      said =
          new Said(
              decision,
              facts.frame().breakpoints(),
              facts.workers().size(),
              lines(
                  DecisionBrief.of(decision, facts.frame().breakpoints()),
                  Times.of(facts.frame().mode(), facts.frame().turn(), 1),
                  facts.workers().size(),
                  List.of(),
                  facts.frame().breakpoints(),
                  null));
      lastSaid = said;
    }
    return said;
  }

  private Optional<String> next(ClusterFacts facts, Instant now) {
    return goingNext(facts, now)
        .filter(node -> !facts.standing().isRayStale())
        .filter(node -> facts.frame().breakpoints().stop() == null)
        .map(node ->
            words.plain(
                "status.next",
                node.end(),
                figures.remaining(Objects.requireNonNullElse(node.remaining(now), Duration.ZERO))));
  }

  /// The free idle worker with the least time left.
  public static Optional<NodeFacts> goingNext(ClusterFacts facts, Instant now) {
    return facts.idle().next(now);
  }
}
