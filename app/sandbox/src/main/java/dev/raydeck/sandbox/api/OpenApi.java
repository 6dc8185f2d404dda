package dev.raydeck.sandbox.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI v3 documents, made from the list of kinds and their schemas.
///
/// kubectl needs of a kind: a schema that names it, and a `patch` operation with a
/// `fieldValidation` parameter.
final class OpenApi {
  private static final Map<String, byte[]> DOCUMENTS = new ConcurrentHashMap<>();

  private OpenApi() {}

  /// `/openapi/v3`: the path of each document with the hash of its content.
  static ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (String groupVersion : groupVersions()) {
      String path = path(groupVersion);
      paths
          .putObject(path)
          .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash(bytes(groupVersion)));
    }
    return index;
  }

  /// The document below `/openapi/v3/`, such as `apis/ray.io/v1`.
  static Optional<byte[]> document(String path) {
    return groupVersions().stream()
        .filter(groupVersion -> path(groupVersion).equals(path))
        .findFirst()
        .map(OpenApi::bytes);
  }

  static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Set<String> groupVersions() {
    Set<String> all = new LinkedHashSet<>();
    Kinds.all().forEach(kind -> all.add(kind.apiVersion()));
    return all;
  }

  private static String path(String groupVersion) {
    return groupVersion.contains("/") ? "apis/" + groupVersion : "api/" + groupVersion;
  }

  private static byte[] bytes(String groupVersion) {
    return DOCUMENTS.computeIfAbsent(groupVersion, OpenApi::make);
  }

  private static byte[] make(String groupVersion) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.2");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (Kind kind : Kinds.all()) {
      if (kind.apiVersion().equals(groupVersion)) {
        String schema = schemaName(kind);
        String base =
            "/"
                + path(groupVersion)
                + (kind.namespaced() ? "/namespaces/{namespace}/" : "/")
                + kind.plural();
        paths.putObject(base).set("post", operation(kind, "post", schema));
        ObjectNode one = paths.putObject(base + "/{name}");
        List.of("get", "put", "patch", "delete")
            .forEach(verb -> one.set(verb, operation(kind, verb, schema)));
        addSchema(schemas, schema, Schemas.of(kind).orElseGet(() -> open(kind)));
      }
    }
    return Json.bytes(document);
  }

  static String schemaName(Kind kind) {
    return Schemas.nameOf(kind)
        .orElse("io.k8s.api." + kind.group() + "." + kind.version() + "." + kind.kind());
  }

  /// For kinds whose fields the sandbox does not know: anything goes.
  static ObjectNode open(Kind kind) {
    ObjectNode schema = Json.object();
    schema.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    schema
        .putArray("x-kubernetes-group-version-kind")
        .addObject()
        .put("group", kind.group())
        .put("kind", kind.kind())
        .put("version", kind.version());
    return schema;
  }

  private static ObjectNode operation(Kind kind, String verb, String schema) {
    ObjectNode operation = Json.object();
    boolean writes = !verb.equals("get") && !verb.equals("delete");
    if (writes) {
      for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
        ObjectNode parameter = operation.withArray("parameters").addObject();
        parameter.put("name", name).put("in", "query").putObject("schema").put("type", "string");
      }
      operation
          .putObject("requestBody")
          .putObject("content")
          .putObject("*/*")
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + schema);
    }
    operation
        .putObject("responses")
        .putObject("200")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
    operation.put("x-kubernetes-action", verb);
    operation
        .putObject("x-kubernetes-group-version-kind")
        .put("group", kind.group())
        .put("version", kind.version())
        .put("kind", kind.kind());
    return operation;
  }

  private static void addSchema(ObjectNode schemas, String name, JsonNode schema) {
    if (schemas.has(name)) {
      return;
    }
    schemas.set(name, schema);
    references(schemas, schema);
  }

  private static void references(ObjectNode schemas, JsonNode node) {
    String reference = Json.text(node, "$ref");
    if (!reference.isEmpty()) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      addSchema(schemas, name, Schemas.all().path(name));
    }
    node.forEach(inner -> references(schemas, inner));
  }
}
