package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// POST, PUT and DELETE of objects.
final class Writes {
  private final ObjectStore store;

  Writes(ObjectStore store) {
    this.store = store;
  }

  void create(Exchange exchange, Kind kind, Target target) throws IOException {
    boolean dryRun = dryRun(exchange, "CreateOptions");
    ObjectNode object = Bodies.object(exchange, kind);
    placeInNamespace(kind, target.namespace(), object);
    if (Metadata.hasStatus(kind) && !kind.equals(Kinds.NODES)) {
      object.remove("status"); // A node registers with what it has.
    }
    exchange.send(201, store.create(kind, object, Writer.of(exchange, false), dryRun).json());
  }

  void update(Exchange exchange, Kind kind, Target target, ObjectStore.Part part)
      throws IOException {
    boolean dryRun = dryRun(exchange, "UpdateOptions");
    ObjectNode object = Bodies.object(exchange, kind);
    checkName(target, object);
    placeInNamespace(kind, target.namespace(), object);
    UnaryOperator<ObjectNode> change =
        current -> {
          checkVersion(kind, target, object, current, true);
          return object.deepCopy();
        };
    exchange.send(
        200,
        store
            .write(
                kind,
                target.namespace(),
                target.name(),
                part,
                change,
                new ObjectStore.Write(Writer.of(exchange, false), null, dryRun))
            .json());
  }

  void delete(Exchange exchange, Kind kind, Target target) throws IOException {
    ObjectNode options = Bodies.options(exchange);
    Deletion deletion = deletion(exchange, options);
    boolean dryRun = dryRun(exchange, "DeleteOptions") || !options.path("dryRun").isEmpty();
    StoredObject object = store.require(kind, target.namespace(), target.name());
    if (dryRun) {
      deletion.check(object);
      exchange.send(200, success(object));
      return;
    }
    StoredObject left = store.end(object, deletion);
    boolean whole = left != null || kind.equals(Kinds.PODS);
    exchange.send(200, whole ? (left == null ? object : left).tree() : success(object));
  }

  /// A deletion by another name; there are no disruption budgets here.
  void evict(Exchange exchange, Target target) throws IOException {
    ObjectNode body = Bodies.options(exchange);
    Deletion deletion = deletion(exchange, Json.child(body, "deleteOptions"));
    StoredObject pod = store.require(Kinds.PODS, target.namespace(), target.name());
    if (!dryRun(exchange, "CreateOptions")) {
      store.end(pod, deletion);
    }
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    exchange.send(201, status.put("status", "Success").put("code", 201));
  }

