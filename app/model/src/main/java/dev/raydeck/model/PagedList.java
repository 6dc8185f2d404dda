package dev.raydeck.model;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/// An immutable list in pages. One made from another shares the pages in which nothing changed: to
/// replace a few of thirty thousand entries, and to find those that another list has not, costs
/// about as much as there are such entries.
///
/// Null entries are refused, as in [java.util.List#of].
@SuppressWarnings(
    "ReferenceEquality") // A page, or an entry, is unchanged where it is the very one.
public final class PagedList<E> extends AbstractList<E> implements RandomAccess {
  private static final int BITS = 5;
  private static final int PAGE = 1 << BITS;

  private final Object[][] pages;
  private final int size;

  private PagedList(Object[][] pages, int size) {
    this.pages = pages;
    this.size = size;
  }

  /// Without entries.
  public static <E> PagedList<E> of() {
    return new PagedList<>(new Object[0][], 0);
  }

  /// The list itself where it is paged already.
  @SuppressWarnings("unchecked") // Nobody can add to it.
  public static <E> PagedList<E> copyOf(Collection<? extends E> all) {
    if (all instanceof PagedList<?> paged) {
      return (PagedList<E>) paged;
    }
    Object[] entries = all.toArray();
    Object[][] pages = new Object[(entries.length + PAGE - 1) >> BITS][];
    for (int page = 0; page < pages.length; page++) {
      int from = page << BITS;
      pages[page] =
          Arrays.copyOfRange(entries, from, Math.min(from + PAGE, entries.length), Object[].class);
    }
    for (Object entry : entries) {
      Objects.requireNonNull(entry);
    }
    return new PagedList<>(pages, entries.length);
  }

  /// With other entries in some places.
  public PagedList<E> with(int[] places, IntFunction<? extends E> entry) {
    if (places.length == 0) {
      return this;
    }
    Object[][] fresh = pages.clone();
    for (int place : places) {
      int page = Objects.checkIndex(place, size) >> BITS;
      if (fresh[page] == pages[page]) {
        fresh[page] = pages[page].clone();
      }
      fresh[page][place & (PAGE - 1)] = Objects.requireNonNull(entry.apply(place));
    }
    return new PagedList<>(fresh, size);
  }

  /// The places, in order, where this has another object than `before`, which is as long.
  public int[] changesSince(PagedList<?> before) {
    if (before.size != size) {
      throw new IllegalArgumentException(size + " entries compared with " + before.size);
    }
    int[] places = new int[PAGE];
    int count = 0;
    for (int page = 0; page < pages.length; page++) {
      Object[] now = pages[page];
      Object[] was = before.pages[page];
      for (int i = 0; now != was && i < now.length; i++) {
        if (now[i] != was[i]) {
          if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
          }
          places[count++] = (page << BITS) + i;
        }
      }
    }
    return Arrays.copyOf(places, count);
  }

  @Override
  @SuppressWarnings("unchecked") // Only entries of this type were put in.
  public E get(int place) {
    Objects.checkIndex(place, size);
    return (E) pages[place >> BITS][place & (PAGE - 1)];
  }

  @Override
  public int size() {
    return size;
  }
}
