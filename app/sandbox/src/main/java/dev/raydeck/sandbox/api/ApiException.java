package dev.raydeck.sandbox.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A refusal as Kubernetes words it: it becomes a `Status` object on the wire.
public final class ApiException extends RuntimeException {
  /// One entry of `details.causes`.
  public record Cause(String reason, String message, String field) {}

  private static final long serialVersionUID = 1;

  private final int code;
  private final String reason;
  private final transient @Nullable ObjectNode details;
  private final String continueToken;

  /// @param reason the machine-readable word, such as `NotFound`; empty when the real server gives
  ///   none
  public ApiException(int code, String reason, String message, @Nullable ObjectNode details) {
    this(code, reason, message, details, "");
  }

  /// @param continueToken where an expired list may go on
  ApiException(
      int code, String reason, String message, @Nullable ObjectNode details, String continueToken) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.continueToken = continueToken;
  }

  public static ApiException notFound(Kind kind, String name) {
    return new ApiException(
        404,
        "NotFound",
        "%s \"%s\" not found".formatted(kind.qualifiedPlural(), name),
        details(name, kind.group(), kind.plural(), "", List.of()));
  }

  public static ApiException alreadyExists(Kind kind, String name) {
    return new ApiException(
        409,
        "AlreadyExists",
        "%s \"%s\" already exists".formatted(kind.qualifiedPlural(), name),
        details(name, kind.group(), kind.plural(), "", List.of()));
  }

  static ApiException stillBeingDeleted(Kind kind, String name) {
    return new ApiException(
        409,
        "AlreadyExists",
        "object is being deleted: %s \"%s\" already exists".formatted(kind.qualifiedPlural(), name),
        details(name, kind.group(), kind.plural(), "", List.of()));
  }

  public static ApiException conflict(Kind kind, String name, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s"
            .formatted(kind.qualifiedPlural(), name, why),
        details(name, kind.group(), kind.plural(), "", List.of()));
  }

  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message, null);
  }

  public static ApiException forbidden(Kind kind, String name, String why) {
    String subject = name.isEmpty() ? "" : " \"" + name + "\"";
    return new ApiException(
        403,
        "Forbidden",
        "%s%s is forbidden: %s".formatted(kind.qualifiedPlural(), subject, why),
        details(name, kind.group(), kind.plural(), "", List.of()));
  }

  /// An object that breaks the rules of its kind: 422 with one cause a broken rule.
  public static ApiException invalid(Kind kind, String name, List<Cause> causes) {
    List<String> sentences =
        causes.stream().map(cause -> cause.field() + ": " + cause.message()).toList();
    String all =
        sentences.size() == 1 ? sentences.getFirst() : "[" + String.join(", ", sentences) + "]";
    String subject = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    return new ApiException(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(subject, name, all),
        details(name, kind.group(), kind.kind(), "", causes));
  }

  /// The `details` member of a Status; empty texts are left out, as Kubernetes does.
  public static ObjectNode details(
      String name, String group, String kind, String uid, List<Cause> causes) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    putUnlessEmpty(details, "name", name);
    putUnlessEmpty(details, "group", group);
    putUnlessEmpty(details, "kind", kind);
    putUnlessEmpty(details, "uid", uid);
    for (Cause cause : causes) {
      ObjectNode entry = details.withArray("causes").addObject();
      putUnlessEmpty(entry, "reason", cause.reason());
      putUnlessEmpty(entry, "message", cause.message());
      putUnlessEmpty(entry, "field", cause.field());
    }
    return details;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /// The `Status` object a client is sent.
  public ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    putUnlessEmpty(Json.child(status, "metadata"), "continue", continueToken);
    status.put("status", "Failure").put("message", getMessage());
    putUnlessEmpty(status, "reason", reason);
    if (details != null) {
      status.set("details", details.deepCopy());
    }
    return status.put("code", code);
  }

  private static void putUnlessEmpty(ObjectNode node, String key, String value) {
    if (!value.isEmpty()) {
      node.put(key, value);
    }
  }
}
