package dev.raydeck.sandbox.api;

import java.util.List;

/// Who sends a request.
public record Caller(String user, List<String> groups) {
  /// Nobody in particular: no token was sent.
  public static final Caller ANONYMOUS =
      new Caller("system:anonymous", List.of("system:unauthenticated"));

  /// May do everything.
  public static final Caller ADMIN =
      new Caller("admin", List.of("system:masters", "system:authenticated"));

  /// May read everything and change nothing.
  public static final Caller VIEWER = new Caller("viewer", List.of("system:authenticated"));

  /// Has a token and no rights.
  public static final Caller NOBODY = new Caller("nobody", List.of("system:authenticated"));

  public Caller {
    groups = List.copyOf(groups);
  }

  /// The account a Pod's process uses.
  public static Caller serviceAccount(String namespace, String name) {
    return new Caller(
        "system:serviceaccount:" + namespace + ":" + name,
        List.of(
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace,
            "system:authenticated"));
  }
}
