package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/// The CustomResourceDefinition that KubeRay's installation brings, as `kubectl get crd` shows it.
public final class Definitions {
  private Definitions() {}

  /// `rayclusters.ray.io`, established at that time.
  public static ObjectNode rayClusters(Instant now) {
    Kind kind = Kinds.RAY_CLUSTERS;
    ObjectNode definition = Json.object();
    definition
        .putObject("metadata")
        .put("name", kind.plural() + "." + kind.group())
        .putObject("annotations")
        .put("controller-gen.kubebuilder.io/version", "v0.16.5");
    ObjectNode spec = definition.putObject("spec");
    spec.putObject("conversion").put("strategy", "None");
    spec.put("group", kind.group());
    names(spec.putObject("names"));
    spec.put("scope", "Namespaced");
    ObjectNode version = spec.putArray("versions").addObject();
    columns(version);
    version.put("name", kind.version());
    version.putObject("schema").set("openAPIV3Schema", schema());
    version.put("served", true).put("storage", true).putObject("subresources").putObject("status");
    ObjectNode status = definition.putObject("status");
    names(status.putObject("acceptedNames"));
    String since = now.truncatedTo(ChronoUnit.SECONDS).toString();
    condition(status, "NamesAccepted", "NoConflicts", "no conflicts found", since);
    condition(
        status,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        since);
    status.putArray("storedVersions").add(kind.version());
    return definition;
  }

  private static void names(ObjectNode names) {
    names.putArray("categories").add("all");
    names
        .put("kind", "RayCluster")
        .put("listKind", "RayClusterList")
        .put("plural", "rayclusters")
        .put("singular", "raycluster");
  }

  private static void columns(ObjectNode version) {
    column(version, ".status.desiredWorkerReplicas", "desired workers", "integer", 0);
    column(version, ".status.availableWorkerReplicas", "available workers", "integer", 0);
    column(version, ".status.desiredCPU", "cpus", "string", 0);
    column(version, ".status.desiredMemory", "memory", "string", 0);
    column(version, ".status.desiredGPU", "gpus", "string", 0);
    column(version, ".status.desiredTPU", "tpus", "string", 1);
    column(version, ".status.state", "status", "string", 0);
    column(version, ".metadata.creationTimestamp", "age", "date", 0);
    column(version, ".status.head.podIP", "head pod IP", "string", 1);
    column(version, ".status.head.serviceIP", "head service IP", "string", 1);
  }

  private static void column(
      ObjectNode version, String path, String name, String type, int priority) {
    ObjectNode column =
        version
            .withArray("additionalPrinterColumns")
            .addObject()
            .put("jsonPath", path)
            .put("name", name);
    if (priority != 0) {
      column.put("priority", priority);
    }
    column.put("type", type);
  }

  /// A definition's schema says nothing of `metadata`, which is the same for all kinds.
  private static ObjectNode schema() {
    ObjectNode schema = (ObjectNode) Schemas.of(Kinds.RAY_CLUSTERS).orElseThrow().deepCopy();
    schema.remove("x-kubernetes-group-version-kind");
    Json.child(schema, "properties").putObject("metadata").put("type", "object");
    return schema;
  }

  private static void condition(
      ObjectNode status, String type, String reason, String message, String since) {
    status
        .withArray("conditions")
        .addObject()
        .put("lastTransitionTime", since)
        .put("message", message)
        .put("reason", reason)
        .put("status", "True")
        .put("type", type);
  }
}
