package dev.raydeck.cluster.kube;

import org.jspecify.annotations.Nullable;

/// One operation of a JSON patch (RFC 6902). `value` is a String, a Number, a Boolean, a List or a
/// Map of such; null for `remove`, and for a `test` that there is no such member, which the API
/// server takes.
public record PatchOp(String op, String path, @Nullable Object value) {
  public static PatchOp test(String path, @Nullable Object value) {
    return new PatchOp("test", path, value);
  }

  /// Sets an existing or missing member.
  public static PatchOp add(String path, Object value) {
    return new PatchOp("add", path, value);
  }

  public static PatchOp remove(String path) {
    return new PatchOp("remove", path, null);
  }

  /// What Ray itself sends. The API server takes it for a missing member of an object, too.
  public static PatchOp replace(String path, Object value) {
    return new PatchOp("replace", path, value);
  }
}
