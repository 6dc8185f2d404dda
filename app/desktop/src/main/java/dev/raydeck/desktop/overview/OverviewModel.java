package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the Overview says: the headline by rank, the line below it, the four facts.
///
/// Rank: harm now, held, waiting, going next, coming, all explained.
public final class OverviewModel {
  private final Words words;
  private final Figures figures;
  private final Clauses clauses;

  public OverviewModel(Words words, Figures figures, Clauses clauses) {
    this.words = words;
    this.figures = figures;
    this.clauses = clauses;
  }

  /// One of the four facts: a number, its unit, one clause.
  public record Fact(String number, String unit, Sentence clause) {}

  public Sentence headline(ClusterFacts facts, Instant now) {
    if (facts.snapshot() == null) {
      return words.sentence("now.loading");
    }
    return harm(facts, now)
        .or(() -> held(facts))
        .or(() -> infeasible(facts))
        .or(() -> limited(facts))
        .or(() -> going(facts, now))
        .or(() -> coming(facts))
        .or(() -> leaving(facts))
        .orElseGet(() -> calm(facts));
  }

  private Optional<Sentence> harm(ClusterFacts facts, Instant now) {
    if (facts.standing() == Standing.HEAD_NOT_READY) {
      return Optional.of(
          facts
              .head()
              .map(head ->
                  words.sentence(
                      "now.headNotReady",
                      head.pod().displayStatus(),
                      figures.duration(head.age(now))))
              .orElseGet(() -> words.sentence("now.noHead")));
    }
    List<NodeFacts> failed =
        facts.workers().stream().filter(node -> node.state() == NodeState.FAILED).toList();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    NodeFacts first = failed.getFirst();
    return Optional.of(
        words.sentence(
            "now.failed", Mark.name(first.end()), first.pod().displayStatus(), failed.size() - 1));
  }

  private Optional<Sentence> held(ClusterFacts facts) {
    List<NodeFacts> held = facts.held();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    NodeFacts first = held.getFirst();
    Held why = Objects.requireNonNull(first.held());
    return Optional.of(
        words.sentence(
            "now.held", Mark.name(first.end()), Mark.hold(clauses.culprit(why)), held.size() - 1));
  }

  private Optional<Sentence> infeasible(ClusterFacts facts) {
    return first(facts, DemandFacts.Section.INFEASIBLE)
        .map(demand ->
            demand
                .nearest()
                .map(miss ->
                    words.sentence(
                        "now.infeasible",
                        Mark.name(Figures.shape(demand.bundle())),
                        miss.group(),
                        Figures.missing(miss.missing())))
                .orElseGet(() ->
                    words.sentence(
                        "now.infeasiblePlain", Mark.name(Figures.shape(demand.bundle())))));
  }

  private Optional<Sentence> limited(ClusterFacts facts) {
    return first(facts, DemandFacts.Section.WAITING)
        .map(demand -> {
          String shape = Mark.name(Figures.shape(demand.bundle()));
          return demand
              .holding()
              .filter(gate -> gate.reason() instanceof Reason.BelowMaxReplicas)
              .map(gate -> (Reason.BelowMaxReplicas) gate.reason())
              .map(
                  max -> words.sentence("now.atMax", demand.count(), shape, max.group(), max.max()))
              .orElseGet(() -> words.sentence("now.waits", demand.count(), shape));
        });
  }

  private Optional<Sentence> going(ClusterFacts facts, Instant now) {
    return Decisions.goingNext(facts, now)
        .map(node -> {
          Duration left = Objects.requireNonNullElse(node.remaining(now), Duration.ZERO);
          return left.isZero()
              ? words.sentence("now.goesNextTurn", Mark.name(node.end()))
              : words.sentence("now.goes", Mark.name(node.end()), figures.remaining(left));
        });
  }

  private Optional<Sentence> coming(ClusterFacts facts) {
    List<NodeFacts> coming =
        facts.workers().stream().filter(node -> node.state().isComing()).toList();
    if (coming.isEmpty()) {
      int launches = launches(facts);
      return launches == 0
          ? Optional.empty()
          : Optional.of(words.sentence("now.launching", launches));
    }
    return Optional.of(
        words.sentence("now.coming", coming.size(), names(coming), waitingCount(facts)));
  }

  private Optional<Sentence> leaving(ClusterFacts facts) {
    List<NodeFacts> leaving =
        facts.workers().stream().filter(node -> node.state().isLeaving()).toList();
    return leaving.isEmpty()
        ? Optional.empty()
        : Optional.of(words.sentence("now.leaving", leaving.size(), names(leaving)));
  }

