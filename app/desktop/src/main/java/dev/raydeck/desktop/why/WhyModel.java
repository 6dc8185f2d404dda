package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.History;
import dev.raydeck.desktop.live.IdleRun;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.desktop.words.Holders;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the Why panel says about one subject: the question, its full name, the answer, the gates,
/// and what would follow if the holding gate opened.
final class WhyModel {
  /// An idle clock that began anew so often is no accident.
  private static final int OFTEN = 3;

  private final Deck deck;

  WhyModel(Deck deck) {
    this.deck = deck;
  }

  /// Everything on the panel but what ticks.
  record Why(
      Sentence question,
      String fullName,
      List<GateLine> gates,
      List<RayActor> culprits,
      Holdings objects,
      Sentence advice) {
    /// What kind of gate holds, if one does.
    Optional<Class<?>> holding() {
      return gates.stream()
          .filter(gate -> gate.state() == Gate.State.HOLDS)
          .findFirst()
          .map(gate -> gate.reason().getClass());
    }
  }

  Why why(Verdict.Subject subject, ClusterFacts facts) {
    Optional<Verdict> verdict = facts.verdict(subject);
    List<GateLine> gates =
        verdict
            .map(found -> found.gates().stream().map(deck.reasons()::line).toList())
            .orElse(List.of());
    return new Why(
        question(subject, facts),
        fullName(subject, facts),
        gates,
        culprits(verdict),
        Holdings.of(verdict, facts, new Holders(deck.words())),
        advice(verdict));
  }

  private Sentence question(Verdict.Subject subject, ClusterFacts facts) {
    return switch (subject) {
      case Verdict.Subject.Node node -> {
        String name = node.podName();
        boolean isHead = name != null && facts.node(name).map(NodeFacts::isHead).orElse(false);
        yield deck.words()
            .sentence(isHead ? "why.head" : "why.node", Mark.name(shortName(subject, facts)));
      }
      case Verdict.Subject.Group group ->
          deck.words().sentence("why.group", Mark.name(group.name()));
      case Verdict.Subject.Demand demand ->
          deck.words().sentence("why.demand", Mark.name(Figures.shape(demand.demand().request())));
      case Verdict.Subject.Gang gang -> deck.words().sentence("why.gang");
      case Verdict.Subject.Constraint constraint -> deck.words().sentence("why.constraint");
    };
  }

  String shortName(Verdict.Subject subject, ClusterFacts facts) {
    return switch (subject) {
      case Verdict.Subject.Node node -> {
        String name = Objects.requireNonNullElse(node.podName(), "");
        yield facts.node(name).map(NodeFacts::end).orElse(name);
      }
      case Verdict.Subject.Group group -> group.name();
      case Verdict.Subject.Demand demand -> Figures.shape(demand.demand().request());
      case Verdict.Subject.Gang gang ->
          shapes(gang.gang().requests().stream().map(r -> new ResourceDemand(r, 1)).toList());
      case Verdict.Subject.Constraint constraint -> shapes(constraint.demands());
    };
  }

