package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON patch as the API server applies it, which is not quite RFC 6902: `replace` of a missing
/// member sets it, and every failure has the same words.
final class JsonPatch {
  private JsonPatch() {}

  /// Returns a patched copy.
  ///
  /// @throws ApiException 400 when it is no patch, 422 when an operation fails
  static ObjectNode apply(JsonNode patch, ObjectNode object) {
    if (!patch.isArray()) {
      throw ApiException.badRequest(
          "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
    }
    ObjectNode result = object.deepCopy();
    for (JsonNode operation : patch) {
      run(operation, result);
    }
    return result;
  }

  private static void run(JsonNode operation, ObjectNode object) {
    List<String> path = pointer(Json.text(operation, "path"));
    JsonNode value = operation.path("value");
    JsonNode given = value.isMissingNode() ? NullNode.getInstance() : value.deepCopy();
    switch (Json.text(operation, "op")) {
      case "add" -> add(object, path, given);
      case "remove" -> remove(object, path);
      case "replace" -> replace(object, path, given);
      case "test" -> test(object, path, given);
      case "move" -> {
        List<String> from = pointer(Json.text(operation, "from"));
        JsonNode moved = require(object, from);
        remove(object, from);
        add(object, path, moved);
      }
      case "copy" ->
          add(object, path, require(object, pointer(Json.text(operation, "from"))).deepCopy());
      default -> throw failure();
    }
  }

  private static void add(ObjectNode object, List<String> path, JsonNode value) {
    JsonNode parent = parent(object, path);
    String last = path.getLast();
    if (parent instanceof ObjectNode members) {
      members.set(last, value);
    } else if (parent instanceof ArrayNode entries) {
      int index = last.equals("-") ? entries.size() : index(last, entries.size());
      entries.insert(index, value);
    } else {
      throw failure();
    }
  }

  private static void remove(ObjectNode object, List<String> path) {
    JsonNode parent = parent(object, path);
    String last = path.getLast();
    if (parent instanceof ObjectNode members && members.has(last)) {
      members.remove(last);
    } else if (parent instanceof ArrayNode entries) {
      entries.remove(index(last, entries.size() - 1));
    } else {
      throw failure();
    }
  }

  private static void replace(ObjectNode object, List<String> path, JsonNode value) {
    JsonNode parent = parent(object, path);
    String last = path.getLast();
    if (parent instanceof ObjectNode members) {
      members.set(last, value);
    } else if (parent instanceof ArrayNode entries) {
      entries.set(index(last, entries.size() - 1), value);
    } else {
      throw failure();
    }
  }

  private static void test(ObjectNode object, List<String> path, JsonNode value) {
    JsonNode found = at(object, path);
    boolean equal = found.isMissingNode() ? value.isNull() : Json.same(found, value);
    if (!equal) {
      throw failure();
    }
  }

  private static JsonNode require(ObjectNode object, List<String> path) {
    JsonNode found = at(object, path);
    if (found.isMissingNode()) {
      throw failure();
    }
    return found;
  }

  private static JsonNode parent(ObjectNode object, List<String> path) {
    if (path.isEmpty()) {
      throw failure();
    }
    return at(object, path.subList(0, path.size() - 1));
  }

  private static JsonNode at(JsonNode tree, List<String> path) {
    JsonNode node = tree;
    for (String token : path) {
      node =
          node.isArray()
              ? (token.matches("0|[1-9][0-9]{0,8}")
                  ? node.path(Integer.parseInt(token))
                  : node.path("not an index"))
              : node.path(token);
    }
    return node;
  }

  private static int index(String token, int highest) {
    if (!token.matches("0|[1-9][0-9]{0,8}")) {
      throw failure();
    }
    int index = Integer.parseInt(token);
    if (index > highest) {
      throw failure();
    }
    return index;
  }

  private static List<String> pointer(String text) {
    if (!text.isEmpty() && !text.startsWith("/")) {
      throw failure();
    }
    List<String> tokens = new ArrayList<>();
    String[] parts = text.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      tokens.add(parts[i].replace("~1", "/").replace("~0", "~"));
    }
    return tokens;
  }

  private static ApiException failure() {
    return new ApiException(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        Json.object());
  }
}
