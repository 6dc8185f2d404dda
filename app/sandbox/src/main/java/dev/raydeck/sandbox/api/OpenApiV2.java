package dev.raydeck.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The OpenAPI v2 document as protobuf, which kubectl reads to apply a custom resource and to
/// explain in old versions.
///
/// Only the definitions are filled in. (gnostic `openapiv2/OpenAPIv2.proto` gives the field
/// numbers)
final class OpenApiV2 {
  static final String CONTENT_TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private static final byte[] DOCUMENT = make();

  private OpenApiV2() {}

  static byte[] document() {
    return DOCUMENT;
  }

  private static byte[] make() {
    Message definitions = new Message();
    Schemas.all()
        .forEachEntry((name, schema) -> definitions.message(1, named(name, schema(schema))));
    for (Kind kind : Kinds.all()) {
      if (Schemas.nameOf(kind).isEmpty()) {
        Message schema = schema(OpenApi.open(kind));
        definitions.message(1, named(OpenApi.schemaName(kind), schema));
      }
    }
    return new Message()
        .text(1, "2.0")
        .message(2, new Message().text(1, "Kubernetes").text(2, "v1.34.2"))
        .message(8, new Message())
        .message(9, definitions)
        .bytes();
  }

  private static Message named(String name, Message value) {
    return new Message().text(1, name).message(2, value);
  }

  private static Message schema(JsonNode schema) {
    Message message = new Message();
    JsonNode wrapped = schema.path("allOf");
    JsonNode plain = wrapped.size() == 1 ? wrapped.path(0) : schema;
    String reference = Json.text(plain, "$ref");
    if (!reference.isEmpty()) {
      message.text(1, "#/definitions/" + reference.substring(reference.lastIndexOf('/') + 1));
    }
    String format = Json.text(schema, "format");
    if (!format.isEmpty()) {
      message.text(2, format);
    }
    schema.path("required").forEach(name -> message.text(19, name.asString()));
    JsonNode additional = schema.path("additionalProperties");
    if (additional.isObject()) {
      message.message(21, new Message().message(1, schema(additional)));
    }
    String type = schema.has("oneOf") ? "string" : Json.text(schema, "type");
    if (!type.isEmpty()) {
      message.message(22, new Message().text(1, type));
    }
    if (schema.path("items").isObject()) {
      message.message(23, new Message().message(1, schema(schema.path("items"))));
    }
    Message properties = new Message();
    schema
        .path("properties")
        .forEachEntry((name, property) -> properties.message(1, named(name, schema(property))));
    if (properties.size() > 0) {
      message.message(25, properties);
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      if (member.getKey().startsWith("x-kubernetes-")) {
        Message yaml = new Message().text(2, member.getValue().toString());
        message.message(31, named(member.getKey(), yaml));
      }
    }
    return message;
  }

  /// A protobuf message in the making.
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message text(int field, String value) {
      return content(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return content(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    int size() {
      return out.size();
    }

    private Message content(int field, byte[] content) {
      varint((field << 3) | 2);
      varint(content.length);
      out.writeBytes(content);
      return this;
    }

    private void varint(int value) {
      int rest = value;
      while (rest > 0x7F) {
        out.write((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }
  }
}
