package dev.raydeck.sandbox.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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

  private final Shelves shelves;
  private final ReentrantLock lock;
  private final Quotas quotas;
  private final Metadata metadata;
  private final Reaper reaper;
  private final InstantSource clock;
  private final Writer writer;

  /// An empty cluster with the four namespaces every cluster has.
  ///
  /// @param random gives uids and generated names
  public ObjectStore(InstantSource clock, RandomGenerator random) {
    this.shelves = new Shelves(clock.millis());
    this.lock = shelves.lock();
    this.quotas = new Quotas(shelves);
    this.metadata = new Metadata(clock, random);
    this.reaper = new Reaper(this, clock);
    this.clock = clock;
    this.writer = new Writer("kube-apiserver", false);
    for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      ObjectNode namespace = Json.object();
      namespace.putObject("metadata").put("name", name);
      create(Kinds.NAMESPACES, namespace);
    }
  }

  private ObjectStore(ObjectStore shared, String manager) {
    this.shelves = shared.shelves;
    this.lock = shared.lock;
    this.quotas = shared.quotas;
    this.metadata = shared.metadata;
    this.reaper = shared.reaper;
    this.clock = shared.clock;
    this.writer = new Writer(manager, false);
  }

  /// The same store, for a part of the cluster that writes under its own name.
  public ObjectStore as(String manager) {
    return new ObjectStore(this, manager);
  }

  /// Stores a new object and returns it with its name, uid and version.
  ///
  /// @throws ApiException 409 when the name is taken, 404 without its namespace, 422 when it breaks
  ///   its kind's rules
  public ObjectNode create(Kind kind, ObjectNode object) {
    return create(kind, object, writer, false).tree();
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
    return write(kind, namespace, name, Part.MAIN, change, Write.by(writer)).tree();
  }

  /// Changes the status and nothing else.
  public ObjectNode updateStatus(
      Kind kind, String namespace, String name, UnaryOperator<ObjectNode> change) {
    return write(kind, namespace, name, Part.STATUS, change, Write.by(writer)).tree();
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
    return shelves.version();
  }

  /// How a write is done.
  ///
  /// @param declared what a server-side apply declares; null for other writes
  record Write(Writer by, @Nullable JsonNode declared, boolean isDryRun) {
    static Write by(Writer writer) {
      return new Write(writer, null, false);
    }
  }

  /// All objects of a kind at one version.
  record Snapshot(List<StoredObject> objects, long version) {}

  Snapshot snapshot(Kind kind, @Nullable String namespace) {
    return shelves.snapshot(kind, namespace);
  }

  /// The objects as they were at a version; empty when the history does not reach back so far.
  Optional<Snapshot> snapshotAt(Kind kind, @Nullable String namespace, long at) {
    return shelves.snapshotAt(kind, namespace, at);
  }

  /// Ends an object; returns it when something still holds it, null when it is gone.
  @Nullable StoredObject end(StoredObject object, Deletion deletion) {
    return reaper.delete(object, deletion);
  }

  @Nullable StoredObject peek(Kind kind, String namespace, String name) {
    return shelves.find(kind, namespace, name);
  }

  StoredObject require(Kind kind, String namespace, String name) {
    StoredObject object = peek(kind, namespace, name);
    if (object == null) {
      throw ApiException.notFound(kind, name);
    }
    return object;
  }

  StoredObject create(Kind kind, ObjectNode object, Writer by, boolean dryRun) {
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
      quotas.admit(kind, tree);
      JsonNode declared = by.applies() ? object : null;
      ManagedFields.note(kind, Part.MAIN, Json.object(), tree, by, declared, clock.instant());
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
      Write write) {
    while (true) {
      StoredObject before = require(kind, namespace, name);
      ObjectNode old = before.tree();
      ObjectNode next = metadata.settle(kind, part, old, change.apply(old.deepCopy()));
      boolean isApplied = write.declared() != null;
      if (!isApplied && Json.same(next, old)) {
        return before;
      }
      Admission.admitChange(kind, part, old, next);
      ManagedFields.note(kind, part, old, next, write.by(), write.declared(), clock.instant());
      if (isApplied && Json.same(next, old)) {
        return before;
      }
      if (write.isDryRun()) {
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
      return shelves.isCurrent(before)
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
      if (!shelves.isCurrent(before)) {
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
    return shelves.dependentsOf(uid);
  }

  @Nullable StoredObject byUid(String uid) {
    return shelves.byUid(uid);
  }

  /// Lets every watcher look whether it is still wanted.
  void wakeWatchers() {
    shelves.wakeWatchers();
  }

  ReentrantLock lock() {
    return lock;
  }

  Shelf shelf(Kind kind) {
    return shelves.of(kind);
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
    StoredObject object = shelves.commit(kind, type, tree, before);
    quotas.recount(type, object);
    return object;
  }
}
