package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One version of one object, immutable.
///
/// Kept as its JSON bytes: a tree takes four times the room, and what is sent to watchers is bytes.
/// What selectors and the garbage collector ask for is kept beside them.
final class StoredObject {
  /// Where an object is, whatever its version.
  record Reference(Kind kind, String key) {}

  private final Kind kind;
  private final String namespace;
  private final String name;
  private final String uid;
  private final long resourceVersion;
  private final Map<String, String> labels;
  private final List<String> ownerUids;
  private final boolean deleting;
  private final byte[] json;
  private volatile @Nullable Map<String, String> fields;

  private StoredObject(Kind kind, ObjectNode tree, long resourceVersion) {
    JsonNode metadata = tree.path("metadata");
    this.kind = kind;
    this.namespace = Json.text(metadata, "namespace");
    this.name = Json.text(metadata, "name");
    this.uid = Json.text(metadata, "uid");
    this.resourceVersion = resourceVersion;
    this.labels = texts(metadata.path("labels"));
    this.ownerUids = owners(metadata.path("ownerReferences"));
    this.deleting = metadata.hasNonNull("deletionTimestamp");
    this.json = Json.bytes(tree);
  }

  /// Takes a tree whose metadata already tells this version.
  static StoredObject of(Kind kind, ObjectNode tree) {
    String version = Json.text(tree, "metadata", "resourceVersion");
    return new StoredObject(kind, tree, version.isEmpty() ? 0 : Long.parseLong(version));
  }

  Kind kind() {
    return kind;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  /// Orders as etcd does.
  String key() {
    return key(namespace, name);
  }

  static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  Reference reference() {
    return new Reference(kind, key());
  }

  String uid() {
    return uid;
  }

  long resourceVersion() {
    return resourceVersion;
  }

  Map<String, String> labels() {
    return labels;
  }

  List<String> ownerUids() {
    return ownerUids;
  }

  boolean deleting() {
    return deleting;
  }

  /// The object as sent to clients. Not to be changed.
  byte[] json() {
    return json;
  }

  /// A new tree, the caller's own.
  ObjectNode tree() {
    return Json.parseObject(json);
  }

  /// The value of a field selector's field; null when the kind does not offer it.
  @Nullable String field(String path) {
    Map<String, String> known = fields;
    if (known == null) {
      ObjectNode tree = tree();
      Map<String, String> read = new HashMap<>();
      for (String offered : FieldSelector.offered(kind)) {
        read.put(offered, FieldSelector.value(tree, offered));
      }
      known = Map.copyOf(read);
      fields = known;
    }
    return known.get(path);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.forEachEntry((key, value) -> texts.put(key, value.asString("")));
    return Map.copyOf(texts);
  }

  private static List<String> owners(JsonNode references) {
    List<String> uids = new ArrayList<>();
    references.forEach(reference -> uids.add(Json.text(reference, "uid")));
    return List.copyOf(uids);
  }
}
