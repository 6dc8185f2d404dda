package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks a custom resource against its structural schema, in the words of the real server.
///
/// `format: int32` is not enforced, and that is faithful: the real server accepts `replicas:
/// 99999999999` too.
final class SchemaCheck {
  private static final ApiException.Cause UNCHECKED =
      new ApiException.Cause(
          "FieldValueInvalid",
          "Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation",
          "<nil>");

  private final List<ApiException.Cause> required = new ArrayList<>();
  private final List<ApiException.Cause> problems = new ArrayList<>();
  private final List<ApiException.Cause> brokenRules = new ArrayList<>();
  private boolean structural;

  private SchemaCheck() {}

  /// @param old the object before the change; null for a new one
  static List<ApiException.Cause> problems(
      JsonNode schema, ObjectNode object, @Nullable ObjectNode old) {
    SchemaCheck check = new SchemaCheck();
    check.properties("", schema, object, old);
    List<ApiException.Cause> all = new ArrayList<>(check.required);
    all.addAll(check.problems);
    if (check.structural || !check.required.isEmpty()) {
      all.add(UNCHECKED);
    } else {
      all.addAll(check.brokenRules);
    }
    return all;
  }

  /// Fills in the defaults of members that are missing, or null, in objects that are there.
  static void applyDefaults(JsonNode schema, JsonNode value) {
    JsonNode resolved = Schemas.resolve(schema);
    if (value instanceof ObjectNode object) {
      resolved
          .path("properties")
          .forEachEntry((name, property) -> {
            if (!object.hasNonNull(name) && property.has("default")) {
              object.set(name, property.path("default").deepCopy());
            }
            applyDefaults(property, object.path(name));
          });
      JsonNode additional = resolved.path("additionalProperties");
      if (additional.isObject()) {
        object.forEach(entry -> applyDefaults(additional, entry));
      }
    } else if (value.isArray()) {
      value.forEach(entry -> applyDefaults(resolved.path("items"), entry));
    }
  }

  private void value(String path, JsonNode schema, JsonNode value, @Nullable JsonNode old) {
    JsonNode resolved = Schemas.resolve(schema);
    if (wrongType(path, resolved, value)) {
      return;
    }
    unsupported(path, resolved, value);
    pattern(path, resolved, value);
    rules(path, resolved, value, old);
    if (value.isObject()) {
      properties(path, resolved, value, old);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode before = old == null ? null : old.get(i);
        value(path + "[" + i + "]", resolved.path("items"), value.path(i), before);
      }
    }
  }

  private void properties(String path, JsonNode schema, JsonNode object, @Nullable JsonNode old) {
    for (JsonNode name : schema.path("required")) {
      if (!object.has(name.asString())) {
        required.add(
            new ApiException.Cause(
                "FieldValueRequired", "Required value", join(path, name.asString())));
      }
    }
    JsonNode additional = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      if (path.isEmpty()
          && (name.equals("metadata") || name.equals("kind") || name.equals("apiVersion"))) {
        continue;
      }
      JsonNode property = schema.path("properties").path(name);
      JsonNode known = property.isMissingNode() ? additional : property;
      if (known.isObject()) {
        value(join(path, name), known, member.getValue(), old == null ? null : old.get(name));
      }
    }
  }

  private boolean wrongType(String path, JsonNode schema, JsonNode value) {
    if (value.isNull() && schema.path("nullable").asBoolean(false)) {
      return true;
    }
    String wanted = Json.text(schema, "type");
    boolean anyScalar = schema.path("x-kubernetes-int-or-string").asBoolean(false);
    String actual = typeOf(value);
    boolean fits =
        anyScalar
            ? actual.equals("integer") || actual.equals("string")
            : wanted.isEmpty()
                || wanted.equals(actual)
                || (wanted.equals("number") && actual.equals("integer"));
    if (!fits) {
      structural = true;
      String type = anyScalar ? "integer,string" : wanted;
      problems.add(
          new ApiException.Cause(
              "FieldValueTypeInvalid",
              "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                  .formatted(actual, path, type, actual),
              path));
    }
    return !fits;
  }

  private void unsupported(String path, JsonNode schema, JsonNode value) {
    List<JsonNode> allowed = Json.entries(schema.path("enum"));
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      structural = true;
      List<String> words = allowed.stream().map(JsonNode::toString).toList();
      problems.add(
          new ApiException.Cause(
              "FieldValueNotSupported",
              "Unsupported value: %s: supported values: %s"
                  .formatted(value, String.join(", ", words)),
              path));
    }
  }

  private void pattern(String path, JsonNode schema, JsonNode value) {
    String pattern = Json.text(schema, "pattern");
    if (!pattern.isEmpty()
        && value.isString()
        && !Pattern.compile(pattern).matcher(value.asString()).find()) {
      problems.add(
          new ApiException.Cause(
              "FieldValueInvalid",
              "Invalid value: %s: %s in body should match '%s'".formatted(value, path, pattern),
              path));
    }
  }

  /// Knows the two shapes of rule that RayCluster uses: a member that never changes, and one of a
  /// set of words.
  private void rules(String path, JsonNode schema, JsonNode value, @Nullable JsonNode old) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      String text = Json.text(rule, "rule");
      boolean broken =
          text.equals("self == oldSelf")
              ? old != null && !Json.same(old, value)
              : oneOf(text).map(words -> !words.contains(value.asString(""))).orElse(false);
      if (broken) {
        brokenRules.add(
            new ApiException.Cause(
                "FieldValueInvalid",
                "Invalid value: \"%s\": %s".formatted(typeOf(value), Json.text(rule, "message")),
                path));
      }
    }
  }

  private static Optional<List<String>> oneOf(String rule) {
    String start = "self in [";
    if (!rule.startsWith(start) || !rule.endsWith("]")) {
      return Optional.empty();
    }
    String list = rule.substring(start.length(), rule.length() - 1).replace("'", "");
    return Optional.of(List.of(list.split(", *")));
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
