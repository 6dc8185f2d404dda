package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A RayCluster object, with the questions the operator asks it.
record RayCluster(ObjectNode object) {
  private static final int MAX_PREFIX = 50;

  String name() {
    return Json.text(object, "metadata", "name");
  }

  String namespace() {
    return Json.text(object, "metadata", "namespace");
  }

  String uid() {
    return Json.text(object, "metadata", "uid");
  }

  long generation() {
    return Json.number(object, "metadata", "generation");
  }

  boolean isBeingDeleted() {
    return !Json.text(object, "metadata", "deletionTimestamp").isEmpty();
  }

  boolean isManagedByOthers() {
    String manager = Json.text(object, "spec", "managedBy");
    return !manager.isEmpty() && !manager.equals("ray.io/kuberay-operator");
  }

  boolean isAutoscaling() {
    return spec().path("enableInTreeAutoscaling").asBoolean(false);
  }

  boolean wantsSuspension() {
    return spec().path("suspend").asBoolean(false);
  }

  /// Resuming takes an explicit `false`; a missing member is not enough.
  boolean wantsResumption() {
    return spec().path("suspend").isBoolean() && !wantsSuspension();
  }

  boolean hasAnnotation(String name) {
    return Json.text(object, "metadata", "annotations", name).equals("true");
  }

  JsonNode spec() {
    return object.path("spec");
  }

  JsonNode head() {
    return spec().path("headGroupSpec");
  }

  JsonNode autoscalerOptions() {
    return spec().path("autoscalerOptions");
  }

  boolean asksForAutoscalerV2() {
    return Json.text(autoscalerOptions(), "version").equals("v2");
  }

  List<WorkerGroup> groups() {
    return Json.entries(spec().path("workerGroupSpecs")).stream().map(WorkerGroup::of).toList();
  }

  Optional<JsonNode> condition(String type) {
    return Json.entries(Json.at(object, "status", "conditions")).stream()
        .filter(condition -> Json.text(condition, "type").equals(type))
        .findFirst();
  }

  boolean hasCondition(String type) {
    return condition(type).filter(found -> Json.text(found, "status").equals("True")).isPresent();
  }

  String headService() {
    String given = Json.text(head(), "headService", "metadata", "name");
    return given.isEmpty() ? lastOf(name() + "-head-svc") : given;
  }

  String address() {
    return headService() + "." + namespace() + ".svc.cluster.local";
  }

  int gcsPort() {
    String given = Json.text(head(), "rayStartParams", "port");
    return given.isEmpty() ? 6379 : Integer.parseInt(given);
  }

  String serviceAccount() {
    String given = Json.text(head(), "template", "spec", "serviceAccountName");
    return given.isEmpty() ? lastOf(name()) : given;
  }

  String roleName() {
    return lastOf(name());
  }

  /// The first 50 characters of a Pod's name, then the dash before the random part.
  static String podPrefix(String name) {
    String clipped = name.length() > MAX_PREFIX ? name.substring(0, MAX_PREFIX) : name;
    return clipped.toLowerCase(Locale.ROOT) + "-";
  }

  private static String lastOf(String name) {
    if (name.length() <= MAX_PREFIX) {
      return name;
    }
    String clipped = name.substring(name.length() - MAX_PREFIX);
    return Character.isLetter(clipped.charAt(0)) ? clipped : "r" + clipped.substring(1);
  }

  /// Makes an object the cluster's own: it goes when the cluster goes.
  void own(ObjectNode owned) {
    Json.child(owned, "metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "ray.io/v1")
        .put("kind", "RayCluster")
        .put("name", name())
        .put("uid", uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  boolean owns(JsonNode object) {
    return Json.entries(Json.at(object, "metadata", "ownerReferences")).stream()
        .anyMatch(owner -> Json.text(owner, "uid").equals(uid()));
  }
}
