package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Pods as the operator last heard of them. Pods without a Ray node type are not kept: it does
/// not see them.
final class PodCache {
  private final Map<String, ObjectNode> byPath = new LinkedHashMap<>();

  void put(ObjectNode pod) {
    if (!label(pod, "ray.io/node-type").isEmpty()) {
      byPath.put(path(pod), pod);
    }
  }

  void remove(ObjectNode pod) {
    byPath.remove(path(pod));
  }

  private static String path(JsonNode pod) {
    return Json.text(pod, "metadata", "namespace") + "/" + Json.text(pod, "metadata", "name");
  }

  private static String label(JsonNode pod, String name) {
    return Json.text(pod, "metadata", "labels", name);
  }

  boolean contains(String path) {
    return byPath.containsKey(path);
  }

  /// Terminating ones included.
  List<ObjectNode> ofCluster(RayCluster cluster) {
    return matching(cluster, pod -> true);
  }

  List<ObjectNode> heads(RayCluster cluster) {
    return matching(cluster, pod -> label(pod, "ray.io/node-type").equals("head"));
  }

  List<ObjectNode> ofGroup(RayCluster cluster, String group) {
    return matching(cluster, pod -> label(pod, "ray.io/group").equals(group));
  }

  private List<ObjectNode> matching(RayCluster cluster, Predicate<JsonNode> wanted) {
    return byPath.values().stream()
        .filter(pod -> label(pod, "ray.io/cluster").equals(cluster.name()))
        .filter(pod -> Json.text(pod, "metadata", "namespace").equals(cluster.namespace()))
        .filter(wanted)
        .toList();
  }
}
