package dev.raydeck.sandbox.api;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// All shelves of the store under its one lock and its one count of versions, with the ways to an
/// object that are not its name: its uid, and the uid of its owner.
final class Shelves {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, Shelf> shelves = new HashMap<>();
  private final Map<String, StoredObject> byUid = new HashMap<>();
  private final Map<String, Set<StoredObject.Reference>> dependents = new HashMap<>();
  private long version;

  Shelves(long firstVersion) {
    this.version = firstVersion;
    Kinds.all().forEach(kind -> shelves.put(kind, new Shelf(lock, firstVersion)));
  }

  ReentrantLock lock() {
    return lock;
  }

  Shelf of(Kind kind) {
    Shelf shelf = shelves.get(kind);
    if (shelf == null) {
      throw new IllegalArgumentException("not stored: " + kind);
    }
    return shelf;
  }

  /// The version of the newest change.
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  ObjectStore.Snapshot snapshot(Kind kind, @Nullable String namespace) {
    lock.lock();
    try {
      return new ObjectStore.Snapshot(
          List.copyOf(of(kind).objects(scope(kind, namespace))), version);
    } finally {
      lock.unlock();
    }
  }

  Optional<ObjectStore.Snapshot> snapshotAt(Kind kind, @Nullable String namespace, long at) {
    lock.lock();
    try {
      return of(kind)
          .objectsAt(scope(kind, namespace), at)
          .map(objects -> new ObjectStore.Snapshot(objects, at));
    } finally {
      lock.unlock();
    }
  }

  @Nullable StoredObject find(Kind kind, String namespace, String name) {
    lock.lock();
    try {
      return of(kind).find(StoredObject.key(kind.namespaced() ? namespace : "", name));
    } finally {
      lock.unlock();
    }
  }

  @Nullable StoredObject byUid(String uid) {
    lock.lock();
    try {
      return byUid.get(uid);
    } finally {
      lock.unlock();
    }
  }

  /// The objects that name this one as their owner.
  List<StoredObject> dependentsOf(String uid) {
    lock.lock();
    try {
      return dependents.getOrDefault(uid, Set.of()).stream()
          .map(reference -> of(reference.kind()).find(reference.key()))
          .filter(object -> object != null)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// Lets every watcher look whether it is still wanted.
  void wakeWatchers() {
    lock.lock();
    try {
      shelves.values().forEach(Shelf::wake);
    } finally {
      lock.unlock();
    }
  }

  /// Whether nobody wrote the object since. Wants the lock held.
  boolean isCurrent(StoredObject object) {
    return of(object.kind()).find(object.key()) == object;
  }

  /// Gives a change its version and makes it the object's present state. Wants the lock held.
  StoredObject commit(
      Kind kind, StoreEvent.Type type, ObjectNode tree, @Nullable StoredObject before) {
    version++;
    Json.child(tree, "metadata").put("resourceVersion", Long.toString(version));
    StoredObject object = StoredObject.of(kind, tree);
    if (before != null) {
      byUid.remove(before.uid());
      before.ownerUids().forEach(uid -> forget(uid, before));
    }
    if (type != StoreEvent.Type.DELETED) {
      byUid.put(object.uid(), object);
      object
          .ownerUids()
          .forEach(uid ->
              dependents
                  .computeIfAbsent(uid, owner -> new LinkedHashSet<>())
                  .add(object.reference()));
    }
    of(kind).append(new Change(type, object, before));
    return object;
  }

  private void forget(String ownerUid, StoredObject dependent) {
    Set<StoredObject.Reference> known = dependents.get(ownerUid);
    if (known != null) {
      known.remove(dependent.reference());
      if (known.isEmpty()) {
        dependents.remove(ownerUid);
      }
    }
  }

  private static @Nullable String scope(Kind kind, @Nullable String namespace) {
    return kind.namespaced() ? namespace : null;
  }
}
