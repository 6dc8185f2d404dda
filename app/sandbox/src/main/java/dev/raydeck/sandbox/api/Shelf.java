package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// All objects of one kind and the last changes among them. Every method wants the store's lock
/// held.
final class Shelf {
  /// Enough for a client that is eight seconds behind at a thousand changes a second.
  static final int HISTORY = 8192;

  private final TreeMap<String, StoredObject> objects = new TreeMap<>();
  private final @Nullable Change[] ring = new @Nullable Change[HISTORY];
  private final List<BlockingQueue<Change>> listeners = new CopyOnWriteArrayList<>();
  private final Condition changed;
  private long written;
  private long floorVersion;

  Shelf(ReentrantLock lock, long floorVersion) {
    this.changed = lock.newCondition();
    this.floorVersion = floorVersion;
  }

  @Nullable StoredObject find(String key) {
    return objects.get(key);
  }

  /// In order of namespace and name; all namespaces when `namespace` is null.
  Collection<StoredObject> objects(@Nullable String namespace) {
    return namespace == null
        ? objects.values()
        : objects.subMap(namespace + "/", namespace + "0").values();
  }

  /// The objects as they were at a version, or empty when the history does not reach back so far.
  Optional<List<StoredObject>> objectsAt(@Nullable String namespace, long version) {
    long position = positionAfter(version);
    if (position < 0) {
      return Optional.empty();
    }
    TreeMap<String, StoredObject> then = new TreeMap<>();
    objects(namespace).forEach(object -> then.put(object.key(), object));
    for (long i = written - 1; i >= position; i--) {
      Change change = at(i);
      StoredObject previous = change.previous();
      if (namespace != null && !namespace.equals(change.object().namespace())) {
        continue;
      }
      if (previous == null) {
        then.remove(change.object().key());
      } else {
        then.put(previous.key(), previous);
      }
    }
    return Optional.of(List.copyOf(then.values()));
  }

  void append(Change change) {
    if (change.type() == StoreEvent.Type.DELETED) {
      objects.remove(change.object().key());
    } else {
      objects.put(change.object().key(), change.object());
    }
    int slot = (int) (written % HISTORY);
    Change evicted = ring[slot];
    if (evicted != null) {
      floorVersion = evicted.object().resourceVersion();
    }
    ring[slot] = change;
    written++;
    listeners.forEach(listener -> listener.add(change));
    changed.signalAll();
  }

  void listen(BlockingQueue<Change> listener) {
    listeners.add(listener);
  }

  /// Queues have no equality of their own, so this takes out the very one.
  void unlisten(BlockingQueue<Change> listener) {
    listeners.remove(listener);
  }

  /// The position after all changes so far.
  long end() {
    return written;
  }

  /// The position of the first change after a version, or -1 when the history does not reach back
  /// so far.
  long positionAfter(long version) {
    if (version < floorVersion) {
      return -1;
    }
    long low = Math.max(0, written - HISTORY);
    long high = written;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).object().resourceVersion() <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The changes from a position on, waiting for the first (none when the time is over); null when
  /// they are forgotten already.
  @Nullable List<Change> await(long position, long timeoutNanos, BooleanSupplier wanted)
      throws InterruptedException {
    long left = timeoutNanos;
    while (position == written && left > 0 && wanted.getAsBoolean()) {
      left = changed.awaitNanos(left);
    }
    if (position < written - HISTORY) {
      return null;
    }
    List<Change> changes = new ArrayList<>((int) (written - position));
    for (long i = position; i < written; i++) {
      changes.add(at(i));
    }
    return changes;
  }

  /// Lets every waiting watcher look again.
  void wake() {
    changed.signalAll();
  }

  private Change at(long position) {
    Change change = ring[(int) (position % HISTORY)];
    if (change == null) {
      throw new IllegalStateException("no change at position " + position);
    }
    return change;
  }
}
