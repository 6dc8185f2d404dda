package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.util.AbstractList;
import java.util.RandomAccess;

/// Some nodes of a frame in an order of their own, by their places among all. The places are
/// another frame's too for as long as no node moves.
final class Placed extends AbstractList<NodeFacts> implements RandomAccess {
  private final PagedList<NodeFacts> nodes;
  private final int[] places;

  /// `places` is not changed any more.
  Placed(PagedList<NodeFacts> nodes, int[] places) {
    this.nodes = nodes;
    this.places = places;
  }

  /// The same places in another frame.
  Placed in(PagedList<NodeFacts> others) {
    return new Placed(others, places);
  }

  @Override
  public NodeFacts get(int at) {
    return nodes.get(places[at]);
  }

  @Override
  public int size() {
    return places.length;
  }
}
