package dev.raydeck.sandbox.api;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The cluster's objects, as etcd and the API server's rules keep them: versions, generations,
/// watches, finalizers, grace periods, owners.
///
/// Trees go in and out as copies. One lock orders all changes; only the commit itself happens under
/// it, so a change function may run again when another writer was faster.
public final class ObjectStore {
  /// Which part of an object a write may touch.
  enum Part {
    MAIN,
    STATUS
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, Shelf> shelves = new HashMap<>();
  private final Map<String, StoredObject> byUid = new HashMap<>();
  private final Map<String, Set<StoredObject.Reference>> dependents = new HashMap<>();
  private final Metadata metadata;
  private final Reaper reaper;
  private long version;

  /// An empty cluster with the four namespaces every cluster has.
  ///
  /// @param random gives uids and generated names
  public ObjectStore(InstantSource clock, RandomGenerator random) {
    this.version = clock.millis();
    this.metadata = new Metadata(clock, random);
    this.reaper = new Reaper(this, clock);
    Kinds.all().forEach(kind -> shelves.put(kind, new Shelf(lock, version)));
    for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      ObjectNode namespace = Json.object();
      namespace.putObject("metadata").put("name", name);
      create(Kinds.NAMESPACES, namespace);
    }
  }

  /// Stores a new object and returns it with its name, uid and version.
  ///
  /// @throws ApiException 409 when the name is taken, 404 without its namespace, 422 when it breaks
  ///   its kind's rules
  public ObjectNode create(Kind kind, ObjectNode object) {
    return create(kind, object, false).tree();
  }

  public Optional<ObjectNode> find(Kind kind, String namespace, String name) {
    return Optional.ofNullable(peek(kind, namespace, name)).map(StoredObject::tree);
  }

  /// In order of namespace and name; all namespaces when `namespace` is null.
  public List<ObjectNode> list(Kind kind, @Nullable String namespace) {
    return snapshot(kind, namespace).objects().stream().map(StoredObject::tree).toList();
  }

  /// Changes everything but the status. A change to the same content does nothing; the generation
  /// rises with the spec.
  public ObjectNode update(
      Kind kind, String namespace, String name, UnaryOperator<ObjectNode> change) {
    return write(kind, namespace, name, Part.MAIN, change, false).tree();
  }

  /// Changes the status and nothing else.
  public ObjectNode updateStatus(
      Kind kind, String namespace, String name, UnaryOperator<ObjectNode> change) {
    return write(kind, namespace, name, Part.STATUS, change, false).tree();
  }

  /// Asks for the end of an object. A Pod on a node only gets its deletion time: the kubelet
  /// removes it.
  public void delete(
      Kind kind, String namespace, String name, @Nullable Integer gracePeriodSeconds) {
    reaper.delete(require(kind, namespace, name), Deletion.withGrace(gracePeriodSeconds));
  }

  /// Takes an object away, whatever its grace period; finalizers still hold it. Does nothing when
  /// it is gone already.
  public void remove(Kind kind, String namespace, String name) {
    StoredObject object = peek(kind, namespace, name);
    if (object != null) {
      reaper.delete(object, Deletion.NOW);
    }
  }

  /// Tells the current objects as ADDED, then every change in order, on one thread of the
  /// listener's own.
  public AutoCloseable watch(Kind kind, Consumer<StoreEvent> listener) {
    BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    Shelf shelf = shelf(kind);
    lock.lock();
    try {
      shelf
          .objects(null)
          .forEach(object -> queue.add(new Change(StoreEvent.Type.ADDED, object, null)));
      shelf.listen(queue);
    } finally {
      lock.unlock();
    }
    return Listener.start(kind, queue, listener, () -> shelf.unlisten(queue));
  }

  /// The version of the newest change.
  public long resourceVersion() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// All objects of a kind at one version.
  record Snapshot(List<StoredObject> objects, long version) {}

  Snapshot snapshot(Kind kind, @Nullable String namespace) {
    lock.lock();
    try {
      return new Snapshot(List.copyOf(shelf(kind).objects(scope(kind, namespace))), version);
    } finally {
      lock.unlock();
    }
  }