  void deleteAll(Exchange exchange, Kind kind, Target target) throws IOException {
    Deletion deletion = deletion(exchange, Bodies.options(exchange));
    LabelSelector labels = LabelSelector.parse(exchange.query("labelSelector"));
    FieldSelector fields = WatchQuery.fields(kind, target, exchange);
    String namespace = target.namespace().isEmpty() ? null : target.namespace();
    ObjectNode list = Json.object();
    list.put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(store.resourceVersion()));
    list.putArray("items");
    boolean dryRun = dryRun(exchange, "DeleteOptions");
    for (StoredObject object : store.snapshot(kind, namespace).objects()) {
      if (labels.matches(object.labels()) && fields.matches(object)) {
        if (!dryRun && store.peek(kind, object.namespace(), object.name()) != null) {
          store.end(object, deletion);
        }
        list.withArray("items").add(object.tree());
      }
    }
    exchange.send(200, list);
  }

  /// Whether nothing is to be kept (`dryRun=All`).
  ///
  /// @throws ApiException 422 for a mode that does not exist
  static boolean dryRun(Exchange exchange, String options) {
    List<String> modes = exchange.queries("dryRun");
    String validation = exchange.query("fieldValidation");
    if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
      String why =
          "Unsupported value: \"%s\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""
              .formatted(validation);
      throw badOption(options, "fieldValidation", why);
    }
    for (String mode : modes) {
      if (!mode.equals("All")) {
        throw badOption(
            options,
            "dryRun",
            "Unsupported value: [\"%s\"]: supported values: \"All\"".formatted(mode));
      }
    }
    return !modes.isEmpty();
  }

  /// Refuses a body that was made from another version than the current one.
  static void checkVersion(
      Kind kind, Target target, ObjectNode body, ObjectNode current, boolean whole) {
    String given = Json.text(body, "metadata", "resourceVersion");
    String uid = Json.text(body, "metadata", "uid");
    String name = target.name();
    if (whole && given.isEmpty() && kind.equals(Kinds.RAY_CLUSTERS)) {
      String why = "Invalid value: 0: must be specified for an update";
      List<ApiException.Cause> causes =
          List.of(new ApiException.Cause("FieldValueInvalid", why, "metadata.resourceVersion"));
      throw new ApiException(
          422,
          "Invalid",
          "%s \"%s\" is invalid: metadata.resourceVersion: %s"
              .formatted(kind.qualifiedPlural(), name, why),
          ApiException.details(name, kind.group(), kind.plural(), "", causes));
    }
    String actualUid = Json.text(current, "metadata", "uid");
    if (!uid.isEmpty() && !uid.equals(actualUid)) {
      throw ApiException.conflict(
          kind,
          name,
          "StorageError: invalid object, Code: 4, Key: /registry/%s/%s/%s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(kind.plural(), target.namespace(), name, uid, actualUid));
    }
    if (!given.isEmpty() && !given.equals(Json.text(current, "metadata", "resourceVersion"))) {
      throw ApiException.conflict(
          kind,
          name,
          "the object has been modified; please apply your changes to the latest version and try again");
    }
  }

  static void placeInNamespace(Kind kind, String namespace, ObjectNode object) {
    if (!kind.namespaced()) {
      return;
    }
    ObjectNode metadata = Json.child(object, "metadata");
    String given = Json.text(metadata, "namespace");
    if (!given.isEmpty() && !given.equals(namespace)) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    metadata.put("namespace", namespace);
  }

  static void checkName(Target target, ObjectNode object) {
    String given = Json.text(object, "metadata", "name");
    if (!given.isEmpty() && !given.equals(target.name())) {
      throw ApiException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(given, target.name()));
    }
    Json.child(object, "metadata").put("name", target.name());
  }

  private static Deletion deletion(Exchange exchange, ObjectNode options) {
    ObjectNode preconditions = Json.child(options, "preconditions");
    String policy = Json.text(options, "propagationPolicy");
    String asked = policy.isEmpty() ? exchange.query("propagationPolicy") : policy;
    boolean inBody = options.path("gracePeriodSeconds").isNumber();
    Integer grace =
        inBody
            ? Integer.valueOf((int) Json.number(options, "gracePeriodSeconds"))
            : exchange.hasQuery("gracePeriodSeconds")
                ? Integer.valueOf((int) exchange.queryNumber("gracePeriodSeconds", 0))
                : null;
    boolean orphan = options.path("orphanDependents").asBoolean(false);
    return new Deletion(
        grace,
        orphan ? Deletion.Propagation.ORPHAN : propagation(asked),
        emptyToNull(Json.text(preconditions, "uid")),
        emptyToNull(Json.text(preconditions, "resourceVersion")));
  }

  private static Deletion.Propagation propagation(String policy) {
    return switch (policy) {
      case "", "Background" -> Deletion.Propagation.BACKGROUND;
      case "Foreground" -> Deletion.Propagation.FOREGROUND;
      case "Orphan" -> Deletion.Propagation.ORPHAN;
      default ->
          throw badOption(
              "DeleteOptions",
              "propagationPolicy",
              "Unsupported value: \"%s\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""
                  .formatted(policy));
    };
  }

  private static ApiException badOption(String options, String field, String why) {
    List<ApiException.Cause> causes = new ArrayList<>();
    causes.add(new ApiException.Cause("FieldValueNotSupported", why, field));
    return new ApiException(
        422,
        "Invalid",
        "%s.meta.k8s.io \"\" is invalid: %s: %s".formatted(options, field, why),
        ApiException.details("", "meta.k8s.io", options, "", causes));
  }

  private static ObjectNode success(StoredObject object) {
    Kind kind = object.kind();
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Success");
    status.set(
        "details",
        ApiException.details(object.name(), kind.group(), kind.plural(), object.uid(), List.of()));
    return status;
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
