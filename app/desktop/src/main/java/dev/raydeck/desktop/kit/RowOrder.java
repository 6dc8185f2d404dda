package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.Resort;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sorts and filters rows away from the FX thread; the latest order waits until it is taken.
///
/// One order is made at a time, and of several that wait only the last. Rows that say how to look
/// at them are filtered and sorted again only where they show something else than before.
@SuppressWarnings("ReferenceEquality") // The very object is unchanged; another is sorted again.
public final class RowOrder<R> {
  private static final int NEAR = 32;

  private final Executor background;
  private final AtomicReference<@Nullable Wish<R>> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable List<R>> ready = new AtomicReference<>();
  private final AtomicBoolean isSorting = new AtomicBoolean();
  private volatile @Nullable Still<R> still;
  private volatile Sorted<R> last = Sorted.nothing();

  /// A row as it is while it is sorted: what a live one shows may be replaced meanwhile, and an
  /// order over that is none. Gives `before` again where it still holds.
  @FunctionalInterface
  public interface Still<R> {
    R of(R row, @Nullable R before);
  }

  private record Wish<R>(List<R> rows, Comparator<R> comparator, Predicate<R> filter) {
    boolean isLike(@Nullable Wish<R> other) {
      return other != null && comparator == other.comparator && filter == other.filter;
    }
  }

  /// A row, how it looked, and whether the filter lets it through. It belongs to whoever sorts.
  private static final class Entry<R> {
    private final R row;
    private @Nullable R still;
    private boolean isIn;
    private boolean isTouched;

    Entry(R row) {
      this.row = row;
    }

    void look(R now, Predicate<R> filter) {
      still = now;
      isIn = filter.test(now);
      isTouched = true;
    }
  }

  /// `entries` are of the wish's rows, in their order.
  private record Sorted<R>(
      @Nullable Wish<R> wish, List<Entry<R>> entries, List<Entry<R>> order, List<R> rows) {
    static <R> Sorted<R> nothing() {
      return new Sorted<>(null, List.of(), List.of(), List.of());
    }
  }

  RowOrder(Executor background) {
    this.background = background;
  }

  void still(Still<R> look) {
    still = look;
  }

  void order(List<R> rows, Comparator<R> comparator, Predicate<R> filter) {
    waiting.set(new Wish<>(List.copyOf(rows), comparator, filter));
    sortNext();
  }

  private void sortNext() {
    if (waiting.get() != null && isSorting.compareAndSet(false, true)) {
      background.execute(this::sort);
    }
  }

  private void sort() {
    try {
      Wish<R> wish = waiting.getAndSet(null);
      if (wish != null) {
        sort(wish);
      }
    } finally {
      isSorting.set(false);
    }
    sortNext();
  }

  private void sort(Wish<R> wish) {
    Still<R> look = still;
    Sorted<R> before = last;
    if (look == null) {
      ready.set(wish.rows().stream().filter(wish.filter()).sorted(wish.comparator()).toList());
      return;
    }
    if (!wish.isLike(before.wish())) {
      before = Sorted.nothing();
    }
    List<Entry<R>> entries = entries(wish.rows(), before);
    boolean areThere = entries == before.entries();
    List<Entry<R>> order = again(entries, wish, before.order(), areThere, look);
    List<R> rows =
        order == before.order() || order.equals(before.order()) ? before.rows() : rows(order);
    if (before.wish() == null || rows != before.rows()) {
      ready.set(rows);
    }
    last = new Sorted<>(wish, entries, order, rows);
  }

  private static <R> List<R> rows(List<Entry<R>> order) {
    return order.stream().map(entry -> entry.row).toList();
  }

  private static <R> List<Entry<R>> entries(List<R> rows, Sorted<R> before) {
    if (before.wish() != null && rows == before.wish().rows()) {
      return before.entries();
    }
    List<Entry<R>> were = before.entries();
    List<Entry<R>> entries = new ArrayList<>(rows.size());
    BitSet found = new BitSet(were.size());
    BitSet missed = new BitSet();
    int next = 0;
    for (R row : rows) {
      int at = near(were, next, row);
      if (at < 0) {
        missed.set(entries.size());
        entries.add(new Entry<>(row));
      } else {
        found.set(at);
        entries.add(were.get(at));
        next = at + 1;
      }
    }
    Map<R, Entry<R>> left = new HashMap<>();
    for (int at = found.nextClearBit(0); at < were.size(); at = found.nextClearBit(at + 1)) {
      left.put(were.get(at).row, were.get(at));
    }
    missed.stream()
        .forEach(at -> {
          Entry<R> there = left.remove(entries.get(at).row);
          entries.set(at, there == null ? entries.get(at) : there);
        });
    left.values().forEach(gone -> gone.isTouched = true);
    return entries;
  }

  /// Where a row's entry is if it is a few places on at most: most rows stay in the order they had.
  private static <R> int near(List<Entry<R>> entries, int from, R row) {
    for (int at = from; at < Math.min(from + NEAR, entries.size()); at++) {
      if (entries.get(at).row.equals(row)) {
        return at;
      }
    }
    return -1;
  }

  private static <R> List<Entry<R>> again(
      List<Entry<R>> entries,
      Wish<R> wish,
      List<Entry<R>> before,
      boolean areThere,
      Still<R> look) {
    List<Entry<R>> moved = new ArrayList<>();
    for (Entry<R> entry : entries) {
      R now = look.of(entry.row, entry.still);
      if (entry.still != now && !staysWith(entry, now, wish)) {
        entry.look(now, wish.filter());
        moved.add(entry);
      }
    }
    if (moved.isEmpty() && areThere) {
      return before;
    }
    List<Entry<R>> kept = new ArrayList<>(before.size());
    for (Entry<R> entry : before) {
      if (!entry.isTouched) {
        kept.add(entry);
      }
    }
    moved.forEach(entry -> entry.isTouched = false);
    moved.removeIf(entry -> !entry.isIn);
    return Resort.weave(kept, moved, (one, other) -> compare(one, other, wish.comparator()));
  }

  /// It shows something else, and stands where it stood.
  private static <R> boolean staysWith(Entry<R> entry, R now, Wish<R> wish) {
    R was = entry.still;
    boolean stays =
        was != null
            && wish.comparator().compare(was, now) == 0
            && wish.filter().test(now) == entry.isIn;
    if (stays) {
      entry.still = now;
    }
    return stays;
  }

  private static <R> int compare(Entry<R> one, Entry<R> other, Comparator<R> comparator) {
    return comparator.compare(
        Objects.requireNonNull(one.still), Objects.requireNonNull(other.still));
  }

  /// The order to show, or null if the latest was taken already or is no other.
  @Nullable List<R> take() {
    return ready.getAndSet(null);
  }

  /// The wanted rows in the order shown now, new ones last: for a table under a pointer.
  static <R> List<R> keepingOrder(List<R> shown, List<R> wanted) {
    Set<R> left = LinkedHashSet.newLinkedHashSet(wanted.size());
    left.addAll(wanted);
    List<R> kept = new ArrayList<>(wanted.size());
    shown.stream().filter(left::remove).forEach(kept::add);
    kept.addAll(left);
    return kept;
  }
}
