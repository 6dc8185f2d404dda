package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PATCH in its four forms.
final class Patches {
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";
  private static final String APPLY = "application/apply-patch+yaml";

  private final ObjectStore store;

  Patches(ObjectStore store) {
    this.store = store;
  }

  void patch(Exchange exchange, Kind kind, Target target, ObjectStore.Part part)
      throws IOException {
    boolean dryRun = Writes.dryRun(exchange, "PatchOptions");
    String type = exchange.bodyType();
    if (type.equals(APPLY)) {
      apply(exchange, kind, target, part, dryRun);
      return;
    }
    UnaryOperator<ObjectNode> patch = operator(kind, type, tree(exchange.body()));
    AtomicBoolean warned = new AtomicBoolean();
    StoredObject result =
        store.write(
            kind,
            target.namespace(),
            target.name(),
            part,
            current -> {
              ObjectNode patched = patch.apply(current);
              String uid = Json.text(current, "metadata", "uid");
              refuseNewUid(kind, target, uid, Json.text(patched, "metadata", "uid"));
              Writes.checkVersion(kind, target, patched, current, false);
              if (warned.compareAndSet(false, true)) {
                Bodies.checkFields(exchange, kind, patched);
              } else {
                FieldCheck.prune(kind, patched);
              }
              return patched;
            },
            new ObjectStore.Write(Writer.of(exchange, false), null, dryRun));
    exchange.send(200, result.json());
  }

  private static UnaryOperator<ObjectNode> operator(Kind kind, String type, JsonNode patch) {
    boolean custom = kind.equals(Kinds.RAY_CLUSTERS);
    return switch (type) {
      case JSON_PATCH -> current -> JsonPatch.apply(patch, current);
      case MERGE_PATCH -> current -> MergePatch.apply(members(patch), current);
      case STRATEGIC -> {
        if (custom) {
          throw unsupported();
        }
        JsonNode schema = Schemas.of(kind).orElseGet(Json::object);
        yield current -> StrategicMergePatch.apply(schema, members(patch), current);
      }
      default -> throw custom ? unsupported() : unknown();
    };
  }

  /// Server-side apply: what is declared is merged over what is there, unless another manager wrote
  /// it otherwise. What is declared no longer stays.
  private void apply(
      Exchange exchange, Kind kind, Target target, ObjectStore.Part part, boolean dryRun)
      throws IOException {
    if (exchange.query("fieldManager").isEmpty()) {
      String why = "Required value: is required for apply patch";
      throw new ApiException(
          422,
          "Invalid",
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: " + why,
          ApiException.details(
              "",
              "meta.k8s.io",
              "PatchOptions",
              "",
              List.of(new ApiException.Cause("FieldValueRequired", why, "fieldManager"))));
    }
    ObjectNode object = Bodies.raw(exchange, kind);
    if (Json.text(object, "kind").isEmpty()) {
      throw ApiException.badRequest("invalid object type: /, Kind=");
    }
    if (!object.path("metadata").path("managedFields").isEmpty()) {
      throw ApiException.badRequest("metadata.managedFields must be nil");
    }
    List<String> unknown = FieldCheck.prune(kind, object.deepCopy());
    if (!unknown.isEmpty()) {
      throw new ApiException(
          500,
          "",
          "failed to create typed patch object (%s/%s; %s, Kind=%s): .%s: field not declared in schema"
              .formatted(
                  target.namespace(),
                  target.name(),
                  kind.apiVersion(),
                  kind.kind(),
                  unknown.getFirst()),
          null);
    }
    Writes.checkName(target, object);
    Writes.placeInNamespace(kind, target.namespace(), object);
    Writer writer = Writer.of(exchange, true);
    boolean isForced = exchange.query("force").equals("true");
    if (store.peek(kind, target.namespace(), target.name()) == null) {
      Json.child(object, "metadata").remove("resourceVersion");
      exchange.send(201, store.create(kind, object, writer, dryRun).json());
      return;
    }
    JsonNode schema =
        kind.equals(Kinds.RAY_CLUSTERS) ? Json.object() : Schemas.of(kind).orElseGet(Json::object);
    StoredObject result =
        store.write(
            kind,
            target.namespace(),
            target.name(),
            part,
            current -> {
              Writes.checkVersion(kind, target, object, current, false);
              if (!isForced) {
                ManagedFields.refuseConflicts(kind, part, current, object, writer);
              }
              return StrategicMergePatch.apply(schema, object, current);
            },
            new ObjectStore.Write(writer, object, dryRun));
    exchange.send(200, result.json());
  }

  private static void refuseNewUid(Kind kind, Target target, String old, String next) {
    if (!old.equals(next)) {
      throw ApiException.invalid(
          kind,
          target.name(),
          List.of(
              new ApiException.Cause(
                  "FieldValueInvalid",
                  "Invalid value: \"%s\": field is immutable".formatted(next),
                  "metadata.uid")));
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JacksonException e) {
      String shown = body.length == 0 ? "" : String.valueOf((char) body[0]);
      throw ApiException.badRequest(
          body.length == 0
              ? "error decoding patch: unexpected end of JSON input"
              : "error decoding patch: invalid character '%s' looking for beginning of value"
                  .formatted(shown));
    }
  }

  private static ObjectNode members(JsonNode patch) {
    if (patch instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest(
        "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
  }

  private static ApiException unknown() {
    return new ApiException(
        415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
  }

  private static ApiException unsupported() {
    return new ApiException(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml",
        null);
  }
}
