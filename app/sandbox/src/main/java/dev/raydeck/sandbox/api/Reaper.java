package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How objects end: grace periods, finalizers, owners, namespaces.
///
/// The real cluster has controllers for the last two; here the thread that ends an object does
/// their work before it goes on, so that a stepped clock gives the same world every time.
final class Reaper {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";
  private static final int DEFAULT_GRACE_SECONDS = 30;

  private final ObjectStore store;
  private final InstantSource clock;
  private final Set<String> emptying = ConcurrentHashMap.newKeySet();

  Reaper(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Returns the object when something still holds it, null when it is gone.
  @Nullable StoredObject delete(StoredObject target, Deletion deletion) {
    StoredObject current = target;
    while (true) {
      deletion.check(current);
      ObjectNode next = marked(current, deletion);
      boolean changed = !Json.same(next, current.tree());
      StoredObject after = current;
      if (changed && !goesUnseen(current, next)) {
        StoredObject written = store.replace(current, next);
        if (written == null) {
          current = store.require(target.kind(), target.namespace(), target.name());
          continue;
        }
        after = written;
      }
      return settle(after, next);
    }
  }

  /// An object that names only owners that are gone does not stay.
  void afterCreate(StoredObject created) {
    if (!created.ownerUids().isEmpty()
        && created.ownerUids().stream().allMatch(uid -> store.byUid(uid) == null)) {
      delete(created, Deletion.withGrace(null));
    }
    if (created.kind().equals(Kinds.NAMESPACES)) {
      ObjectNode account = Json.object();
      account.putObject("metadata").put("name", "default").put("namespace", created.name());
      store.create(Kinds.SERVICE_ACCOUNTS, account);
    }
  }

  /// A write may have taken the last finalizer away.
  void afterWrite(StoredObject written) {
    if (written.deleting()) {
      settle(written, written.tree());
    }
  }

  void refuseInDyingNamespace(Kind kind, ObjectNode tree) {
    if (!kind.namespaced()) {
      return;
    }
    String namespace = Json.text(tree, "metadata", "namespace");
    if (store.require(Kinds.NAMESPACES, "", namespace).deleting()) {
      throw ApiException.forbidden(
          kind,
          Json.text(tree, "metadata", "name"),
          "unable to create new content in namespace "
              + namespace
              + " because it is being terminated");
    }
  }

  private ObjectNode marked(StoredObject object, Deletion deletion) {
    ObjectNode tree = object.tree();
    ObjectNode metadata = Json.child(tree, "metadata");
    int grace = graceSeconds(object, tree, deletion.graceSeconds());
    boolean shorter = grace < Json.number(metadata, "deletionGracePeriodSeconds");
    if (!object.deleting() || shorter) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      metadata.put("deletionTimestamp", now.plusSeconds(grace).toString());
      metadata.put("deletionGracePeriodSeconds", grace);
    }
    switch (deletion.propagation()) {
      case FOREGROUND -> addFinalizer(metadata, FOREGROUND);
      case ORPHAN -> addFinalizer(metadata, ORPHAN);
      case BACKGROUND -> {}
    }
    if (object.kind().equals(Kinds.NAMESPACES)) {
      Json.child(tree, "status").put("phase", "Terminating");
    }
    return tree;
  }

  private static int graceSeconds(StoredObject object, ObjectNode tree, @Nullable Integer asked) {
    if (!object.kind().equals(Kinds.PODS) || Json.text(tree, "spec", "nodeName").isEmpty()) {
      return 0;
    }
    if (asked != null) {
      return Math.max(0, asked);
    }
    JsonNode own = tree.path("spec").path("terminationGracePeriodSeconds");
    return own.isNumber() ? own.intValue() : DEFAULT_GRACE_SECONDS;
  }

  /// Only Pods show their deletion time in an event of its own before they go at once.
  private static boolean goesUnseen(StoredObject object, ObjectNode marked) {
    return !object.kind().equals(Kinds.PODS)
        && !object.kind().equals(Kinds.NAMESPACES)
        && marked.path("metadata").path("finalizers").isEmpty();
  }

