package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says one demand: its shape, who asks, and its fate.
public final class DemandWords {
  private static final int NAMED_ACTORS = 3;

  private final Deck deck;

  public DemandWords(Deck deck) {
    this.deck = deck;
  }

  /// `{GPU: 8, CPU: 96}`; the bundles of a gang joined by plus, equal ones counted.
  public static String shape(DemandFacts demand) {
    if (demand.shapes().size() == 1) {
      return Figures.shape(demand.shapes().getFirst().request());
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    demand
        .shapes()
        .forEach(
            shape -> counts.merge(Figures.shape(shape.request()), shape.count(), Integer::sum));
    return counts.entrySet().stream()
        .map(entry ->
            entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " × " + entry.getKey())
        .collect(Collectors.joining(" + "));
  }

  /// Who asks: waiting actors by name where exactly they ask for it, else tasks or actors.
  public String source(DemandFacts demand) {
    return switch (demand.source()) {
      case GANG ->
          demand.strategy().isEmpty()
              ? deck.words().plain("demand.gang")
              : deck.words()
                  .plain(
                      demand.isRescheduling() ? "demand.gangAgain" : "demand.gangStrategy",
                      demand.strategy(),
                      demand.shapes().size());
      case CONSTRAINT -> deck.words().plain("demand.constraint");
      case TASKS_AND_ACTORS -> {
        List<RayActor> actors = demand.actors();
        if (actors.isEmpty()) {
          yield deck.words().plain("demand.tasks");
        }
        String names =
            actors.stream()
                .limit(NAMED_ACTORS)
                .map(RayActor::label)
                .collect(Collectors.joining(", "));
        int more = actors.size() - NAMED_ACTORS;
        yield more > 0
            ? deck.words().plain("demand.actorsMore", names, more)
            : deck.words().plain("demand.actors", names, actors.size());
      }
    };
  }

  /// Since when it is there, to stand after the source.
  String since(DemandFacts demand) {
    String kind =
        switch (demand.source()) {
          case TASKS_AND_ACTORS -> "task";
          case GANG -> "gang";
          case CONSTRAINT -> "constraint";
        };
    return deck.history()
        .waitingSince(demand.subject())
        .map(since -> {
          Duration age = Duration.between(since.at(), deck.now());
          String prefix = since.isExact() ? "demand.waiting." : "demand.waitingOver.";
          return deck.words()
              .plain(
                  prefix + kind, deck.figures().duration(age.isNegative() ? Duration.ZERO : age));
        })
        .orElse("");
  }

  /// What becomes of it, in a sentence.
  public String fate(DemandFacts demand) {
    return switch (demand.section()) {
      case INFEASIBLE -> infeasible(demand);
      case WAITING ->
          demand
              .holding()
              .map(
                  gate -> Sentence.of(deck.reasons().holding(gate.reason(), shape(demand))).plain())
              .orElseGet(() -> deck.words().plain("fate.waits"));
      case COVERED -> covered(demand);
      case SERVED -> deck.words().plain("fate.served");
      case CONSTRAINT -> deck.words().plain("fate.constraint");
      case UNDECIDED -> deck.words().plain("fate.undecided");
    };
  }

  private String infeasible(DemandFacts demand) {
    return demand
        .nearest()
        .map(miss ->
            deck.words().plain("fate.infeasible", miss.group(), Figures.missing(miss.missing())))
        .orElseGet(() -> deck.words().plain("fate.infeasiblePlain"));
  }

  private String covered(DemandFacts demand) {
    Optional<Reason.CoveredByPendingNodes> by = demand.reason(Reason.CoveredByPendingNodes.class);
    return by.filter(covered -> !covered.nodesByGroup().isEmpty())
        .map(covered ->
            deck.words()
                .plain(
                    "fate.coveredBy",
                    covered.nodesByGroup().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))))
        .orElseGet(() -> deck.words().plain("fate.covered"));
  }
}
