package dev.raydeck.sandbox.api;

/// How a client wants an answer written.
enum Representation {
  JSON,
  YAML,
  TABLE,
  METADATA;

  private static final String LIST_TYPES =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

  /// The first type of an Accept header that the server can write. Protobuf it cannot.
  ///
  /// @throws ApiException 406 when there is none
  static Representation of(String accept) {
    if (accept.isBlank()) {
      return JSON;
    }
    for (String part : accept.split(",", -1)) {
      String type = part.strip().replace(" ", "");
      String media = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
      switch (media) {
        case "application/json", "*/*", "application/*" -> {
          if (type.contains("as=Table") && type.contains("v=v1")) {
            return TABLE;
          }
          if (type.contains("as=PartialObjectMetadata")) {
            return METADATA;
          }
          if (!type.contains("as=")) {
            return JSON;
          }
        }
        case "application/yaml" -> {
          return YAML;
        }
        default -> {}
      }
    }
    throw notAcceptable();
  }

  static ApiException notAcceptable() {
    return new ApiException(
        406,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: " + LIST_TYPES,
        Json.object());
  }
}
