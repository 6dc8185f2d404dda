package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What changed from one join to the next: nodes that are others than before, that came, and that
/// went.
@SuppressWarnings("ReferenceEquality") // The very object is unchanged.
final class NodeChanges {
  private final PagedList<NodeFacts> before;
  private final PagedList<NodeFacts> now;
  private final int[] places;
  private final int @Nullable [] were;
  private final int @Nullable [] are;
  private final boolean isOrdered;

  /// Where the same Pods stand in the same places.
  NodeChanges(PagedList<NodeFacts> before, PagedList<NodeFacts> now) {
    this.before = before;
    this.now = now;
    this.places = now.changesSince(before);
    this.were = null;
    this.are = null;
    this.isOrdered = true;
  }

  /// `were` tells where each stood before, negative where it was not there.
  NodeChanges(PagedList<NodeFacts> before, PagedList<NodeFacts> now, int[] were) {
    this.before = before;
    this.now = now;
    this.were = were;
    int[] into = new int[before.size()];
    Arrays.fill(into, -1);
    int last = -1;
    boolean areInOrder = true;
    for (int at = 0; at < were.length; at++) {
      if (were[at] >= 0) {
        into[were[at]] = at;
        areInOrder &= were[at] > last;
        last = were[at];
      }
    }
    this.are = into;
    this.isOrdered = areInOrder;
    this.places =
        IntStream.range(0, were.length)
            .filter(at -> were[at] < 0 || now.get(at) != before.get(were[at]))
            .toArray();
  }

  PagedList<NodeFacts> before() {
    return before;
  }

  PagedList<NodeFacts> now() {
    return now;
  }

  /// Whether all stand where they stood.
  boolean areInPlace() {
    return were == null;
  }

  /// Whether those that stay stand in the order in which they stood.
  boolean isOrdered() {
    return isOrdered;
  }

  /// Of those that are others than before, or came.
  int[] places() {
    return places;
  }

  /// Where one is that stood there before; negative where it went.
  int placeNow(int place) {
    return are == null ? place : are[place];
  }

  private int placeBefore(int place) {
    return were == null ? place : were[place];
  }

  /// Whether it holds of each change of one that stays, of what was and what is.
  boolean all(BiPredicate<NodeFacts, NodeFacts> what) {
    for (int place : places) {
      int was = placeBefore(place);
      if (was >= 0 && !what.test(before.get(was), now.get(place))) {
        return false;
      }
    }
    return true;
  }

  /// Whether it holds of each that came or went.
  boolean allNewAndGone(Predicate<NodeFacts> what) {
    for (int place : places) {
      if (placeBefore(place) < 0 && !what.test(now.get(place))) {
        return false;
      }
    }
    for (int was = 0; are != null && was < are.length; was++) {
      if (are[was] < 0 && !what.test(before.get(was))) {
        return false;
      }
    }
    return true;
  }

  /// Gives each that changed or went as it was, and each that changed or came as it is.
  void each(Consumer<NodeFacts> was, Consumer<NodeFacts> is) {
    for (int place : places) {
      int placed = placeBefore(place);
      if (placed >= 0) {
        was.accept(before.get(placed));
      }
      is.accept(now.get(place));
    }
    for (int place = 0; are != null && place < are.length; place++) {
      if (are[place] < 0) {
        was.accept(before.get(place));
      }
    }
  }
}