  /// The objects as they were at a version; empty when the history does not reach back so far.
  Optional<Snapshot> snapshotAt(Kind kind, @Nullable String namespace, long at) {
    lock.lock();
    try {
      return shelf(kind)
          .objectsAt(scope(kind, namespace), at)
          .map(objects -> new Snapshot(objects, at));
    } finally {
      lock.unlock();
    }
  }

  /// Ends an object; returns it when something still holds it, null when it is gone.
  @Nullable StoredObject end(StoredObject object, Deletion deletion) {
    return reaper.delete(object, deletion);
  }

  @Nullable StoredObject peek(Kind kind, String namespace, String name) {
    lock.lock();
    try {
      return shelf(kind).find(StoredObject.key(kind.namespaced() ? namespace : "", name));
    } finally {
      lock.unlock();
    }
  }

  StoredObject require(Kind kind, String namespace, String name) {
    StoredObject object = peek(kind, namespace, name);
    if (object == null) {
      throw ApiException.notFound(kind, name);
    }
    return object;
  }

  StoredObject create(Kind kind, ObjectNode object, boolean dryRun) {
    ObjectNode tree = object.deepCopy();
    metadata.prepareNew(kind, tree);
    Admission.admitNew(kind, tree);
    reaper.refuseInDyingNamespace(kind, tree);
    StoredObject created;
    lock.lock();
    try {
      metadata.nameAndIdentify(kind, tree);
      String name = Json.text(tree, "metadata", "name");
      refuseTaken(kind, Json.text(tree, "metadata", "namespace"), name);
      if (dryRun) {
        return StoredObject.of(kind, tree);
      }
      created = commit(kind, StoreEvent.Type.ADDED, tree, null);
    } finally {
      lock.unlock();
    }
    reaper.afterCreate(created);
    return created;
  }

  StoredObject write(
      Kind kind,
      String namespace,
      String name,
      Part part,
      UnaryOperator<ObjectNode> change,
      boolean dryRun) {
    while (true) {
      StoredObject before = require(kind, namespace, name);
      ObjectNode old = before.tree();
      ObjectNode next = metadata.settle(kind, part, old, change.apply(old.deepCopy()));
      if (Json.same(next, old)) {
        return before;
      }
      Admission.admitChange(kind, part, old, next);
      if (dryRun) {
        return StoredObject.of(kind, next);
      }
      StoredObject after = replace(before, next);
      if (after != null) {
        reaper.afterWrite(after);
        return after;
      }
    }
  }

  /// Commits a new version, or null when another writer was faster.
  @Nullable StoredObject replace(StoredObject before, ObjectNode next) {
    lock.lock();
    try {
      return isCurrent(before)
          ? commit(before.kind(), StoreEvent.Type.MODIFIED, next, before)
          : null;
    } finally {
      lock.unlock();
    }
  }

  /// Commits the end of an object, or false when it has changed meanwhile.
  boolean erase(StoredObject before) {
    lock.lock();
    try {
      if (!isCurrent(before)) {
        return false;
      }
      commit(before.kind(), StoreEvent.Type.DELETED, before.tree(), before);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The objects that name this one as their owner.
  List<StoredObject> dependentsOf(String uid) {
    lock.lock();
    try {
      return dependents.getOrDefault(uid, Set.of()).stream()
          .map(reference -> shelf(reference.kind()).find(reference.key()))
          .filter(object -> object != null)
          .toList();
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

  /// Lets every watcher look whether it is still wanted.
  void wakeWatchers() {
    lock.lock();
    try {
      shelves.values().forEach(Shelf::wake);
    } finally {
      lock.unlock();
    }
  }

  ReentrantLock lock() {
    return lock;
  }

  Shelf shelf(Kind kind) {
    Shelf shelf = shelves.get(kind);
    if (shelf == null) {
      throw new IllegalArgumentException("not stored: " + kind);
    }
    return shelf;
  }

  private boolean isCurrent(StoredObject object) {
    return shelf(object.kind()).find(object.key()) == object;
  }

  private void refuseTaken(Kind kind, String namespace, String name) {
    StoredObject there = shelf(kind).find(StoredObject.key(namespace, name));
    if (there == null) {
      return;
    }
    if (there.deleting()) {
      throw ApiException.stillBeingDeleted(kind, name);
    }
    throw ApiException.alreadyExists(kind, name);
  }

  private StoredObject commit(
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
    shelf(kind).append(new Change(type, object, before));
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