  private @Nullable StoredObject settle(StoredObject object, ObjectNode tree) {
    JsonNode metadata = tree.path("metadata");
    if (hasFinalizer(metadata, ORPHAN)) {
      store.dependentsOf(object.uid()).forEach(dependent -> disown(dependent, object.uid()));
      return withoutFinalizer(object, ORPHAN);
    }
    if (hasFinalizer(metadata, FOREGROUND)) {
      store.dependentsOf(object.uid()).forEach(this::deleteDependent);
      if (store.dependentsOf(object.uid()).isEmpty()) {
        return withoutFinalizer(object, FOREGROUND);
      }
    }
    if (!metadata.path("finalizers").isEmpty()
        || Json.number(metadata, "deletionGracePeriodSeconds") > 0) {
      return object;
    }
    if (object.kind().equals(Kinds.NAMESPACES) && !emptied(object.name())) {
      return object;
    }
    if (!store.erase(object)) {
      StoredObject now = store.peek(object.kind(), object.namespace(), object.name());
      return now == null || !now.uid().equals(object.uid()) ? null : settle(now, now.tree());
    }
    afterRemoval(object);
    return null;
  }

  private void afterRemoval(StoredObject gone) {
    store.dependentsOf(gone.uid()).forEach(this::deleteDependent);
    for (String ownerUid : gone.ownerUids()) {
      StoredObject owner = store.byUid(ownerUid);
      if (owner != null && owner.deleting()) {
        settle(owner, owner.tree());
      }
    }
    if (gone.kind().namespaced()) {
      StoredObject namespace = store.peek(Kinds.NAMESPACES, "", gone.namespace());
      if (namespace != null && namespace.deleting()) {
        settle(namespace, namespace.tree());
      }
    }
  }

  private void deleteDependent(StoredObject dependent) {
    boolean owned =
        dependent.ownerUids().stream()
            .map(store::byUid)
            .anyMatch(owner -> owner != null && !owner.deleting());
    StoredObject current = store.peek(dependent.kind(), dependent.namespace(), dependent.name());
    if (!owned && current != null && current.uid().equals(dependent.uid()) && !current.deleting()) {
      delete(current, Deletion.withGrace(null));
    }
  }

  private void disown(StoredObject dependent, String ownerUid) {
    store.update(
        dependent.kind(),
        dependent.namespace(),
        dependent.name(),
        tree -> {
          ArrayNode references = tree.path("metadata").withArray("ownerReferences");
          references.removeIf(reference -> Json.text(reference, "uid").equals(ownerUid));
          if (references.isEmpty()) {
            Json.child(tree, "metadata").remove("ownerReferences");
          }
          return tree;
        });
  }

  /// The last version still lists the finalizer, as the real server's DELETED event does.
  private @Nullable StoredObject withoutFinalizer(StoredObject object, String finalizer) {
    ObjectNode tree = object.tree();
    ObjectNode metadata = Json.child(tree, "metadata");
    metadata.withArray("finalizers").removeIf(entry -> entry.asString().equals(finalizer));
    if (!metadata.path("finalizers").isEmpty()) {
      StoredObject written = store.replace(object, tree);
      return written == null ? object : written;
    }
    return settle(object, tree);
  }

  /// Starts the end of everything in a namespace; true when nothing is left.
  private boolean emptied(String namespace) {
    if (!emptying.add(namespace)) {
      return false;
    }
    try {
      content(namespace).filter(object -> !object.deleting()).forEach(this::removeContent);
    } finally {
      emptying.remove(namespace);
    }
    return content(namespace).findAny().isEmpty();
  }

  private Stream<StoredObject> content(String namespace) {
    return Kinds.all().stream()
        .filter(Kind::namespaced)
        .flatMap(kind -> store.snapshot(kind, namespace).objects().stream());
  }

  private void removeContent(StoredObject object) {
    StoredObject current = store.peek(object.kind(), object.namespace(), object.name());
    if (current != null && !current.deleting()) {
      delete(current, Deletion.withGrace(null));
    }
  }

  private static boolean hasFinalizer(JsonNode metadata, String finalizer) {
    return Json.entries(metadata.path("finalizers")).stream()
        .anyMatch(entry -> entry.asString().equals(finalizer));
  }

  private static void addFinalizer(ObjectNode metadata, String finalizer) {
    if (!hasFinalizer(metadata, finalizer)) {
      metadata.withArray("finalizers").add(finalizer);
    }
  }
}
