package dev.raydeck.sandbox.api;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the server alone decides about an object: identity, generation, deletion time, and which
/// part a write may touch.
final class Metadata {
  private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final List<String> SERVER_OWNED =
      List.of(
          "name",
          "generateName",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");
  private static final Set<Kind> WITH_STATUS =
      Set.of(
          Kinds.NAMESPACES,
          Kinds.NODES,
          Kinds.PODS,
          Kinds.SERVICES,
          Kinds.RESOURCE_QUOTAS,
          Kinds.PERSISTENT_VOLUME_CLAIMS,
          Kinds.DEPLOYMENTS,
          Kinds.REPLICA_SETS,
          Kinds.JOBS,
          Kinds.CUSTOM_RESOURCE_DEFINITIONS,
          Kinds.RAY_CLUSTERS);
  private static final Set<Kind> WITH_GENERATION =
      Set.of(
          Kinds.PODS,
          Kinds.DEPLOYMENTS,
          Kinds.REPLICA_SETS,
          Kinds.JOBS,
          Kinds.CUSTOM_RESOURCE_DEFINITIONS,
          Kinds.RAY_CLUSTERS);

  private final InstantSource clock;
  private final RandomGenerator random;

  Metadata(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  static boolean hasStatus(Kind kind) {
    return WITH_STATUS.contains(kind);
  }

  /// Brings a new object into shape: type, order of members, an age.
  void prepareNew(Kind kind, ObjectNode tree) {
    ObjectNode metadata = Json.child(tree, "metadata");
    if (metadata.hasNonNull("resourceVersion")
        && !Json.text(metadata, "resourceVersion").isEmpty()) {
      throw new ApiException(
          500, "", "resourceVersion should not be set on objects to be created", null);
    }
    SERVER_OWNED.stream()
        .filter(member -> !Set.of("name", "generateName", "namespace").contains(member))
        .forEach(metadata::remove);
    metadata.remove("managedFields");
    if (!kind.namespaced()) {
      metadata.remove("namespace");
    } else if (Json.text(metadata, "namespace").isEmpty()) {
      metadata.put("namespace", "default");
    }
    metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (WITH_GENERATION.contains(kind)) {
      metadata.put("generation", 1);
    }
    arrange(kind, tree);
  }

  /// Gives a generated name and the uid; wants the store's lock, for the random source's sake.
  void nameAndIdentify(Kind kind, ObjectNode tree) {
    ObjectNode metadata = Json.child(tree, "metadata");
    String prefix = Json.text(metadata, "generateName");
    if (Json.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
      StringBuilder name = new StringBuilder(prefix);
      for (int i = 0; i < 5; i++) {
        name.append(NAME_ALPHABET.charAt(random.nextInt(NAME_ALPHABET.length())));
      }
      metadata.put("name", name.toString());
    }
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    metadata.put("uid", new UUID(high, low).toString()).put("resourceVersion", "0");
    arrange(kind, tree);
  }

  /// Undoes what a write may not touch and counts the generation.
  ObjectNode settle(Kind kind, ObjectStore.Part part, ObjectNode old, ObjectNode next) {
    if (part == ObjectStore.Part.STATUS) {
      ObjectNode settled = old.deepCopy();
      JsonNode status = next.get("status");
      if (status == null) {
        settled.remove("status");
      } else {
        settled.set("status", status);
      }
      return settled;
    }
    if (hasStatus(kind)) {
      copy(old, next, "status");
    }
    ObjectNode metadata = Json.child(next, "metadata");
    ObjectNode oldMetadata = Json.child(old, "metadata");
    SERVER_OWNED.forEach(member -> copy(oldMetadata, metadata, member));
    copy(oldMetadata, metadata, "managedFields");
    refuseNewFinalizers(kind, oldMetadata, metadata);
    Defaults.apply(kind, next);
    if (WITH_GENERATION.contains(kind) && !Json.same(old.get("spec"), next.get("spec"))) {
      metadata.put("generation", Json.number(oldMetadata, "generation") + 1);
    }
    arrange(kind, next);
    return next;
  }

  private static void refuseNewFinalizers(Kind kind, ObjectNode old, ObjectNode next) {
    if (!old.hasNonNull("deletionTimestamp")) {
      return;
    }
    List<String> fresh = new ArrayList<>();
    next.path("finalizers").forEach(finalizer -> fresh.add(finalizer.asString()));
    old.path("finalizers").forEach(finalizer -> fresh.remove(finalizer.asString()));
    if (!fresh.isEmpty()) {
      String list = "\"" + String.join("\", \"", fresh) + "\"";
      throw ApiException.invalid(
          kind,
          Json.text(old, "name"),
          List.of(
              new ApiException.Cause(
                  "FieldValueForbidden",
                  "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                      + list
                      + "}",
                  "metadata.finalizers")));
    }
  }

  private static void copy(ObjectNode from, ObjectNode to, String member) {
    JsonNode value = from.get(member);
    if (value == null) {
      to.remove(member);
    } else {
      to.set(member, value.deepCopy());
    }
  }

  /// The usual order of members, so that what is read raw looks familiar.
  private static void arrange(Kind kind, ObjectNode tree) {
    ObjectNode rest = Json.object();
    rest.setAll(tree);
    tree.removeAll();
    tree.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
    ObjectNode metadata = tree.putObject("metadata");
    JsonNode given = rest.path("metadata");
    SERVER_OWNED.stream()
        .filter(given::hasNonNull)
        .forEach(key -> metadata.set(key, given.get(key)));
    given.forEachEntry((key, value) -> {
      if (!metadata.has(key) && !value.isNull()) {
        metadata.set(key, value);
      }
    });
    rest.forEachEntry((key, value) -> {
      if (!tree.has(key)) {
        tree.set(key, value);
      }
    });
  }
}
