package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Since when each demand is there. Ray keeps no time with a demand, so this is what the window
/// saw.
public final class Waits {
  private final Map<Object, Since> since = new HashMap<>();
  private boolean hasLooked;

  /// `isExact` unless it was there already when the window first looked.
  public record Since(Instant at, boolean isExact) {}

  void add(ClusterFacts facts, Instant at) {
    if (facts.ray() == null || facts.standing().isRayStale()) {
      return;
    }
    Set<Object> there = new HashSet<>();
    for (DemandFacts demand : facts.demands()) {
      Object key = key(demand.subject());
      there.add(key);
      since.putIfAbsent(key, new Since(at, hasLooked));
    }
    since.keySet().retainAll(there);
    hasLooked = true;
  }

  Optional<Since> of(Verdict.Subject subject) {
    return Optional.ofNullable(since.get(key(subject)));
  }

  /// A demand is the same however many of it wait; a new `request_resources` set is another.
  private static Object key(Verdict.Subject subject) {
    return subject instanceof Verdict.Subject.Demand demand ? demand.demand().request() : subject;
  }
}
