package dev.raydeck.sandbox.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The values the server writes into objects that leave them out.
final class Defaults {
  private static final int DEFAULT_TOLERATION_SECONDS = 300;

  private Defaults() {}

  static void apply(Kind kind, ObjectNode tree) {
    if (kind.equals(Kinds.RAY_CLUSTERS)) {
      SchemaCheck.applyDefaults(Schemas.of(kind).orElseThrow(), tree);
    } else if (kind.equals(Kinds.PODS)) {
      pod(tree);
    } else if (kind.equals(Kinds.SERVICES)) {
      service(Json.child(tree, "spec"));
    } else if (kind.equals(Kinds.NAMESPACES)) {
      namespace(tree);
    } else if (kind.equals(Kinds.SECRETS)) {
      secret(tree);
    }
  }

  private static void pod(ObjectNode tree) {
    ObjectNode spec = Json.child(tree, "spec");
    spec.path("initContainers").forEach(Defaults::container);
    spec.path("containers").forEach(Defaults::container);
    text(spec, "restartPolicy", "Always");
    number(spec, "terminationGracePeriodSeconds", 30);
    text(spec, "dnsPolicy", "ClusterFirst");
    text(spec, "serviceAccountName", "default");
    text(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
    missing(spec, "securityContext", Json.object());
    text(spec, "schedulerName", "default-scheduler");
    if (!spec.has("tolerations")) {
      toleration(spec, "node.kubernetes.io/not-ready");
      toleration(spec, "node.kubernetes.io/unreachable");
    }
    number(spec, "priority", 0);
    missing(spec, "enableServiceLinks", JsonNodeFactory.instance.booleanNode(true));
    text(spec, "preemptionPolicy", "PreemptLowerPriority");
    ObjectNode status = Json.child(tree, "status");
    text(status, "phase", "Pending");
    text(status, "qosClass", qosClass(spec));
  }

  private static void toleration(ObjectNode spec, String key) {
    spec.withArray("tolerations")
        .addObject()
        .put("key", key)
        .put("operator", "Exists")
        .put("effect", "NoExecute")
        .put("tolerationSeconds", DEFAULT_TOLERATION_SECONDS);
  }

  private static void container(JsonNode node) {
    if (!(node instanceof ObjectNode container)) {
      return;
    }
    container.path("ports").forEach(port -> text((ObjectNode) port, "protocol", "TCP"));
    ObjectNode resources = Json.child(container, "resources");
    if (resources.path("limits").isObject()) {
      ObjectNode requests = Json.child(resources, "requests");
      resources.path("limits").forEachEntry((name, value) -> missing(requests, name, value));
    }
    text(container, "terminationMessagePath", "/dev/termination-log");
    text(container, "terminationMessagePolicy", "File");
    String image = Json.text(container, "image");
    String tag = image.substring(image.lastIndexOf('/') + 1);
    boolean latest = !tag.contains(":") || tag.endsWith(":latest");
    text(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode given) {
        number(given, "timeoutSeconds", 1);
        number(given, "periodSeconds", 10);
        number(given, "successThreshold", 1);
        number(given, "failureThreshold", 3);
      }
    }
  }

  /// (kubernetes: Guaranteed wants equal limits and requests of cpu and memory in every container)
  private static String qosClass(ObjectNode spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (JsonNode container : spec.path("containers")) {
      JsonNode limits = container.path("resources").path("limits");
      JsonNode requests = container.path("resources").path("requests");
      any |= !limits.isEmpty() || !requests.isEmpty();
      for (String name : List.of("cpu", "memory")) {
        String limit = Json.text(limits, name);
        guaranteed &= !limit.isEmpty() && limit.equals(Json.text(requests, name));
      }
    }
    if (!any) {
      return "BestEffort";
    }
    return guaranteed ? "Guaranteed" : "Burstable";
  }

  private static void service(ObjectNode spec) {
    for (JsonNode entry : spec.path("ports")) {
      ObjectNode port = (ObjectNode) entry;
      text(port, "protocol", "TCP");
      missing(port, "targetPort", port.path("port"));
    }
    text(spec, "sessionAffinity", "None");
    text(spec, "type", "ClusterIP");
    text(spec, "internalTrafficPolicy", "Cluster");
    text(spec, "ipFamilyPolicy", "SingleStack");
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
    }
    String address = Json.text(spec, "clusterIP");
    if (!address.isEmpty() && !spec.has("clusterIPs")) {
      spec.putArray("clusterIPs").add(address);
    }
  }

  private static void namespace(ObjectNode tree) {
    ObjectNode metadata = Json.child(tree, "metadata");
    String name = Json.text(metadata, "name");
    Json.child(metadata, "labels").put("kubernetes.io/metadata.name", name);
    ObjectNode spec = Json.child(tree, "spec");
    if (!spec.has("finalizers")) {
      spec.putArray("finalizers").add("kubernetes");
    }
    text(Json.child(tree, "status"), "phase", "Active");
  }

  /// `stringData` is write-only: it goes into `data`.
  private static void secret(ObjectNode tree) {
    text(tree, "type", "Opaque");
    if (tree.get("stringData") instanceof ObjectNode plain) {
      ObjectNode data = Json.child(tree, "data");
      plain.forEachEntry(
          (key, value) -> data.put(key, value.asString("").getBytes(StandardCharsets.UTF_8)));
      tree.remove("stringData");
    }
  }

  private static void text(ObjectNode node, String member, String value) {
    if (!node.hasNonNull(member)) {
      node.put(member, value);
    }
  }

  private static void number(ObjectNode node, String member, int value) {
    if (!node.hasNonNull(member)) {
      node.put(member, value);
    }
  }

  private static void missing(ObjectNode node, String member, JsonNode value) {
    if (!node.hasNonNull(member)) {
      node.set(member, value.deepCopy());
    }
  }
}
