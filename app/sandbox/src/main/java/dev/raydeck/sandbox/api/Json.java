package dev.raydeck.sandbox.api;

import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Trees and bytes: the one JSON and the one YAML mapper of the API server.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(8_000_000).build())
                  .build())
          .build();
  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  public static byte[] prettyBytes(JsonNode tree) {
    return PRETTY.writeValueAsBytes(tree);
  }

  public static byte[] yamlBytes(JsonNode tree) {
    return YAML.writeValueAsBytes(tree);
  }

  /// Reads JSON.
  ///
  /// @throws JacksonException when it is not JSON
  public static JsonNode parse(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  /// Reads bytes that this class has written.
  static ObjectNode parseObject(byte[] bytes) {
    return (ObjectNode) MAPPER.readTree(bytes);
  }

  /// Reads the first document of YAML.
  ///
  /// @throws JacksonException when it is not YAML
  public static JsonNode parseYaml(byte[] bytes) {
    return YAML.readTree(bytes);
  }

  /// Equal content, whatever the order of members and the width of numbers.
  public static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    return a == null ? b == null : b != null && a.equals(BY_VALUE, b);
  }

  /// The text at a path of members, or empty.
  public static String text(JsonNode tree, String... path) {
    JsonNode node = at(tree, path);
    return node.isValueNode() && !node.isNull() ? node.asString() : "";
  }

  /// The whole number at a path of members, or 0.
  public static long number(JsonNode tree, String... path) {
    JsonNode node = at(tree, path);
    return node.isNumber() ? node.longValue() : 0;
  }

  public static JsonNode at(JsonNode tree, String... path) {
    JsonNode node = tree;
    for (String member : path) {
      node = node.path(member);
    }
    return node;
  }

  /// The object at a member, made when it is missing.
  public static ObjectNode child(ObjectNode tree, String member) {
    return tree.get(member) instanceof ObjectNode found ? found : tree.putObject(member);
  }

  /// The entries of a list; none when it is something else.
  public static List<JsonNode> entries(JsonNode list) {
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false).toList() : List.of();
  }
}
