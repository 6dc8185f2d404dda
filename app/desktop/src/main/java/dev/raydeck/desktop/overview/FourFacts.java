package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Mode;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The four facts of the Overview: what goes, what comes, what waits, what is held.
final class FourFacts {
  private final Words words;
  private final Figures figures;
  private final Clauses clauses;

  FourFacts(Words words, Figures figures, Clauses clauses) {
    this.words = words;
    this.figures = figures;
    this.clauses = clauses;
  }

  /// One of the four facts: a number, its unit, one clause.
  record Fact(String number, String unit, Sentence clause) {}

  /// A number nobody knows: nothing was read.
  private Fact unknown() {
    return new Fact("?", "", words.sentence("fact.unknown"));
  }

  Fact going(ClusterFacts facts, Instant now) {
    if (facts.snapshot() == null) {
      return unknown();
    }
    int idle = facts.idle().size();
    int count = idle + facts.workers(NodeState.MARKED) + facts.workers(NodeState.TERMINATING);
    if (facts.ray() == null && count == 0) {
      return unknown(); // who is idle is Ray's to say
    }
    String states =
        stateCounts(facts, List.of(NodeState.IDLE, NodeState.MARKED, NodeState.TERMINATING));
    Sentence clause =
        Decisions.goingNext(facts, now)
            .filter(node -> !facts.standing().isRayStale())
            .map(node ->
                words.sentence(
                    "fact.going.next",
                    Mark.name(node.end()),
                    figures.remaining(
                        Objects.requireNonNullElse(node.remaining(now), Duration.ZERO))))
            .orElseGet(() -> count == 0 ? words.sentence("fact.going.none") : Sentence.of(states));
    return new Fact(Integer.toString(count), words.plain("fact.workers", count), clause);
  }

  Fact coming(ClusterFacts facts) {
    if (facts.snapshot() == null) {
      return unknown();
    }
    int launches = launches(facts);
    int count = facts.workers(NodeState.PENDING) + facts.workers(NodeState.STARTING) + launches;
    if (facts.ray() == null && count == 0) {
      return unknown();
    }
    List<String> parts = new ArrayList<>();
    parts.add(stateCounts(facts, List.of(NodeState.PENDING, NodeState.STARTING)));
    if (launches > 0) {
      parts.add(words.say(launchesKey(facts), launches));
    }
    parts.removeIf(String::isEmpty);
    boolean isInfeasible = first(facts, DemandFacts.Section.INFEASIBLE).isPresent();
    String none = isInfeasible ? "fact.coming.noHelp" : "fact.coming.none";
    Sentence clause =
        parts.isEmpty()
            ? words.sentence(none)
            : Sentence.of(String.join(words.say("list.comma"), parts));
    return new Fact(Integer.toString(count), words.plain("fact.workers", count), clause);
  }

  private static String launchesKey(ClusterFacts facts) {
    if (isLaunchHeld(facts)) {
      return "fact.coming.held";
    }
    return facts.frame().mode() == Mode.DRIVE ? "fact.coming.launches" : "fact.coming.launchesNext";
  }

  /// A breakpoint holds back what would come.
  private static boolean isLaunchHeld(ClusterFacts facts) {
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    return stop != null && !stop.intent().launches().isEmpty();
  }

  /// New workers this turn asks for, while the RayCluster does not show them yet.
  static int launches(ClusterFacts facts) {
    ScalingDecision decision = facts.decision();
    if (decision == null) {
      return 0;
    }
    return decision.launches().keySet().stream()
        .mapToInt(group -> {
          int asked = decision.asksFor(group);
          return facts
              .group(group)
              .map(found -> Math.min(asked, missing(found.nodes().size(), found.asked(), asked)))
              .orElse(asked);
        })
        .sum();
  }

  private static int missing(int pods, int asked, int launched) {
    return Math.max(0, Math.max(asked - pods, pods >= asked ? launched : 0));
  }

  Fact waiting(ClusterFacts facts) {
    if (facts.ray() == null) {
      return unknown();
    }
    List<DemandFacts> waiting =
        facts.demands().stream()
            .filter(demand -> demand.source() != DemandFacts.Source.CONSTRAINT)
            .toList();
    if (waiting.isEmpty()) {
      return new Fact(
          "0", words.plain("fact.waiting.requests", 0), words.sentence("fact.waiting.none"));
    }
    String resource = facts.waiting("GPU") > 0 ? "GPU" : "CPU";
    double amount = facts.waiting(resource);
    int count = waitingCount(facts);
    String number = amount > 0 ? Figures.number(amount) + " " + resource : Integer.toString(count);
    String unit = words.plain(amount > 0 ? "fact.waiting.in" : "fact.waiting.requests", count);
    return new Fact(number, unit, waitingClause(waiting.getFirst(), isLaunchHeld(facts)));
  }

  private Sentence waitingClause(DemandFacts worst, boolean isLaunchHeld) {
    return switch (worst.section()) {
      case INFEASIBLE ->
          worst
              .nearest()
              .map(miss ->
                  words.sentence(
                      "fact.waiting.infeasible", miss.group(), Figures.missing(miss.missing())))
              .orElseGet(() -> words.sentence("fact.waiting.infeasiblePlain"));
      case WAITING ->
          worst
              .holding()
              .filter(gate -> gate.reason() instanceof Reason.BelowMaxReplicas)
              .map(gate -> (Reason.BelowMaxReplicas) gate.reason())
              .map(max -> words.sentence("fact.waiting.atMax", max.group(), max.nodes(), max.max()))
              .orElseGet(() -> words.sentence("fact.waiting.limit"));
      case COVERED ->
          words.sentence(isLaunchHeld ? "fact.waiting.heldLaunch" : "fact.waiting.covered");
      case SERVED -> words.sentence("fact.waiting.served");
      case CONSTRAINT, UNDECIDED -> words.sentence("fact.waiting.undecided");
    };
  }

  Fact held(ClusterFacts facts) {
    if (facts.ray() == null) {
      return unknown();
    }
    List<NodeFacts> held = facts.held();
    Sentence clause =
        held.isEmpty()
            ? words.sentence("fact.held.none")
            : heldBy(held.getFirst(), Objects.requireNonNull(held.getFirst().held()), held.size());
    return new Fact(
        Integer.toString(held.size()), words.plain("fact.workers", held.size()), clause);
  }

  private Sentence heldBy(NodeFacts first, Held held, int all) {
    return words.sentence(
        held.cause() == Held.Cause.OBJECT ? "fact.held.byObjects" : "fact.held.by",
        Mark.strong(clauses.culprit(held)),
        Mark.name(first.end()),
        all - 1);
  }

  private String stateCounts(ClusterFacts facts, List<NodeState> states) {
    return states.stream()
        .filter(state -> facts.workers(state) > 0)
        .map(state -> words.say("now.count." + state.word(), facts.workers(state)))
        .collect(Collectors.joining(words.say("list.comma")));
  }

  private static Optional<DemandFacts> first(ClusterFacts facts, DemandFacts.Section section) {
    return facts.demands().stream().filter(demand -> demand.section() == section).findFirst();
  }

  static int waitingCount(ClusterFacts facts) {
    return facts.demands().stream()
        .filter(demand -> demand.source() != DemandFacts.Source.CONSTRAINT)
        .mapToInt(DemandFacts::count)
        .sum();
  }
}