  private Sentence calm(ClusterFacts facts) {
    int workers = facts.workers().size();
    return workers == 0
        ? words.sentence("now.none")
        : words.sentence("now.calm", workers, facts.workers(NodeState.BUSY));
  }

  /// The rest of the workers, by state.
  public Sentence detail(ClusterFacts facts) {
    if (facts.snapshot() == null) {
      return Sentence.EMPTY;
    }
    int workers = facts.workers().size();
    if (workers == 0) {
      return words.sentence("now.detailNone");
    }
    String parts = stateCounts(facts, List.of(NodeState.values()));
    return words.sentence("now.detail", workers, parts);
  }

  private String stateCounts(ClusterFacts facts, List<NodeState> states) {
    return states.stream()
        .filter(state -> facts.workers(state) > 0)
        .map(state -> words.say("now.count." + state.word(), facts.workers(state)))
        .collect(Collectors.joining(words.say("list.comma")));
  }

  public Fact goingFact(ClusterFacts facts, Instant now) {
    int idle =
        (int)
            facts.workers().stream()
                .filter(n -> n.remaining(now) != null && n.held() == null)
                .count();
    int count = idle + facts.workers(NodeState.MARKED) + facts.workers(NodeState.TERMINATING);
    String states =
        stateCounts(facts, List.of(NodeState.IDLE, NodeState.MARKED, NodeState.TERMINATING));
    Sentence clause =
        Decisions.goingNext(facts, now)
            .map(node ->
                words.sentence(
                    "fact.going.next",
                    states,
                    Mark.name(node.end()),
                    figures.remaining(
                        Objects.requireNonNullElse(node.remaining(now), Duration.ZERO))))
            .orElseGet(() -> count == 0 ? words.sentence("fact.going.none") : Sentence.of(states));
    return new Fact(Integer.toString(count), words.plain("fact.workers", count), clause);
  }

  public Fact comingFact(ClusterFacts facts) {
    int launches = launches(facts);
    int count = facts.workers(NodeState.PENDING) + facts.workers(NodeState.STARTING) + launches;
    List<String> parts = new ArrayList<>();
    parts.add(stateCounts(facts, List.of(NodeState.PENDING, NodeState.STARTING)));
    if (launches > 0) {
      parts.add(words.say("fact.coming.launches", launches));
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

  /// New workers this turn asks for, while the RayCluster does not show them yet.
  private static int launches(ClusterFacts facts) {
    ScalingDecision decision = facts.decision();
    if (decision == null) {
      return 0;
    }
    return decision.launches().entrySet().stream()
        .mapToInt(entry ->
            facts
                .group(entry.getKey())
                .map(group ->
                    Math.min(
                        entry.getValue(),
                        missing(group.nodes().size(), group.asked(), entry.getValue())))
                .orElse(entry.getValue()))
        .sum();
  }

  private static int missing(int pods, int asked, int launched) {
    return Math.max(0, Math.max(asked - pods, pods >= asked ? launched : 0));
  }

  public Fact waitingFact(ClusterFacts facts) {
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
    return new Fact(number, unit, waitingClause(waiting.getFirst()));
  }

  private Sentence waitingClause(DemandFacts worst) {
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
      case COVERED -> words.sentence("fact.waiting.covered");
      case SERVED -> words.sentence("fact.waiting.served");
      case CONSTRAINT, UNDECIDED -> words.sentence("fact.waiting.undecided");
    };
  }

  public Fact heldFact(ClusterFacts facts) {
    List<NodeFacts> held = facts.held();
    Sentence clause =
        held.isEmpty()
            ? words.sentence("fact.held.none")
            : Sentence.of(
                held.stream()
                    .limit(2)
                    .map(node ->
                        words.say(
                            "fact.held.by",
                            Mark.strong(clauses.culprit(Objects.requireNonNull(node.held()))),
                            Mark.name(node.end())))
                    .collect(Collectors.joining(words.say("list.comma"))));
    return new Fact(
        Integer.toString(held.size()), words.plain("fact.workers", held.size()), clause);
  }

  private static Optional<DemandFacts> first(ClusterFacts facts, DemandFacts.Section section) {
    return facts.demands().stream().filter(demand -> demand.section() == section).findFirst();
  }

  private static int waitingCount(ClusterFacts facts) {
    return facts.demands().stream()
        .filter(demand -> demand.source() != DemandFacts.Source.CONSTRAINT)
        .mapToInt(DemandFacts::count)
        .sum();
  }

  private String names(List<NodeFacts> nodes) {
    return nodes.size() <= 3
        ? nodes.stream()
            .map(node -> Mark.name(node.end()))
            .collect(Collectors.joining(words.say("list.comma")))
        : words.say("fact.workersCount", nodes.size());
  }
}
