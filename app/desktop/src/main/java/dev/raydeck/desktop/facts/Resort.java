package dev.raydeck.desktop.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorting again what is sorted but for a few: those are sorted and woven in, which costs one pass.
public final class Resort {
  private static final int MANY = 4;

  private Resort() {}

  /// All of `kept`, which is in order, and all of `moved`, which is not. `order` has no ties, or
  /// does not care about them: kept ones come first.
  public static <T> List<T> weave(List<T> kept, List<T> moved, Comparator<? super T> order) {
    if (moved.isEmpty()) {
      return kept;
    }
    if (moved.size() > kept.size() / MANY) {
      List<T> all = new ArrayList<>(kept);
      all.addAll(moved);
      all.sort(order);
      return all;
    }
    List<T> sorted = new ArrayList<>(moved);
    sorted.sort(order);
    List<T> woven = new ArrayList<>(kept.size() + sorted.size());
    int from = 0;
    for (T one : sorted) {
      int to = after(kept, from, one, order);
      woven.addAll(kept.subList(from, to));
      woven.add(one);
      from = to;
    }
    woven.addAll(kept.subList(from, kept.size()));
    return woven;
  }

  /// The first place at or after `from` whose entry comes after `one`.
  private static <T> int after(List<T> kept, int from, T one, Comparator<? super T> order) {
    int low = from;
    int high = kept.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(kept.get(middle), one) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
