package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Reason.LaunchRateAllows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What all that is asked for comes to, in a sentence: the worst of it first.
final class DemandsHeadline {
  private final Words words;

  DemandsHeadline(Words words) {
    this.words = words;
  }

  Sentence of(ClusterFacts facts) {
    Optional<DemandFacts> infeasible = first(facts, DemandFacts.Section.INFEASIBLE);
    Optional<DemandFacts> waiting = first(facts, DemandFacts.Section.WAITING);
    if (infeasible.isPresent()) {
      int count =
          facts.demands().stream()
              .filter(demand -> demand.section() == DemandFacts.Section.INFEASIBLE)
              .mapToInt(DemandFacts::count)
              .sum();
      return words.sentence(
          "demands.infeasible", count, Mark.name(DemandWords.shape(infeasible.get())));
    }
    if (waiting.isPresent()) {
      return words.sentence(
          "demands.waiting", waiting.get().count(), Mark.name(DemandWords.shape(waiting.get())));
    }
    return facts.demands().isEmpty() ? words.sentence("demands.calm") : covered(facts);
  }

  /// All has its place; where the launch rate lets not all workers for it start now, it says so.
  private Sentence covered(ClusterFacts facts) {
    Map<String, LaunchRateAllows> rates = new LinkedHashMap<>();
    for (DemandFacts demand : facts.demands()) {
      demand.reasons(LaunchRateAllows.class).forEach(rate -> rates.put(rate.group(), rate));
    }
    int wanted = rates.values().stream().mapToInt(LaunchRateAllows::wanted).sum();
    int allowed = rates.values().stream().mapToInt(LaunchRateAllows::allowed).sum();
    return allowed < wanted
        ? words.sentence("demands.rate", wanted, allowed, wanted - allowed)
        : words.sentence("demands.covered");
  }

  private static Optional<DemandFacts> first(ClusterFacts facts, DemandFacts.Section section) {
    return facts.demands().stream().filter(demand -> demand.section() == section).findFirst();
  }
}
