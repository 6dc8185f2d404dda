package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Container `autoscaler` of a head Pod.
final class AutoscalerContainer {
  private AutoscalerContainer() {}

  static ObjectNode of(RayCluster cluster, JsonNode ray) {
    JsonNode options = cluster.autoscalerOptions();
    ObjectNode container = Json.object().put("name", "autoscaler");
    String image = Json.text(options, "image");
    container.put("image", image.isEmpty() ? Json.text(ray, "image") : image);
    String policy = Json.text(options, "imagePullPolicy");
    container.put("imagePullPolicy", policy.isEmpty() ? "IfNotPresent" : policy);
    container.putArray("command").add("/bin/bash").add("-c").add("--");
    container
        .putArray("args")
        .add(
            "ray kuberay-autoscaler --cluster-name $(RAY_CLUSTER_NAME) --cluster-namespace"
                + " $(RAY_CLUSTER_NAMESPACE)");
    RayContainer.putField(container, "RAY_CLUSTER_NAME", "metadata.labels['ray.io/cluster']");
    RayContainer.putField(container, "RAY_CLUSTER_NAMESPACE", "metadata.namespace");
    RayContainer.putField(container, "RAY_HEAD_POD_NAME", "metadata.name");
    RayContainer.put(container, "KUBERAY_CRD_VER", "v1");
    for (String list : List.of("env", "envFrom")) {
      Json.entries(options.path(list)).forEach(entry -> container.withArray(list).add(entry));
    }
    container.set("resources", resources(options));
    container
        .withArray("volumeMounts")
        .addObject()
        .put("mountPath", "/tmp/ray")
        .put("name", "ray-logs");
    Json.entries(options.path("volumeMounts"))
        .forEach(mount -> container.withArray("volumeMounts").add(mount));
    if (options.has("securityContext")) {
      container.set("securityContext", options.get("securityContext"));
    }
    return container;
  }

  private static JsonNode resources(JsonNode options) {
    if (!options.path("resources").isEmpty()) {
      return options.path("resources").deepCopy();
    }
    ObjectNode resources = Json.object();
    resources.putObject("limits").put("cpu", "500m").put("memory", "512Mi");
    resources.putObject("requests").put("cpu", "500m").put("memory", "512Mi");
    return resources;
  }
}
