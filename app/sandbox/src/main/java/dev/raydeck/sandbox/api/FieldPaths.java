package dev.raydeck.sandbox.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an object by their paths, as `fieldsV1` counts them: `f:` a member, `k:` an entry
/// of a list with keys, `v:` an entry of a set. Lists without either, and maps the schema calls
/// atomic, are one field (kubernetes: structured-merge-diff).
final class FieldPaths {
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields");

  private final Map<List<String>, JsonNode> values = new LinkedHashMap<>();

  private FieldPaths() {}

  /// All of `status`, or all but that, what only the server writes left out.
  static FieldPaths of(Kind kind, JsonNode object, ObjectStore.Part part) {
    FieldPaths paths = new FieldPaths();
    JsonNode schema = Schemas.of(kind).orElseGet(Json::object);
    boolean isStatus = part == ObjectStore.Part.STATUS;
    object.forEachEntry((name, value) -> {
      if (name.equals("metadata") && !isStatus) {
        value.forEachEntry((inner, it) -> {
          if (!OF_THE_SERVER.contains(inner)) {
            paths.walk(Json.object(), it, List.of("f:metadata", "f:" + inner));
          }
        });
      } else if (!Set.of("apiVersion", "kind", "metadata").contains(name)
          && name.equals("status") == isStatus) {
        paths.walk(property(schema, name), value, List.of("f:" + name));
      }
    });
    return paths;
  }

  Set<List<String>> all() {
    return values.keySet();
  }

  JsonNode value(List<String> path) {
    return values.getOrDefault(path, MissingNode.getInstance());
  }

  /// What is here and was not there, or was another value.
  Set<List<String>> changedFrom(FieldPaths before) {
    Set<List<String>> changed = new LinkedHashSet<>();
    values.forEach((path, value) -> {
      if (!Objects.equals(before.values.get(path), value)) {
        changed.add(path);
      }
    });
    return changed;
  }

  private void walk(JsonNode property, JsonNode node, List<String> path) {
    JsonNode schema = Schemas.resolve(property);
    boolean isAtomic = mark(property, schema, "x-kubernetes-map-type").equals("atomic");
    if (node.isObject() && !node.isEmpty() && !isAtomic) {
      values.put(path, MissingNode.getInstance());
      node.forEachEntry(
          (name, value) -> walk(property(schema, name), value, plus(path, "f:" + name)));
      return;
    }
    List<String> keys = new ArrayList<>();
    JsonNode marked = property.has("x-kubernetes-list-map-keys") ? property : schema;
    Json.entries(marked.path("x-kubernetes-list-map-keys"))
        .forEach(key -> keys.add(key.asString()));
    String type = mark(property, schema, "x-kubernetes-list-type");
    if (node.isArray() && !node.isEmpty() && type.equals("map")) {
      values.put(path, MissingNode.getInstance());
      Json.entries(node)
          .forEach(entry -> walk(schema.path("items"), entry, plus(path, key(keys, entry))));
    } else if (node.isArray() && !node.isEmpty() && type.equals("set")) {
      values.put(path, MissingNode.getInstance());
      Json.entries(node).forEach(entry -> values.put(plus(path, "v:" + entry), entry));
    } else {
      values.put(path, node);
    }
  }

  private static String key(List<String> keys, JsonNode entry) {
    ObjectNode key = Json.object();
    keys.stream().sorted().filter(entry::has).forEach(name -> key.set(name, entry.get(name)));
    return "k:" + key;
  }

  private static JsonNode property(JsonNode schema, String name) {
    JsonNode own = schema.path("properties").path(name);
    return own.isMissingNode() ? schema.path("additionalProperties") : own;
  }

  private static String mark(JsonNode property, JsonNode schema, String name) {
    String own = Json.text(property, name);
    return own.isEmpty() ? Json.text(schema, name) : own;
  }

  private static List<String> plus(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  /// As `fieldsV1` nests them; `.` is the field itself beside those within it.
  static ObjectNode tree(Set<List<String>> paths) {
    ObjectNode tree = Json.object();
    for (List<String> path : paths) {
      ObjectNode at = tree;
      for (String step : path) {
        at = Json.child(at, step);
      }
      at.putObject(".");
    }
    dropLoneDots(tree);
    return tree;
  }

  private static void dropLoneDots(ObjectNode tree) {
    tree.forEachEntry((name, value) -> {
      if (value instanceof ObjectNode inner && !name.equals(".")) {
        if (inner.size() == 1 && inner.has(".")) {
          inner.removeAll();
        } else {
          dropLoneDots(inner);
        }
      }
    });
  }

  static Set<List<String>> paths(JsonNode tree) {
    Set<List<String>> paths = new LinkedHashSet<>();
    collect(tree, List.of(), paths);
    return paths;
  }

  private static void collect(JsonNode tree, List<String> path, Set<List<String>> paths) {
    if (tree.isEmpty()) {
      paths.add(path);
      return;
    }
    tree.forEachEntry((name, value) -> {
      if (name.equals(".")) {
        paths.add(path);
      } else {
        collect(value, plus(path, name), paths);
      }
    });
  }

  /// `.spec.template.containers[name="ray-head"].image`
  static String text(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String step : path) {
      String rest = step.substring(2);
      if (step.startsWith("f:")) {
        text.append('.').append(rest);
      } else if (step.startsWith("v:")) {
        text.append('[').append('=').append(rest).append(']');
      } else {
        List<String> keys = new ArrayList<>();
        Json.parse(rest.getBytes(StandardCharsets.UTF_8))
            .forEachEntry((name, value) -> keys.add(name + "=" + value));
        text.append('[').append(String.join(",", keys)).append(']');
      }
    }
    return text.toString();
  }
}
