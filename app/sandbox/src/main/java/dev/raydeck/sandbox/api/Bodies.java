package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the objects that clients send: JSON, YAML or protobuf.
final class Bodies {
  private Bodies() {}

  /// The object of a create or update, of the right kind and with members of that kind only.
  ///
  /// @throws ApiException 400, 413, 415
  static ObjectNode object(Exchange exchange, Kind kind) throws IOException {
    ObjectNode object = raw(exchange, kind);
    checkType(kind, object);
    checkFields(exchange, kind, object);
    return object;
  }

  /// Drops unknown members, with a warning or a refusal as the client asks (`fieldValidation`).
  static void checkFields(Exchange exchange, Kind kind, ObjectNode object) {
    List<String> unknown = FieldCheck.prune(kind, object);
    List<String> sentences = unknown.stream().map(f -> "unknown field \"" + f + "\"").toList();
    switch (exchange.query("fieldValidation")) {
      case "Strict" -> {
        if (!sentences.isEmpty()) {
          throw ApiException.badRequest(
              "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                  .formatted(
                      kind.kind(), kind.version(), kind.kind(), String.join(", ", sentences)));
        }
      }
      case "Ignore" -> {}
      default -> sentences.forEach(exchange::warn);
    }
  }

  /// The options of a delete; an empty object when there is no body.
  static ObjectNode options(Exchange exchange) throws IOException {
    byte[] bytes = exchange.body();
    if (bytes.length == 0 || ProtobufBody.isProtobuf(bytes)) {
      return Json.object();
    }
    try {
      boolean yaml = exchange.bodyType().endsWith("yaml");
      JsonNode tree = yaml ? Json.parseYaml(bytes) : Json.parse(bytes);
      return tree instanceof ObjectNode options ? options : Json.object();
    } catch (JacksonException e) {
      throw ApiException.badRequest("couldn't get version/kind; json parse error: " + firstLine(e));
    }
  }

  static ObjectNode raw(Exchange exchange, Kind kind) throws IOException {
    byte[] bytes = exchange.body();
    String type = exchange.bodyType();
    if (ProtobufBody.isProtobuf(bytes)) {
      return ProtobufBody.decode(bytes);
    }
    if (!List.of("", "application/json", "application/yaml", "application/apply-patch+yaml")
        .contains(type)) {
      throw new ApiException(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf",
          null);
    }
    try {
      JsonNode tree = type.endsWith("yaml") ? Json.parseYaml(bytes) : Json.parse(bytes);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw unrecognized(
          kind, "couldn't get version/kind; json parse error: unexpected end of JSON input", bytes);
    } catch (JacksonException e) {
      throw unrecognized(
          kind, "couldn't get version/kind; json parse error: " + firstLine(e), bytes);
    }
  }

  /// A core kind may leave its name out, a custom resource may not.
  private static void checkType(Kind kind, ObjectNode object) {
    String given = Json.text(object, "kind");
    String version = Json.text(object, "apiVersion");
    boolean custom = kind.equals(Kinds.RAY_CLUSTERS);
    if (given.isEmpty() && custom) {
      byte[] bytes = Json.bytes(object);
      String text = new String(bytes, StandardCharsets.UTF_8);
      throw unrecognized(kind, "Object 'Kind' is missing in '" + text + "'", bytes);
    }
    if (!version.isEmpty() && !version.equals(kind.apiVersion())) {
      throw ApiException.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, kind.apiVersion()));
    }
    if (!given.isEmpty() && !given.equals(kind.kind())) {
      if (Kinds.of(kind.apiVersion(), given).isPresent()) {
        throw ApiException.badRequest(
            "%s in version \"%s\" cannot be handled as a %s: converting (%s.%s) to (core.%s): unknown conversion"
                .formatted(given, kind.version(), kind.kind(), kind.version(), given, kind.kind()));
      }
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: no kind \"%s\" is registered for version \"%s\" in scheme"
              .formatted(given, kind.version(), kind.kind(), given, kind.apiVersion()));
    }
  }

  private static ApiException unrecognized(Kind kind, String why, byte[] body) {
    String shown = body.length == 0 ? "<empty>" : new String(body, StandardCharsets.UTF_8);
    return ApiException.badRequest(
        "the object provided is unrecognized (must be of type %s): %s (%s)"
            .formatted(kind.kind(), why, shown.length() > 1000 ? shown.substring(0, 1000) : shown));
  }

  private static String firstLine(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "unexpected end of JSON input";
    }
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
