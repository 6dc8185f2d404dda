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
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says decisions: as lines of a log, and the last one as a sentence for the status bar.
public final class Decisions {
  private static final int NAMED = 3;

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
  /// What `breakpoints` hold back or leave is told as that, not as done.
  public List<DecisionLine> lines(
      ScalingDecision decision,
      Times times,
      int workers,
      List<ResourceRequest> known,
      Breakpoints breakpoints) {
    return lines(decision, times, workers, known, breakpoints, null);
  }

  /// The same, with what the in-tree autoscaler made of it, where it was decided in SHADOW.
  public List<DecisionLine> lines(
      ScalingDecision decision,
      Times times,
      int workers,
      List<ResourceRequest> known,
      Breakpoints breakpoints,
      Shadow.@Nullable Turn shadow) {
    List<DecisionLine> lines = new ArrayList<>();
    Instant at = decision.at();
    errors(decision).ifPresent(text -> lines.add(line(at, times, DecisionLine.Kind.ERROR, text)));
    Intent back = notDone(breakpoints);
    Set<ResourceRequest> told = new HashSet<>(known);
    held(lines, at, times, breakpoints);
    added(decision, back)
        .ifPresent(text -> lines.add(line(at, times, DecisionLine.Kind.ADD, text)));
    removed(decision, back)
        .ifPresent(text -> lines.add(line(at, times, DecisionLine.Kind.REMOVE, text)));
    decision.infeasible().stream()
        .filter(request -> !told.contains(request))
        .distinct()
        .map(request -> infeasible(decision, request))
        .forEach(text -> lines.add(line(at, times, DecisionLine.Kind.INFEASIBLE, text)));
    if (lines.isEmpty()) {
      lines.add(line(at, times, DecisionLine.Kind.KEEP, kept(workers, times)));
    }
    Beside beside = shadow == null ? null : new ShadowWords(words).beside(shadow);
    return lines.stream().map(line -> line.with(beside)).toList();
  }

  private static Intent notDone(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? breakpoints.skipped() : stop.intent().and(breakpoints.skipped());
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

  private Optional<String> errors(ScalingDecision decision) {
    return decision.lints().stream()
        .filter(lint -> lint.severity() == Lint.Severity.ERROR)
        .findFirst()
        .map(lint -> words.say("decision.error", lint.field(), lint.found(), lint.wanted()));
  }

  private Optional<String> added(ScalingDecision decision, Intent notDone) {
    Map<String, Integer> launches = new LinkedHashMap<>(decision.launches());
    launches.keySet().removeAll(notDone.launches().keySet());
    if (launches.isEmpty()) {
      return Optional.empty();
    }
    String groups =
        launches.entrySet().stream()
            .map(entry -> Mark.strong(launched(decision, entry.getKey(), entry.getValue())))
            .collect(Collectors.joining(", "));
    String shapes =
        decision.verdicts().stream()
            .filter(verdict -> verdict.outcome() == Verdict.Outcome.COVERED)
            .map(Verdict::subject)
            .map(Decisions::demandText)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return Optional.of(
        shapes.isEmpty()
            ? words.say("decision.addMin", groups)
            : words.say("decision.add", groups, shapes));
  }

  /// "10 of 40 gpu" where one turn may not ask for all of them.
  private String launched(ScalingDecision decision, String group, int count) {
    int now = decision.asksFor(group);
    return (now < count ? words.say("value.of", now, count) : count) + " " + group;
  }

  private static String demandText(Verdict.Subject subject) {
    return subject instanceof Verdict.Subject.Demand demand
        ? demand.demand().count() + " × " + Figures.shape(demand.demand().bundle())
        : "";
  }

  private Optional<String> removed(ScalingDecision decision, Intent notDone) {
    List<ScalingDecision.Termination> ended =
        decision.terminations().stream()
            .filter(each -> !notDone.removals().contains(String.valueOf(each.podName())))
            .toList();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    ScalingDecision.Termination first = ended.getFirst();
    String names = names(ended);
    Optional<Reason.IdleLongerThanTimeout> idle = idleOf(decision, first);
    if (first.cause() == TerminationCause.IDLE && idle.isPresent()) {
      return Optional.of(
          words.say(
              "decision.removeIdle",
              names,
              figures.idle(idle.get().idle()),
              figures.idle(idle.get().timeout())));
    }
    return Optional.of(words.say("decision.remove." + first.cause().name(), names));
  }

  private String names(List<ScalingDecision.Termination> terminations) {
    if (terminations.size() > NAMED) {
      return words.say("decision.workers", terminations.size());
    }
    List<String> ends =
        terminations.stream()
            .map(ScalingDecision.Termination::podName)
            .filter(Objects::nonNull)
            .map(Names::end)
            .map(Mark::name)
            .toList();
    return String.join(", ", ends);
  }

  private static Optional<Reason.IdleLongerThanTimeout> idleOf(
      ScalingDecision decision, ScalingDecision.Termination termination) {
    return decision.verdicts().stream()
        .filter(verdict ->
            verdict.subject() instanceof Verdict.Subject.Node node
                && Objects.equals(node.podName(), termination.podName()))
        .flatMap(verdict -> verdict.gates().stream())
        .map(gate -> gate.reason())
        .filter(Reason.IdleLongerThanTimeout.class::isInstance)
        .map(Reason.IdleLongerThanTimeout.class::cast)
        .findFirst();
  }

  private String infeasible(ScalingDecision decision, ResourceRequest request) {
    String shape = Mark.strong(Figures.shape(request.bundle()));
    return decision.verdicts().stream()
        .filter(verdict ->
            verdict.subject() instanceof Verdict.Subject.Demand demand
                && demand.demand().request().equals(request))
        .flatMap(verdict -> verdict.gates().stream())
        .map(gate -> gate.reason())
        .filter(Reason.FitsSomeGroup.class::isInstance)
        .map(Reason.FitsSomeGroup.class::cast)
        .flatMap(fits -> fits.nearest().stream())
        .findFirst()
        .map(miss ->
            words.say(
                "decision.infeasibleNear", shape, miss.group(), Figures.missing(miss.missing())))
        .orElseGet(() -> words.say("decision.infeasible", shape));
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
                  decision,
                  Times.of(facts.frame().mode(), facts.frame().turn(), 1),
                  facts.workers().size(),
                  List.of(),
                  facts.frame().breakpoints()));
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
