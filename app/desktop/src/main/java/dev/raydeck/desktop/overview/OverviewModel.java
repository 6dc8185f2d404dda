package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.live.Unread;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
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

  /// `isPaused`: whoever drives decides and sends nothing, so nothing that a turn would do is told
  /// as done.
  public Sentence headline(ClusterFacts facts, Instant now, boolean isPaused) {
    if (facts.snapshot() == null) {
      return Unread.nothing(facts, words);
    }
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    if (stop != null && facts.standing() == Standing.LIVE) {
      return new StopWords(words, figures).headline(stop, facts, now);
    }
    if (isPaused && facts.standing() == Standing.LIVE) {
      Optional<Sentence> waits = paused(facts, now);
      if (waits.isPresent()) {
        return waits.get();
      }
    }
    return stale(facts)
        .or(() -> harm(facts, now))
        .or(() -> held(facts))
        .or(() -> infeasible(facts))
        .or(() -> limited(facts))
        .or(() -> going(facts, now))
        .or(() -> coming(facts))
        .or(() -> leaving(facts))
        .orElseGet(() -> calm(facts));
  }

  /// What the next turn would do.
  private Optional<Sentence> paused(ClusterFacts facts, Instant now) {
    int launches = FourFacts.launches(facts);
    if (launches > 0) {
      return Optional.of(words.sentence("now.pausedLaunch", launches));
    }
    return Decisions.goingNext(facts, now)
        .filter(node -> Duration.ZERO.equals(node.remaining(now)))
        .map(node -> words.sentence("now.pausedRemoval", Mark.name(node.end())));
  }

  /// Where data is old, the first thing to know is that nothing new is known.
  private Optional<Sentence> stale(ClusterFacts facts) {
    Instant read = facts.ray() == null ? facts.frame().at() : facts.ray().readAt();
    return switch (facts.standing()) {
      case LOST -> Optional.of(words.sentence("now.lost", figures.clock(read)));
      case RAY_LOST -> Optional.of(words.sentence("now.rayLost", figures.clock(read)));
      case RAY_UNREAD -> Optional.of(words.sentence("now.rayUnread"));
      case ABSENT -> Optional.of(words.sentence("now.absent"));
      case TROUBLE, FORBIDDEN, LOADING, HEAD_NOT_READY, LIVE -> Optional.empty();
    };
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
    Optional<String> refusal = facts.replicaFailure();
    if (refusal.isPresent()) {
      return Optional.of(words.sentence("now.replicaFailure", Mark.hold(refusal.get())));
    }
    int failed = facts.workers(NodeState.FAILED);
    return failed == 0
        ? Optional.empty()
        : facts.workers().stream()
            .filter(node -> node.state() == NodeState.FAILED)
            .findFirst()
            .map(first ->
                words.sentence(
                    "now.failed", Mark.name(first.end()), first.pod().displayStatus(), failed - 1));
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
            why.cause() == Held.Cause.OBJECT ? "now.held.objects" : "now.held",
            Mark.name(first.end()),
            Mark.hold(clauses.culprit(why)),
            held.size() - 1));
  }

  private Optional<Sentence> infeasible(ClusterFacts facts) {
    return first(facts, DemandFacts.Section.INFEASIBLE)
        .map(demand ->
            demand
                .nearest()
                .map(miss ->
                    words.sentence(
                        "now.infeasible",
                        Mark.name(Figures.shape(demand.shapes().getFirst().request())),
                        miss.group(),
                        Figures.missing(miss.missing())))
                .orElseGet(() ->
                    words.sentence(
                        "now.infeasiblePlain",
                        Mark.name(Figures.shape(demand.shapes().getFirst().request())))));
  }

  private Optional<Sentence> limited(ClusterFacts facts) {
    return first(facts, DemandFacts.Section.WAITING)
        .map(demand -> {
          String shape = Mark.name(Figures.shape(demand.shapes().getFirst().request()));
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
    int coming = facts.workers(NodeState.PENDING) + facts.workers(NodeState.STARTING);
    if (coming == 0) {
      int launches = FourFacts.launches(facts);
      return launches == 0
          ? Optional.empty()
          : Optional.of(words.sentence("now.launching", launches));
    }
    return Optional.of(
        words.sentence(
            "now.coming",
            coming,
            names(facts, coming, NodeState::isComing),
            FourFacts.waitingCount(facts)));
  }

  private Optional<Sentence> leaving(ClusterFacts facts) {
    int leaving = facts.workers(NodeState.MARKED) + facts.workers(NodeState.TERMINATING);
    return leaving == 0
        ? Optional.empty()
        : Optional.of(
            words.sentence("now.leaving", leaving, names(facts, leaving, NodeState::isLeaving)));
  }

  private Sentence calm(ClusterFacts facts) {
    int workers = facts.workers().size();
    return workers == 0
        ? words.sentence("now.none")
        : words.sentence("now.calm", workers, facts.workers(NodeState.BUSY));
  }

  /// The rest of the workers, by state.
  public Sentence detail(ClusterFacts facts) {
    if (facts.snapshot() == null || facts.standing() == Standing.ABSENT) {
      return Sentence.EMPTY;
    }
    int workers = facts.workers().size();
    if (workers == 0) {
      if (facts.ray() == null) {
        return words.sentence("now.detailUnknown");
      }
      return facts.demands().isEmpty() ? words.sentence("now.detailNone") : Sentence.EMPTY;
    }
    String parts = counts(facts);
    return words.sentence("now.detail", workers, parts);
  }

  /// Held workers are counted apart, as the lanes and the Nodes screen do: the counts add up to
  /// all.
  private String counts(ClusterFacts facts) {
    List<String> counts = new ArrayList<>();
    for (NodeState state : NodeState.values()) {
      if (facts.free(state) > 0) {
        counts.add(words.say("now.count." + state.word(), facts.free(state)));
      }
    }
    if (!facts.held().isEmpty()) {
      counts.add(words.say("now.count.held", facts.held().size()));
    }
    return String.join(words.say("list.comma"), counts);
  }

  private static Optional<DemandFacts> first(ClusterFacts facts, DemandFacts.Section section) {
    return facts.demands().stream().filter(demand -> demand.section() == section).findFirst();
  }

  private String names(ClusterFacts facts, int count, Predicate<NodeState> which) {
    return count <= 3
        ? facts.workers().stream()
            .filter(node -> which.test(node.state()))
            .map(node -> Mark.name(node.end()))
            .collect(Collectors.joining(words.say("list.comma")))
        : words.say("fact.workersCount", count);
  }
}
