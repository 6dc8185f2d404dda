package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the server says it serves: `/api`, `/apis` and below, plain and aggregated, and `/version`.
final class Discovery {
  static final String AGGREGATED_V2 =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  static final String AGGREGATED_V2_BETA =
      "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");
  private static final List<String> STREAM_VERBS = List.of("create", "get");
  private static final Map<String, List<String>> SHORT_NAMES =
      Map.ofEntries(
          Map.entry("configmaps", List.of("cm")),
          Map.entry("endpoints", List.of("ep")),
          Map.entry("events", List.of("ev")),
          Map.entry("limitranges", List.of("limits")),
          Map.entry("namespaces", List.of("ns")),
          Map.entry("nodes", List.of("no")),
          Map.entry("persistentvolumeclaims", List.of("pvc")),
          Map.entry("pods", List.of("po")),
          Map.entry("resourcequotas", List.of("quota")),
          Map.entry("serviceaccounts", List.of("sa")),
          Map.entry("services", List.of("svc")),
          Map.entry("deployments", List.of("deploy")),
          Map.entry("replicasets", List.of("rs")),
          Map.entry("customresourcedefinitions", List.of("crd", "crds")));
  private static final List<String> IN_ALL =
      List.of("pods", "services", "deployments", "replicasets", "jobs", "rayclusters");

  /// One resource or subresource.
  private record Resource(String name, String kind, boolean namespaced, List<String> verbs) {}

  private static final Map<String, List<Resource>> REVIEWS =
      Map.of(
          "authentication.k8s.io/v1",
          List.of(
              new Resource("selfsubjectreviews", "SelfSubjectReview", false, List.of("create"))),
          "authorization.k8s.io/v1",
          List.of(
              new Resource(
                  "selfsubjectaccessreviews", "SelfSubjectAccessReview", false, List.of("create")),
              new Resource(
                  "selfsubjectrulesreviews", "SelfSubjectRulesReview", false, List.of("create"))));

  private Discovery() {}

  /// The answer to a discovery path; empty when the path is none or names nothing served.
  static Optional<ObjectNode> answer(String path) {
    return switch (path) {
      case "/api" -> Optional.of(coreVersions());
      case "/apis" -> Optional.of(groups());
      case "/version", "/version/" -> Optional.of(version());
      default -> below(path);
    };
  }

  /// Every group and resource in one answer: the core group, or all others.
  static ObjectNode aggregated(boolean core, boolean beta) {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupDiscoveryList")
        .put("apiVersion", "apidiscovery.k8s.io/" + (beta ? "v2beta1" : "v2"))
        .putObject("metadata");
    ArrayNode items = list.putArray("items");
    byGroup()
        .forEach((groupVersion, resources) -> {
          if (!groupVersion.contains("/") == core) {
            String[] parts = groupVersion.split("/", -1);
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!core) {
              metadata.put("name", parts[0]);
            }
            ObjectNode version = item.putArray("versions").addObject();
            version.put("version", parts[parts.length - 1]);
            version.set("resources", aggregatedResources(groupVersion, resources));
            version.put("freshness", "Current");
          }
        });
    return list;
  }

  private static ArrayNode aggregatedResources(String groupVersion, List<Resource> resources) {
    ArrayNode all = Json.object().arrayNode();
    ObjectNode parent = Json.object();
    for (Resource resource : resources) {
      boolean sub = resource.name().contains("/");
      ObjectNode entry = sub ? parent.withArray("subresources").addObject() : all.addObject();
      String name = resource.name();
      entry.put(sub ? "subresource" : "resource", name.substring(name.indexOf('/') + 1));
      kind(entry.putObject("responseKind"), groupVersion, resource.kind());
      if (!sub) {
        entry.put("scope", resource.namespaced() ? "Namespaced" : "Cluster");
        entry.put("singularResource", resource.kind().toLowerCase(Locale.ROOT));
        parent = entry;
      }
      entry.set("verbs", texts(resource.verbs()));
      names(entry, name);
    }
    return all;
  }

  private static Optional<ObjectNode> below(String path) {
    String groupVersion =
        path.startsWith("/apis/") ? path.substring(6) : path.equals("/api/v1") ? "v1" : "";
    List<Resource> resources = byGroup().get(groupVersion);
    if (resources != null) {
      return Optional.of(resourceList(groupVersion, resources));
    }
    return byGroup().keySet().stream()
        .filter(known -> known.startsWith(groupVersion + "/"))
        .findFirst()
        .map(known -> group(known).put("kind", "APIGroup").put("apiVersion", "v1"));
  }

  private static ObjectNode resourceList(String groupVersion, List<Resource> resources) {
    ObjectNode list = Json.object();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
    ArrayNode entries = list.putArray("resources");
    for (Resource resource : resources) {
      ObjectNode entry = entries.addObject();
      boolean sub = resource.name().contains("/");
      entry.put("name", resource.name());
      entry.put("singularName", sub ? "" : resource.kind().toLowerCase(Locale.ROOT));
      entry.put("namespaced", resource.namespaced()).put("kind", resource.kind());
      entry.set("verbs", texts(resource.verbs()));
      names(entry, resource.name());
    }
    return list;
  }

  private static void names(ObjectNode entry, String resource) {
    List<String> shortNames = SHORT_NAMES.getOrDefault(resource, List.of());
    if (!shortNames.isEmpty()) {
      entry.set("shortNames", texts(shortNames));
    }
    if (IN_ALL.contains(resource)) {
      entry.putArray("categories").add("all");
    }
  }

  private static void kind(ObjectNode node, String groupVersion, String kind) {
    String[] parts = groupVersion.split("/", -1);
    node.put("group", parts.length > 1 ? parts[0] : "");
    node.put("version", parts[parts.length - 1]).put("kind", kind);
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = Json.object();
    versions.put("kind", "APIVersions").putArray("versions").add("v1");
    ObjectNode address = versions.putArray("serverAddressByClientCIDRs").addObject();
    address.put("clientCIDR", "0.0.0.0/0").put("serverAddress", "127.0.0.1");
    return versions;
  }

  private static ObjectNode groups() {
    ObjectNode list = Json.object();
    list.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    byGroup().keySet().stream().filter(gv -> gv.contains("/")).forEach(gv -> groups.add(group(gv)));
    return list;
  }

  private static ObjectNode group(String groupVersion) {
    String[] parts = groupVersion.split("/", -1);
    ObjectNode group = Json.object();
    group.put("name", parts[0]);
    group
        .putArray("versions")
        .addObject()
        .put("groupVersion", groupVersion)
        .put("version", parts[1]);
    group.putObject("preferredVersion").put("groupVersion", groupVersion).put("version", parts[1]);
    return group;
  }

  private static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "34")
        .put("gitVersion", "v1.34.2+raydeck-sandbox")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "none")
        .put("compiler", "javac")
        .put("platform", "java/sandbox");
  }

  private static Map<String, List<Resource>> byGroup() {
    Map<String, List<Resource>> all = new LinkedHashMap<>();
    for (Kind kind : Kinds.all()) {
      List<Resource> resources =
          all.computeIfAbsent(kind.apiVersion(), groupVersion -> new ArrayList<>());
      resources.add(new Resource(kind.plural(), kind.kind(), kind.namespaced(), VERBS));
      if (Metadata.hasStatus(kind)) {
        resources.add(
            new Resource(kind.plural() + "/status", kind.kind(), kind.namespaced(), STATUS_VERBS));
      }
      if (kind.equals(Kinds.PODS)) {
        resources.add(new Resource("pods/eviction", "Eviction", true, List.of("create")));
        resources.add(new Resource("pods/exec", "PodExecOptions", true, STREAM_VERBS));
        resources.add(new Resource("pods/log", "Pod", true, List.of("get")));
        resources.add(
            new Resource("pods/portforward", "PodPortForwardOptions", true, STREAM_VERBS));
      }
    }
    all.putAll(REVIEWS);
    return all;
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = Json.object().arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
