package dev.raydeck.sandbox.api;

import java.util.List;
import java.util.Set;

/// Who may do what. Small and fixed: an admin, a viewer, somebody without rights, and the service
/// accounts.
final class Rights {
  /// One thing somebody wants to do with a resource.
  ///
  /// @param namespace empty at the cluster scope
  record Wish(
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    static Wish of(String verb, Target target) {
      return new Wish(
          verb,
          target.group(),
          target.resource(),
          target.subresource(),
          target.namespace(),
          target.name());
    }

    private String path() {
      return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
  }

  private record Rule(String group, Set<String> resources, Set<String> verbs) {
    boolean allows(Wish wish) {
      return group.equals(wish.group())
          && resources.contains(wish.path())
          && verbs.contains(wish.verb());
    }
  }

  private static final Set<String> READS = Set.of("get", "list", "watch");
  private static final Set<String> PUBLIC_PATHS =
      Set.of("/version", "/version/", "/healthz", "/livez", "/readyz");
  private static final Set<String> ENTERS =
      Set.of("exec", "attach", "portforward", "proxy", "token");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private static final List<Rule> EVERYBODY_WITH_A_NAME =
      List.of(
          new Rule(
              "authorization.k8s.io",
              Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews"),
              Set.of("create")),
          new Rule("authentication.k8s.io", Set.of("selfsubjectreviews"), Set.of("create")));

  /// What KubeRay gives the autoscaler's account, and what Raydeck's own loop needs beyond it.
  private static final List<Rule> SERVICE_ACCOUNTS =
      List.of(
          new Rule("", Set.of("pods"), Set.of("get", "list", "watch", "patch")),
          new Rule("", Set.of("pods/resize"), Set.of("patch")),
          new Rule("", Set.of("pods/log"), Set.of("get")),
          new Rule("", Set.of("pods/portforward"), Set.of("get", "create")),
          new Rule("", Set.of("events"), Set.of("get", "list", "watch", "create", "patch")),
          new Rule("", Set.of("configmaps", "services"), READS),
          new Rule("ray.io", Set.of("rayclusters"), Set.of("get", "list", "watch", "patch")),
          new Rule(
              "coordination.k8s.io",
              Set.of("leases"),
              Set.of("get", "list", "watch", "create", "update", "patch", "delete")));

  private Rights() {}

  static boolean allows(Caller caller, Wish wish) {
    if (caller.groups().contains("system:masters")) {
      return true;
    }
    if (!caller.groups().contains("system:authenticated")) {
      return false;
    }
    if (EVERYBODY_WITH_A_NAME.stream().anyMatch(rule -> rule.allows(wish))) {
      return true;
    }
    if (caller.user().equals(Caller.VIEWER.user())) {
      return READS.contains(wish.verb())
          && !wish.resource().equals("secrets")
          && !ENTERS.contains(wish.subresource());
    }
    return caller.user().startsWith(SERVICE_ACCOUNT + wish.namespace() + ":")
        && !wish.namespace().isEmpty()
        && SERVICE_ACCOUNTS.stream().anyMatch(rule -> rule.allows(wish));
  }

  /// Whether somebody may read a path that is no resource.
  static boolean allowsPath(Caller caller, String path) {
    if (PUBLIC_PATHS.contains(path) || caller.groups().contains("system:masters")) {
      return true;
    }
    return caller.groups().contains("system:authenticated")
        && (path.equals("/api")
            || path.equals("/apis")
            || path.startsWith("/api/")
            || path.startsWith("/apis/")
            || path.startsWith("/openapi"));
  }

  /// Refuses in the real server's words.
  static void require(Caller caller, Wish wish) {
    if (allows(caller, wish)) {
      return;
    }
    String place =
        wish.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"" + wish.namespace() + "\"";
    Kind kind = new Kind(wish.group(), "", wish.resource(), "", true);
    throw ApiException.forbidden(
        kind,
        wish.name(),
        "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(caller.user(), wish.verb(), wish.path(), wish.group(), place));
  }

  static void requirePath(Caller caller, String verb, String path) {
    if (!allowsPath(caller, path)) {
      throw new ApiException(
          403,
          "Forbidden",
          "forbidden: User \"%s\" cannot %s path \"%s\"".formatted(caller.user(), verb, path),
          Json.object());
    }
  }
}
