package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Kubernetes' own patch: like a merge patch, but lists that have a merge key are merged entry by
/// entry.
///
/// Which lists do, and by which key, the schema tells (`x-kubernetes-patch-merge-key`). Directives:
/// `$patch` with `delete`, `replace` or `merge`, `$retainKeys`, `$setElementOrder/<list>`,
/// `$deleteFromPrimitiveList/<list>`.
final class StrategicMergePatch {
  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";

  private StrategicMergePatch() {}

  /// Returns a patched copy.
  static ObjectNode apply(JsonNode schema, ObjectNode patch, ObjectNode object) {
    return merge(Schemas.resolve(schema), patch, object.deepCopy());
  }

  private static ObjectNode merge(JsonNode schema, ObjectNode patch, ObjectNode object) {
    if (Json.text(patch, DIRECTIVE).equals("replace")) {
      ObjectNode replacement = patch.deepCopy();
      replacement.remove(DIRECTIVE);
      return replacement;
    }
    retainKeys(patch, object);
    patch.forEachEntry((key, value) -> {
      if (key.startsWith(DELETE_PRIMITIVES)) {
        deletePrimitives(object.path(key.substring(DELETE_PRIMITIVES.length())), value);
      } else if (!key.startsWith("$")) {
        member(property(schema, key), key, value, patch, object);
      }
    });
    return object;
  }

  private static void member(
      JsonNode property, String key, JsonNode value, ObjectNode patch, ObjectNode object) {
    JsonNode old = object.path(key);
    if (value.isNull() || Json.text(value, DIRECTIVE).equals("delete")) {
      object.remove(key);
    } else if (value instanceof ObjectNode inner) {
      ObjectNode base = old instanceof ObjectNode known ? known : Json.object();
      object.set(key, merge(Schemas.resolve(property), inner, base));
    } else if (value instanceof ArrayNode entries && old instanceof ArrayNode list) {
      object.set(key, mergeList(property, entries, list, patch.path(ORDER + key)));
    } else if (value instanceof ArrayNode entries) {
      object.set(key, withoutDirectives(entries));
    } else {
      object.set(key, value.deepCopy());
    }
  }

  private static ArrayNode mergeList(
      JsonNode property, ArrayNode patch, ArrayNode list, JsonNode order) {
    boolean merges = Json.text(property, "x-kubernetes-patch-strategy").contains("merge");
    boolean replaced = Json.entries(patch).stream().anyMatch(StrategicMergePatch::isReplaceMark);
    if (!merges || replaced) {
      return withoutDirectives(patch);
    }
    String key = Json.text(property, "x-kubernetes-patch-merge-key");
    if (key.isEmpty()) {
      ArrayNode merged = list.deepCopy();
      Set<JsonNode> known = new HashSet<>(Json.entries(list));
      Json.entries(patch).stream().filter(known::add).forEach(merged::add);
      return merged;
    }
    JsonNode entrySchema = Schemas.resolve(Schemas.resolve(property).path("items"));
    List<JsonNode> merged = new ArrayList<>(Json.entries(list));
    for (JsonNode entry : patch) {
      mergeEntry(entrySchema, key, entry, merged);
    }
    return inOrder(merged, key, order);
  }

  private static void mergeEntry(
      JsonNode schema, String key, JsonNode entry, List<JsonNode> merged) {
    int at = -1;
    for (int i = 0; i < merged.size(); i++) {
      if (Json.same(merged.get(i).get(key), entry.get(key))) {
        at = i;
        break;
      }
    }
    boolean delete = Json.text(entry, DIRECTIVE).equals("delete");
    if (delete && at >= 0) {
      merged.remove(at);
    } else if (!delete && at >= 0 && merged.get(at) instanceof ObjectNode old) {
      merged.set(at, merge(schema, (ObjectNode) entry, old.deepCopy()));
    } else if (!delete) {
      merged.add(entry.deepCopy());
    }
  }

  /// Entries the order names come in that order; the others keep their place behind them.
  private static ArrayNode inOrder(List<JsonNode> entries, String key, JsonNode order) {
    ArrayNode sorted = Json.object().arrayNode();
    List<JsonNode> rest = new ArrayList<>(entries);
    for (JsonNode wanted : order) {
      Optional<JsonNode> found =
          rest.stream().filter(entry -> Json.same(entry.get(key), wanted.get(key))).findFirst();
      found.ifPresent(entry -> {
        sorted.add(entry);
        rest.remove(entry);
      });
    }
    rest.forEach(sorted::add);
    return sorted;
  }

  private static void retainKeys(ObjectNode patch, ObjectNode object) {
    JsonNode retained = patch.path(RETAIN);
    if (!retained.isArray()) {
      return;
    }
    Set<String> names = new HashSet<>();
    retained.forEach(name -> names.add(name.asString()));
    object.retain(names);
  }

  private static void deletePrimitives(JsonNode list, JsonNode values) {
    if (list instanceof ArrayNode entries) {
      Set<JsonNode> gone = new HashSet<>(Json.entries(values));
      List<JsonNode> kept = Json.entries(entries).stream().filter(e -> !gone.contains(e)).toList();
      entries.removeAll();
      kept.forEach(entries::add);
    }
  }

  private static ArrayNode withoutDirectives(ArrayNode entries) {
    ArrayNode plain = entries.arrayNode();
    for (JsonNode entry : entries) {
      if (!entry.has(DIRECTIVE)) {
        plain.add(entry.deepCopy());
      }
    }
    return plain;
  }

  private static boolean isReplaceMark(JsonNode entry) {
    return Json.text(entry, DIRECTIVE).equals("replace");
  }

  private static JsonNode property(JsonNode schema, String name) {
    JsonNode property = schema.path("properties").path(name);
    return property.isMissingNode() ? schema.path("additionalProperties") : property;
  }
}