  private static String shapes(List<ResourceDemand> demands) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ResourceDemand demand : demands) {
      counts.merge(Figures.shape(demand.request()), demand.count(), Integer::sum);
    }
    return counts.entrySet().stream()
        .map(shape -> shape.getValue() + " × " + shape.getKey())
        .collect(Collectors.joining(" + "));
  }

  private String fullName(Verdict.Subject subject, ClusterFacts facts) {
    return switch (subject) {
      case Verdict.Subject.Node node -> {
        String name = Objects.requireNonNullElse(node.podName(), "");
        yield facts
            .node(name)
            .map(found ->
                name
                    + " · "
                    + deck.figures().duration(found.age(deck.now())).replace(' ', '\u00a0'))
            .orElse(name);
      }
      case Verdict.Subject.Group group -> group.name();
      case Verdict.Subject.Demand demand ->
          demand.demand().count() + " × " + Figures.shape(demand.demand().request());
      case Verdict.Subject.Gang gang -> shortName(gang, facts);
      case Verdict.Subject.Constraint constraint -> shortName(constraint, facts);
    };
  }

  /// The answer, as of now: an idle node's countdown ticks in it.
  Sentence answer(Verdict.Subject subject, ClusterFacts facts, Instant now) {
    String name = shortName(subject, facts);
    Optional<Verdict> verdict = facts.verdict(subject);
    if (verdict.isEmpty()) {
      return deck.words().sentence("why.noVerdict");
    }
    Duration left = remaining(subject, facts, now);
    boolean isClock =
        verdict
            .get()
            .holding()
            .filter(gate -> gate.reason() instanceof Reason.IdleLongerThanTimeout)
            .isPresent();
    if (!isClock || left == null) {
      return deck.answers().answer(verdict.get(), name, facts.frame().mode());
    }
    List<Instant> restarts = restarts(subject, facts);
    return restarts.size() < OFTEN
        ? goes(name, left)
        : deck.words()
            .sentence(
                "answer.restarts",
                Mark.name(name),
                restarts.size(),
                deck.figures().duration(Duration.between(restarts.getFirst(), now)),
                deck.figures().remaining(left));
  }

  private static @Nullable Duration remaining(
      Verdict.Subject subject, ClusterFacts facts, Instant now) {
    return subject instanceof Verdict.Subject.Node node && node.podName() != null
        ? facts.node(node.podName()).map(found -> found.remaining(now)).orElse(null)
        : null;
  }

  /// How often its idle clock began anew in the time this window has watched.
  private List<Instant> restarts(Verdict.Subject subject, ClusterFacts facts) {
    return subject instanceof Verdict.Subject.Node node && node.podName() != null
        ? facts
            .node(node.podName())
            .map(NodeFacts::ray)
            .map(ray -> deck.history().idleRestarts(ray.nodeId()))
            .orElse(List.of())
        : List.of();
  }

  /// A node's idle clock: its runs, the timeout it runs to, since when this window looks, and
  /// whether it runs now or a culprit keeps it at zero.
  record Clock(
      List<IdleRun> runs,
      Duration timeout,
      Instant seenFrom,
      Instant now,
      boolean isRunning,
      boolean isHeld) {
    Clock {
      runs = List.copyOf(runs);
    }
  }

  /// Null where the subject has no idle clock, or none that counts.
  @Nullable Clock clock(Verdict.Subject subject, ClusterFacts facts) {
    if (!(subject instanceof Verdict.Subject.Node asked) || asked.podName() == null) {
      return null;
    }
    NodeFacts node = facts.node(asked.podName()).orElse(null);
    if (node == null || node.ray() == null || node.idleTimeout() == null || node.isHead()) {
      return null;
    }
    Instant now = deck.idleNow(facts);
    return new Clock(
        deck.history().idleRuns(node.ray().nodeId()),
        node.idleTimeout(),
        seenFrom(node, now),
        now,
        node.idle(now) != null,
        node.held() != null);
  }

  /// A culprit that is known to sit there longer than the window looks counts from its own time.
  private Instant seenFrom(NodeFacts node, Instant now) {
    Instant looked =
        deck.history().points().stream().findFirst().map(History.Point::at).orElse(now);
    Instant held = node.held() == null ? null : node.held().since();
    return held != null && held.isBefore(looked) ? held : looked;
  }

  private Sentence goes(String name, Duration left) {
    return left.isZero()
        ? deck.words().sentence("now.goesNextTurn", Mark.name(name))
        : deck.words().sentence("now.goes", Mark.name(name), deck.figures().remaining(left));
  }

  private static List<RayActor> culprits(Optional<Verdict> verdict) {
    return verdict
        .flatMap(Verdict::holding)
        .filter(gate -> gate.reason() instanceof Reason.NotBusy)
        .map(gate -> ((Reason.NotBusy) gate.reason()).actors())
        .orElse(List.of());
  }

  /// What would follow if the holding gate opened. Asks the engine: not for the FX thread.
  Optional<GateOpening> opening(Verdict.Subject subject, ClusterFacts facts) {
    ClusterSnapshot snapshot = facts.snapshot();
    return snapshot == null
        ? Optional.empty()
        : facts.verdict(subject).flatMap(verdict -> GateOpening.of(snapshot, verdict));
  }

  /// What would help where no setting does.
  private Sentence advice(Optional<Verdict> verdict) {
    return verdict
        .flatMap(Verdict::holding)
        .map(Gate::reason)
        .filter(Reason.FitsSomeGroup.class::isInstance)
        .flatMap(fits -> ((Reason.FitsSomeGroup) fits).nearest())
        .map(miss ->
            deck.words().sentence("follow.fits", Figures.missing(miss.missing()), miss.group()))
        .orElse(Sentence.EMPTY);
  }
}
