package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.util.function.BiPredicate;

/// What changed from one join to the next where the same Pods stand in the same places.
final class NodeChanges {
  private final PagedList<NodeFacts> before;
  private final PagedList<NodeFacts> now;
  private final int[] places;

  NodeChanges(PagedList<NodeFacts> before, PagedList<NodeFacts> now) {
    this.before = before;
    this.now = now;
    this.places = now.changesSince(before);
  }

  PagedList<NodeFacts> before() {
    return before;
  }

  PagedList<NodeFacts> now() {
    return now;
  }

  /// Whether it holds of each change, of what was and what is.
  boolean all(BiPredicate<NodeFacts, NodeFacts> what) {
    for (int place : places) {
      if (!what.test(before.get(place), now.get(place))) {
        return false;
      }
    }
    return true;
  }
}
