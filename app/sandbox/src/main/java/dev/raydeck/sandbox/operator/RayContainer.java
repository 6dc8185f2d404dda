package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the operator adds to the first container of a Pod: command, environment, ports, shared
/// memory, probes.
final class RayContainer {
  enum Role {
    HEAD,
    WORKER
  }

  static final String OPERATOR_VERSION = "v1.5.0";
  private static final int METRICS_PORT = 8080;
  private static final String RAYLET_PROBE =
      "wget --tries 1 -T 2 -q -O- http://localhost:52365/api/local_raylet_healthz | grep success";
  private static final String GCS_PROBE =
      "wget --tries 1 -T 10 -q -O- http://localhost:8265/api/gcs_healthz | grep success";

  private RayContainer() {}

  static ObjectNode first(ObjectNode podSpec) {
    return (ObjectNode) podSpec.path("containers").path(0);
  }

  static void complete(
      RayCluster cluster, ObjectNode podSpec, ObjectNode container, String start, Role role) {
    setCommand(cluster, container, start);
    addEnvironment(cluster, container, start, role);
    addMetricsPort(container);
    addSharedMemory(podSpec, container);
    addProbe(container, "livenessProbe", role, 30, 120);
    addProbe(container, "readinessProbe", role, 10, 10);
  }

  private static void setCommand(RayCluster cluster, ObjectNode container, String start) {
    String given =
        Stream.concat(
                Json.entries(container.path("command")).stream(),
                Json.entries(container.path("args")).stream())
            .map(word -> word.asString(""))
            .reduce("", (left, right) -> left.isEmpty() ? right : left + " " + right);
    if (cluster.hasAnnotation("ray.io/overwrite-container-cmd") || given.contains("ray start")) {
      return;
    }
    String line = "ulimit -n 65536; " + start;
    container.putArray("command").add("/bin/bash").add("-c").add("--");
    container.putArray("args").add(given.isEmpty() ? line : given + " && " + line);
  }

  private static void addEnvironment(
      RayCluster cluster, ObjectNode container, String start, Role role) {
    String local = role == Role.HEAD ? "127.0.0.1" : cluster.address();
    if (role == Role.HEAD && cluster.asksForAutoscalerV2()) {
      put(container, "RAY_enable_autoscaler_v2", "true");
    }
    if (role == Role.WORKER) {
      put(container, "FQ_RAY_IP", cluster.address());
      put(container, "RAY_IP", cluster.headService());
    }
    putField(container, "RAY_CLUSTER_NAME", "metadata.labels['ray.io/cluster']");
    putField(container, "RAY_CLOUD_INSTANCE_ID", "metadata.name");
    putField(container, "RAY_NODE_TYPE_NAME", "metadata.labels['ray.io/group']");
    put(container, "KUBERAY_GEN_RAY_START_CMD", start);
    putIfMissing(container, "RAY_PORT", Integer.toString(cluster.gcsPort()));
    putIfMissing(container, "RAY_ADDRESS", local + ":" + cluster.gcsPort());
    putIfMissing(container, "RAY_USAGE_STATS_KUBERAY_IN_USE", "1");
    if (role == Role.HEAD) {
      put(
          container,
          "RAY_USAGE_STATS_EXTRA_TAGS",
          "kuberay_version=" + OPERATOR_VERSION + ";kuberay_crd=RayCluster");
    }
    put(container, "RAY_DASHBOARD_ENABLE_K8S_DISK_USAGE", "1");
  }

  static void put(ObjectNode container, String name, String value) {
    container.withArray("env").addObject().put("name", name).put("value", value);
  }

  static void putField(ObjectNode container, String name, String path) {
    container
        .withArray("env")
        .addObject()
        .put("name", name)
        .putObject("valueFrom")
        .putObject("fieldRef")
        .put("apiVersion", "v1")
        .put("fieldPath", path);
  }

  private static void putIfMissing(ObjectNode container, String name, String value) {
    if (!hasNamed(container.path("env"), name)) {
      put(container, name, value);
    }
  }

  private static boolean hasNamed(JsonNode list, String name) {
    return Json.entries(list).stream().anyMatch(entry -> Json.text(entry, "name").equals(name));
  }

  private static void addMetricsPort(ObjectNode container) {
    if (!hasNamed(container.path("ports"), "metrics")) {
      container
          .withArray("ports")
          .addObject()
          .put("containerPort", METRICS_PORT)
          .put("name", "metrics");
    }
  }

  private static void addSharedMemory(ObjectNode podSpec, ObjectNode container) {
    boolean isMounted =
        Json.entries(container.path("volumeMounts")).stream()
            .anyMatch(mount -> Json.text(mount, "mountPath").equals("/dev/shm"));
    if (isMounted) {
      return;
    }
    String limit = Json.text(container, "resources", "limits", "memory");
    String size = limit.isEmpty() ? Json.text(container, "resources", "requests", "memory") : limit;
    ObjectNode volume =
        podSpec
            .withArray("volumes")
            .addObject()
            .put("name", "shared-mem")
            .putObject("emptyDir")
            .put("medium", "Memory");
    if (!size.isEmpty()) {
      volume.put("sizeLimit", size);
    }
    container
        .withArray("volumeMounts")
        .addObject()
        .put("mountPath", "/dev/shm")
        .put("name", "shared-mem");
  }

  private static void addProbe(
      ObjectNode container, String name, Role role, int initialDelay, int failures) {
    if (container.has(name)) {
      return;
    }
    String check = role == Role.HEAD ? RAYLET_PROBE + " && " + GCS_PROBE : RAYLET_PROBE;
    ObjectNode probe = container.putObject(name);
    ArrayNode command = probe.putObject("exec").putArray("command");
    List.of("bash", "-c", check).forEach(command::add);
    probe
        .put("initialDelaySeconds", initialDelay)
        .put("timeoutSeconds", role == Role.HEAD ? 5 : 2)
        .put("periodSeconds", 5)
        .put("successThreshold", 1)
        .put("failureThreshold", failures);
  }
}
