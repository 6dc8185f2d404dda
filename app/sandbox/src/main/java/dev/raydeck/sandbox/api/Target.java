package dev.raydeck.sandbox.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a resource path names: `/api/v1/namespaces/NS/pods/NAME/log`.
///
/// @param namespace empty for cluster scope and for lists over all namespaces
/// @param name empty for a collection
/// @param subresource empty for the object itself
record Target(
    String group,
    String version,
    String resource,
    String namespace,
    String name,
    String subresource) {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  /// Empty when the path is none of a resource.
  static Optional<Target> parse(String path) {
    List<String> parts = Arrays.stream(path.split("/", -1)).filter(p -> !p.isEmpty()).toList();
    if (parts.size() >= 3 && parts.getFirst().equals("api")) {
      return Optional.of(of("", parts.get(1), parts.subList(2, parts.size())));
    }
    if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
      return Optional.of(of(parts.get(1), parts.get(2), parts.subList(3, parts.size())));
    }
    return Optional.empty();
  }

  Optional<Kind> kind() {
    return Kinds.ofResource(group, version, resource);
  }

  boolean isCollection() {
    return name.isEmpty();
  }

  private static Target of(String group, String version, List<String> rest) {
    boolean inNamespace =
        rest.size() >= 3
            && rest.getFirst().equals("namespaces")
            && !(rest.size() == 3 && NAMESPACE_SUBRESOURCES.contains(rest.get(2)));
    List<String> tail = inNamespace ? rest.subList(2, rest.size()) : rest;
    return new Target(
        group,
        version,
        tail.getFirst(),
        inNamespace ? rest.get(1) : "",
        tail.size() > 1 ? tail.get(1) : "",
        tail.size() > 2 ? String.join("/", tail.subList(2, tail.size())) : "");
  }
}
