package dev.raydeck.sandbox.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON merge patch (RFC 7386): members are merged, `null` removes, anything else replaces.
final class MergePatch {
  private MergePatch() {}

  /// Returns a patched copy.
  static ObjectNode apply(ObjectNode patch, ObjectNode object) {
    ObjectNode result = object.deepCopy();
    patch.forEachEntry((key, value) -> {
      if (value.isNull()) {
        result.remove(key);
      } else if (value instanceof ObjectNode inner) {
        JsonNode old = result.path(key);
        result.set(key, apply(inner, old instanceof ObjectNode known ? known : Json.object()));
      } else {
        result.set(key, value.deepCopy());
      }
    });
    return result;
  }
}
