package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI v3 schemas of core/v1 and of RayCluster (KubeRay 1.5), without their descriptions.
final class Schemas {
  private static final String RESOURCE = "schemas.json.gz";
  private static final String REFERENCE_PREFIX = "#/components/schemas/";
  private static final Map<Kind, String> PREFIXES =
      Map.of(Kinds.RAY_CLUSTERS, "io.ray.v1.RayCluster");
  private static final ObjectNode ALL = load();

  private Schemas() {}

  /// Every schema by its name.
  static ObjectNode all() {
    return ALL;
  }

  /// The name under which a kind's schema is published; absent for kinds whose fields the sandbox
  /// does not know.
  static Optional<String> nameOf(Kind kind) {
    String name = PREFIXES.getOrDefault(kind, "io.k8s.api.core.v1." + kind.kind());
    boolean known = kind.group().isEmpty() || PREFIXES.containsKey(kind);
    return known && ALL.has(name) ? Optional.of(name) : Optional.empty();
  }

  static Optional<JsonNode> of(Kind kind) {
    return nameOf(kind).map(ALL::path);
  }

  /// Follows a reference, also one that is wrapped in `allOf` for the sake of a default.
  static JsonNode resolve(JsonNode schema) {
    JsonNode wrapped = schema.path("allOf");
    if (wrapped.isArray() && wrapped.size() == 1 && !schema.has("properties")) {
      return resolve(wrapped.path(0));
    }
    JsonNode reference = schema.path("$ref");
    return reference.isString() ? ALL.path(target(reference.asString())) : schema;
  }

  /// The last word of the type's name, such as `ObjectMeta`; empty for a type without one.
  static String typeName(JsonNode schema) {
    JsonNode wrapped = schema.path("allOf");
    String reference = Json.text(wrapped.isArray() ? wrapped.path(0) : schema, "$ref");
    return reference.substring(reference.lastIndexOf('.') + 1);
  }

  private static String target(String reference) {
    return reference.substring(REFERENCE_PREFIX.length());
  }

  private static ObjectNode load() {
    try (InputStream in = Schemas.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return Json.parseObject(new GZIPInputStream(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
