package dev.raydeck.desktop.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sorts and filters rows away from the FX thread; the latest order waits until it is taken.
final class RowOrder<R> {
  private final Executor background;
  private final AtomicReference<@Nullable List<R>> ready = new AtomicReference<>();

  RowOrder(Executor background) {
    this.background = background;
  }

  void order(List<R> rows, Comparator<R> comparator, Predicate<R> filter) {
    List<R> copy = List.copyOf(rows);
    background.execute(() -> ready.set(copy.stream().filter(filter).sorted(comparator).toList()));
  }

  /// The order to show, or null if the latest was taken already.
  @Nullable List<R> take() {
    return ready.getAndSet(null);
  }

  /// The wanted rows in the order shown now, new ones last: for a table under a pointer.
  static <R> List<R> keepingOrder(List<R> shown, List<R> wanted) {
    Set<R> all = new HashSet<>(wanted);
    List<R> kept = new ArrayList<>(shown);
    kept.retainAll(all);
    Set<R> there = new HashSet<>(kept);
    wanted.stream().filter(row -> !there.contains(row)).forEach(kept::add);
    return kept;
  }
}
