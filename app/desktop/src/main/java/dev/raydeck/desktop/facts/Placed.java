package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.util.AbstractList;
import java.util.BitSet;
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

  /// The same of another frame, where these are the workers, in the order of all.
  Placed again(NodeChanges changes) {
    if (changes.areInPlace() && changes.all((was, now) -> was.isHead() == now.isHead())) {
      return new Placed(changes.now(), places);
    }
    BitSet workers = new BitSet(changes.now().size());
    for (int place : places) {
      int now = changes.placeNow(place);
      if (now >= 0) {
        workers.set(now);
      }
    }
    for (int place : changes.places()) {
      workers.set(place, !changes.now().get(place).isHead());
    }
    return new Placed(changes.now(), workers.stream().toArray());
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
