package dev.raydeck.sandbox.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an object is to go.
///
/// @param graceSeconds null: the object's own
/// @param uid precondition, or null
/// @param resourceVersion precondition, or null
record Deletion(
    @Nullable Integer graceSeconds,
    Propagation propagation,
    @Nullable String uid,
    @Nullable String resourceVersion) {
  /// What happens to the objects that name the deleted one as their owner.
  enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  static final Deletion NOW = withGrace(0);

  static Deletion withGrace(@Nullable Integer graceSeconds) {
    return new Deletion(graceSeconds, Propagation.BACKGROUND, null, null);
  }

  /// @throws ApiException 409 when the object is not the one that was meant
  void check(StoredObject object) {
    String name = object.name();
    if (uid != null && !uid.equals(object.uid())) {
      throw conflict(
          object,
          "Operation cannot be fulfilled on %s \"%s\": the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(object.kind().kind(), name, uid, object.uid()));
    }
    String version = Long.toString(object.resourceVersion());
    if (resourceVersion != null && !resourceVersion.equals(version)) {
      throw conflict(
          object,
          "Operation cannot be fulfilled on %s \"%s\": the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(object.kind().kind(), name, resourceVersion, version));
    }
  }

  private static ApiException conflict(StoredObject object, String message) {
    Kind kind = object.kind();
    return new ApiException(
        409,
        "Conflict",
        message,
        ApiException.details(object.name(), kind.group(), kind.kind(), "", List.of()));
  }
}
