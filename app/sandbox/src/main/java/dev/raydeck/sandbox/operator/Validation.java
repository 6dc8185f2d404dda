package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What operator 1.5.0 refuses to work on: one event, and then nothing until the object changes
/// (kuberay: controllers/ray/utils/validation.go).
final class Validation {
  private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final int MAX_NAME = 53;
  private static final List<String> RESOURCE_FLAGS =
      List.of("num-cpus", "num-gpus", "memory", "resources");
  private static final String V2_VARIABLE = "RAY_enable_autoscaler_v2";

  private Validation() {}

  static Optional<String> metadataProblem(RayCluster cluster) {
    if (cluster.name().length() > MAX_NAME) {
      return Optional.of("RayCluster name should be no more than 53 characters");
    }
    return DNS_1035.matcher(cluster.name()).matches()
        ? Optional.empty()
        : Optional.of("RayCluster name should be a valid DNS1035 label");
  }

  static Optional<String> specProblem(RayCluster cluster) {
    if (containers(cluster.head()).isEmpty()) {
      return Optional.of("headGroupSpec should have at least one container");
    }
    Optional<String> head = parameterProblem("Head", cluster.head());
    if (head.isPresent()) {
      return head;
    }
    for (WorkerGroup group : cluster.groups()) {
      Optional<String> problem = groupProblem(cluster, group);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return autoscalerProblem(cluster);
  }

  private static JsonNode containers(JsonNode group) {
    return Json.at(group, "template", "spec", "containers");
  }

  private static Optional<String> groupProblem(RayCluster cluster, WorkerGroup group) {
    if (containers(group.spec()).isEmpty()) {
      return Optional.of("workerGroupSpec should have at least one container");
    }
    if (cluster.isAutoscaling() && group.isSuspended()) {
      return Optional.of(
          "worker group " + group.name() + " cannot be suspended with Autoscaler enabled");
    }
    boolean isBounded = group.minReplicas() != null && group.maxReplicas() != null;
    if (!cluster.isAutoscaling() && !isBounded) {
      return Optional.of(
          "worker group " + group.name() + " needs minReplicas and maxReplicas without Autoscaler");
    }
    if (group.spec().has("idleTimeoutSeconds") && !usesV2(cluster)) {
      return Optional.of(
          "worker group "
              + group.name()
              + " has idleTimeoutSeconds set, but autoscaler version is not v2");
    }
    return parameterProblem(group.name(), group.spec());
  }

  private static Optional<String> parameterProblem(String group, JsonNode spec) {
    JsonNode parameters = spec.path("rayStartParams");
    if (parameters.has("labels")) {
      return Optional.of(group + " rayStartParams must not contain labels; use the group's labels");
    }
    boolean both =
        !spec.path("resources").isEmpty() && RESOURCE_FLAGS.stream().anyMatch(parameters::has);
    return both
        ? Optional.of(
            "resource fields of " + group + " must not be in both rayStartParams and resources")
        : Optional.empty();
  }

  private static boolean usesV2(RayCluster cluster) {
    String variable = headVariable(cluster);
    return cluster.asksForAutoscalerV2() || variable.equals("1") || variable.equals("true");
  }

  private static String headVariable(RayCluster cluster) {
    return Json.entries(containers(cluster.head()).path(0).path("env")).stream()
        .filter(entry -> Json.text(entry, "name").equals(V2_VARIABLE))
        .map(entry -> Json.text(entry, "value"))
        .findFirst()
        .orElse("");
  }

  private static Optional<String> autoscalerProblem(RayCluster cluster) {
    String variable = headVariable(cluster);
    if (!cluster.isAutoscaling()) {
      boolean asks = variable.equals("1") || variable.equals("true");
      return asks
          ? Optional.of(V2_VARIABLE + " is set but enableInTreeAutoscaling is not")
          : Optional.empty();
    }
    if (!Json.text(cluster.autoscalerOptions(), "version").isEmpty() && !variable.isEmpty()) {
      return Optional.of("autoscalerOptions.version and " + V2_VARIABLE + " must not both be set");
    }
    boolean allNever =
        neverRestarts(cluster.head())
            && cluster.groups().stream().allMatch(group -> neverRestarts(group.spec()));
    return cluster.asksForAutoscalerV2() && !allNever
        ? Optional.of("restartPolicy must be Never or unset with autoscaler version v2")
        : Optional.empty();
  }

  private static boolean neverRestarts(JsonNode group) {
    String policy = Json.text(group, "template", "spec", "restartPolicy");
    return policy.isEmpty() || policy.equals("Never");
  }
}
