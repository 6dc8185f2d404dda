package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Head and worker Pods as operator 1.5.0 makes them from a RayCluster (kuberay:
/// controllers/ray/common/pod.go).
final class RayPods {
  private RayPods() {}

  static ObjectNode head(RayCluster cluster) {
    ObjectNode pod = pod(cluster, cluster.head().path("template"), cluster.name() + "-head");
    Map<String, String> labels = labels(cluster, "head", "headgroup");
    labels.put("ray.io/identifier", cluster.name() + "-head");
    putLabels(pod, cluster.head(), labels);
    Json.child(Json.child(pod, "metadata"), "annotations").put("ray.io/ft-enabled", "false");
    ObjectNode spec = Json.child(pod, "spec");
    ObjectNode container = RayContainer.first(spec);
    RayContainer.complete(
        cluster, spec, container, StartCommand.head(cluster, container), RayContainer.Role.HEAD);
    if (cluster.isAutoscaling()) {
      spec.put("serviceAccountName", cluster.serviceAccount());
      mountLogs(spec, container);
      ((ArrayNode) spec.get("containers")).add(AutoscalerContainer.of(cluster, container));
    }
    restartNeverWithV2(cluster, spec);
    return pod;
  }

  static ObjectNode worker(RayCluster cluster, WorkerGroup group) {
    ObjectNode pod =
        pod(
            cluster,
            group.spec().path("template"),
            cluster.name() + "-" + group.name() + "-worker");
    Map<String, String> labels = labels(cluster, "worker", group.name());
    labels.put("ray.io/identifier", cluster.name() + "-worker");
    putLabels(pod, group.spec(), labels);
    ObjectNode spec = Json.child(pod, "spec");
    ObjectNode container = RayContainer.first(spec);
    ObjectNode waiter = WaitContainer.of(cluster, container);
    RayContainer.complete(
        cluster,
        spec,
        container,
        StartCommand.worker(cluster, group, container),
        RayContainer.Role.WORKER);
    spec.withArray("initContainers").add(waiter);
    restartNeverWithV2(cluster, spec);
    return pod;
  }

  private static ObjectNode pod(RayCluster cluster, JsonNode template, String prefix) {
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata =
        pod.putObject("metadata")
            .put("generateName", RayCluster.podPrefix(prefix))
            .put("namespace", cluster.namespace());
    if (template.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      metadata.set("annotations", annotations.deepCopy());
    }
    if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
      metadata.set("labels", labels.deepCopy());
    }
    pod.set("spec", template.path("spec").deepCopy());
    cluster.own(pod);
    return pod;
  }

  private static Map<String, String> labels(RayCluster cluster, String type, String group) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("app.kubernetes.io/created-by", "kuberay-operator");
    labels.put("app.kubernetes.io/name", "kuberay");
    labels.put("ray.io/cluster", cluster.name());
    labels.put("ray.io/group", group);
    labels.put("ray.io/is-ray-node", "yes");
    labels.put("ray.io/node-type", type);
    return labels;
  }

  /// The template's and the group's own labels win, but for the three by which Pods are found.
  private static void putLabels(ObjectNode pod, JsonNode group, Map<String, String> made) {
    ObjectNode labels = Json.child(Json.child(pod, "metadata"), "labels");
    group
        .path("labels")
        .properties()
        .forEach(entry -> labels.set(entry.getKey(), entry.getValue()));
    made.forEach((name, value) -> {
      boolean isFixed =
          name.equals("ray.io/node-type")
              || name.equals("ray.io/group")
              || name.equals("ray.io/cluster");
      if (isFixed || !labels.has(name)) {
        labels.put(name, value);
      }
    });
  }

  private static void mountLogs(ObjectNode spec, ObjectNode container) {
    spec.withArray("volumes").addObject().put("name", "ray-logs").putObject("emptyDir");
    container
        .withArray("volumeMounts")
        .addObject()
        .put("mountPath", "/tmp/ray")
        .put("name", "ray-logs");
  }

  private static void restartNeverWithV2(RayCluster cluster, ObjectNode spec) {
    if (cluster.isAutoscaling() && cluster.asksForAutoscalerV2()) {
      spec.put("restartPolicy", "Never");
    }
  }
}
