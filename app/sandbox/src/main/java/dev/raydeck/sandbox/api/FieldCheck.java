package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds a body against its kind's schema: drops members the kind does not have and finds values of
/// the wrong type.
final class FieldCheck {
  private final List<String> unknown = new ArrayList<>();
  private final boolean typed;

  private FieldCheck(boolean typed) {
    this.typed = typed;
  }

  /// Removes unknown members and returns their paths. Built-in kinds are decoded into Go structs,
  /// so a wrong type is a 400; custom resources are told by [SchemaCheck].
  static List<String> prune(Kind kind, ObjectNode object) {
    JsonNode schema = Schemas.of(kind).orElse(null);
    if (schema == null) {
      return List.of();
    }
    FieldCheck check = new FieldCheck(kind.group().isEmpty());
    check.object("", kind.kind(), schema, object, kind);
    return check.unknown;
  }

  private void object(String path, String type, JsonNode schema, ObjectNode object, Kind kind) {
    JsonNode properties = schema.path("properties");
    JsonNode additional = schema.path("additionalProperties");
    if (properties.isEmpty() && !additional.isObject()) {
      return;
    }
    List<String> dropped = new ArrayList<>();
    object.forEachEntry((name, value) -> {
      JsonNode property = properties.path(name);
      String inner = path.isEmpty() ? name : path + "." + name;
      if (!property.isMissingNode()) {
        value(inner, type, property, value, kind);
      } else if (additional.isObject()) {
        value(path, type, additional, value, kind);
      } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
        unknown.add(inner);
        dropped.add(name);
      }
    });
    dropped.forEach(object::remove);
  }

  private void value(String path, String type, JsonNode property, JsonNode value, Kind kind) {
    JsonNode schema = Schemas.resolve(property);
    refuseWrongType(path, type, schema, value, kind);
    String name = Schemas.typeName(property);
    String enclosing = name.isEmpty() ? type : name;
    if (value instanceof ObjectNode inner) {
      object(path, enclosing, schema, inner, kind);
    } else if (value.isArray()) {
      JsonNode items = schema.path("items");
      for (int i = 0; i < value.size(); i++) {
        value(path + "[" + i + "]", enclosing, items, value.path(i), kind);
      }
    }
  }

  private void refuseWrongType(
      String path, String type, JsonNode schema, JsonNode value, Kind kind) {
    String wanted = Json.text(schema, "type");
    if (!typed || value.isNull() || wanted.isEmpty() || fits(wanted, value)) {
      return;
    }
    String goType =
        switch (wanted) {
          case "boolean" -> "bool";
          case "integer" ->
              Json.text(schema, "format").isEmpty() ? "int64" : Json.text(schema, "format");
          case "number" -> "float64";
          default -> wanted.equals("string") ? "string" : wanted;
        };
    throw ApiException.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(
                kind.kind(),
                kind.version(),
                kind.kind(),
                goName(value),
                type,
                path.replaceAll("\\[\\d+]", ""),
                goType));
  }

  private static boolean fits(String wanted, JsonNode value) {
    return switch (wanted) {
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static String goName(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> "bool";
      case NUMBER -> "number";
      case STRING -> "string";
      case ARRAY -> "array";
      default -> "object";
    };
  }
}
