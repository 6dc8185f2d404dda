package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The objects beside the Pods: the autoscaler's account and rights, and the head's Service
/// (kuberay: controllers/ray/common/rbac.go, service.go).
final class ClusterObjects {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Map<String, Integer> DEFAULT_PORTS =
      Map.of("client", 10001, "dashboard", 8265, "gcs-server", 6379, "serve", 8000);

  private ClusterObjects() {}

  static ObjectNode serviceAccount(RayCluster cluster) {
    return object(cluster, "v1", "ServiceAccount", cluster.serviceAccount());
  }

  static ObjectNode role(RayCluster cluster) {
    ObjectNode role = object(cluster, RBAC + "/v1", "Role", cluster.roleName());
    ArrayNode rules = role.putArray("rules");
    rule(rules, "", "pods", "get", "list", "watch", "patch");
    rule(rules, "", "pods/resize", "patch");
    rule(rules, "ray.io", "rayclusters", "get", "patch");
    return role;
  }

  private static void rule(ArrayNode rules, String group, String resource, String... verbs) {
    ObjectNode rule = rules.addObject();
    rule.putArray("apiGroups").add(group);
    rule.putArray("resources").add(resource);
    ArrayNode list = rule.putArray("verbs");
    List.of(verbs).forEach(list::add);
  }

  static ObjectNode roleBinding(RayCluster cluster) {
    ObjectNode binding = object(cluster, RBAC + "/v1", "RoleBinding", cluster.roleName());
    binding
        .putObject("roleRef")
        .put("apiGroup", RBAC)
        .put("kind", "Role")
        .put("name", cluster.roleName());
    binding
        .putArray("subjects")
        .addObject()
        .put("kind", "ServiceAccount")
        .put("name", cluster.serviceAccount())
        .put("namespace", cluster.namespace());
    return binding;
  }

  private static ObjectNode object(
      RayCluster cluster, String apiVersion, String kind, String name) {
    ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    object
        .putObject("metadata")
        .put("name", name)
        .put("namespace", cluster.namespace())
        .putObject("labels")
        .put("app.kubernetes.io/created-by", "kuberay-operator")
        .put("app.kubernetes.io/name", "kuberay")
        .put("ray.io/cluster", cluster.name());
    cluster.own(object);
    return object;
  }

  /// Headless unless the head asks for another type.
  static ObjectNode headService(RayCluster cluster) {
    ObjectNode service = object(cluster, "v1", "Service", cluster.headService());
    Map<String, String> selector = selector(cluster);
    ObjectNode labels = Json.child(Json.child(service, "metadata"), "labels");
    selector.forEach(labels::put);
    JsonNode annotations = cluster.spec().path("headServiceAnnotations");
    if (!annotations.isEmpty()) {
      Json.child(service, "metadata").set("annotations", annotations.deepCopy());
    }
    ObjectNode spec = service.putObject("spec");
    ObjectNode selected = Json.child(spec, "selector");
    selector.forEach(selected::put);
    String type = Json.text(cluster.head(), "serviceType");
    spec.put("type", type.isEmpty() ? "ClusterIP" : type);
    if (type.isEmpty() || type.equals("ClusterIP")) {
      spec.put("clusterIP", "None").put("publishNotReadyAddresses", true);
    }
    ports(cluster)
        .forEach((name, port) ->
            spec.withArray("ports")
                .addObject()
                .put("appProtocol", "tcp")
                .put("name", name)
                .put("port", port)
                .put("protocol", "TCP")
                .put("targetPort", port));
    return service;
  }

  private static Map<String, String> selector(RayCluster cluster) {
    Map<String, String> selector = new TreeMap<>();
    JsonNode given = Json.at(cluster.head(), "template", "metadata", "labels");
    String name = Json.text(given, "app.kubernetes.io/name");
    selector.put("app.kubernetes.io/created-by", "kuberay-operator");
    selector.put("app.kubernetes.io/name", name.isEmpty() ? "kuberay" : name);
    selector.put("ray.io/cluster", cluster.name());
    selector.put("ray.io/identifier", cluster.name() + "-head");
    selector.put("ray.io/node-type", "head");
    return selector;
  }

  static SortedMap<String, Integer> ports(RayCluster cluster) {
    SortedMap<String, Integer> ports = new TreeMap<>();
    JsonNode container = Json.at(cluster.head(), "template", "spec", "containers").path(0);
    for (JsonNode port : container.path("ports")) {
      int number = port.path("containerPort").asInt(0);
      String name = Json.text(port, "name");
      ports.put(name.isEmpty() ? number + "-port" : name, number);
    }
    if (ports.isEmpty()) {
      ports.putAll(DEFAULT_PORTS);
    }
    ports.putIfAbsent("metrics", 8080);
    return ports;
  }
}
