package dev.raydeck.desktop.logs;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A list that grows at its end and shrinks at its beginning, both in constant time.
final class Ring<T> {
  private @Nullable Object[] items = new Object[256];
  private int head;
  private int size;

  void add(T item) {
    if (size == items.length) {
      grow();
    }
    items[(head + size) % items.length] = item;
    size++;
  }

  @SuppressWarnings("unchecked") // Only T's are added.
  T get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    return (T) Objects.requireNonNull(items[(head + index) % items.length]);
  }

  T removeFirst() {
    T first = get(0);
    items[head] = null;
    head = (head + 1) % items.length;
    size--;
    return first;
  }

  void clear() {
    items = new Object[256];
    head = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  private void grow() {
    @Nullable Object[] larger = Arrays.copyOfRange(items, head, head + items.length * 2);
    int wrapped = items.length - head;
    System.arraycopy(items, 0, larger, wrapped, head);
    Arrays.fill(larger, size, larger.length, null);
    items = larger;
    head = 0;
  }
}
