package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One look at the Pods of one cluster: head first, then each group in order; the first error ends
/// the round (kuberay: controllers/ray/raycluster_controller.go, reconcilePods).
final class PodRound {
  private static final String HEAD_GROUP = "";

  private final ObjectStore store;
  private final SandboxClock clock;
  private final EventRecorder events;
  private final Expectations expectations;
  private final PodCache pods;
  private final RayCluster cluster;
  private final String key;

  PodRound(
      ObjectStore store,
      SandboxClock clock,
      EventRecorder events,
      Expectations expectations,
      PodCache pods,
      RayCluster cluster) {
    this.store = store;
    this.clock = clock;
    this.events = events;
    this.expectations = expectations;
    this.pods = pods;
    this.cluster = cluster;
    this.key = cluster.namespace() + "/" + cluster.name();
  }

  void run() throws RoundFailed {
    if (cluster.hasCondition(ClusterStatus.SUSPENDING)) {
      deleteAll();
      return;
    }
    if (cluster.hasCondition(ClusterStatus.SUSPENDED) || cluster.wantsSuspension()) {
      return;
    }
    boolean goesOn = head();
    if (!goesOn) {
      return;
    }
    for (WorkerGroup group : cluster.groups()) {
      if (isSettled(group.name())) {
        workers(group);
      }
    }
  }

  private boolean isSettled(String group) {
    return expectations.areMet(key, group, pods::contains, clock.instant());
  }

  private void deleteAll() {
    for (ObjectNode pod : pods.ofCluster(cluster)) {
      if (Json.text(pod, "metadata", "deletionTimestamp").isEmpty()) {
        store.delete(Kinds.PODS, cluster.namespace(), Json.text(pod, "metadata", "name"), null);
      }
    }
    normal("DeletedPod", "Deleted Pods for RayCluster " + key + " due to suspension");
  }

  /// False if the workers must wait for another round.
  private boolean head() throws RoundFailed {
    if (!isSettled(HEAD_GROUP)) {
      return true;
    }
    List<ObjectNode> heads = pods.heads(cluster);
    if (heads.size() > 1) {
      throw RoundFailed.without("more than 1 head pod found for cluster " + cluster.name());
    }
    if (heads.isEmpty()) {
      boolean mayRestart =
          !cluster.hasAnnotation("ray.io/disable-provisioned-head-restart")
              || !cluster.hasCondition(ClusterStatus.PROVISIONED);
      if (mayRestart) {
        createHead();
      }
      return mayRestart;
    }
    ObjectNode head = heads.getFirst();
    Optional<String> illness = illness(head);
    if (illness.isPresent()) {
      delete(head, HEAD_GROUP);
      normal("DeletedHeadPod", "Deleted head Pod " + path(head) + "; " + illness.get());
      throw RoundFailed.without(illness.get());
    }
    return true;
  }

  private void createHead() throws RoundFailed {
    try {
      ObjectNode pod = store.create(Kinds.PODS, RayPods.head(cluster));
      expectations.created(key, HEAD_GROUP, path(pod), clock.instant());
      normal("CreatedHeadPod", "Created head Pod " + path(pod));
    } catch (ApiException e) {
      String why = Objects.toString(e.getMessage(), "");
      warning(
          "FailedToCreateHeadPod",
          "Failed to create head Pod " + cluster.namespace() + "/, " + why);
      throw new RoundFailed("FailedCreateHeadPod", why);
    }
  }

  private void workers(WorkerGroup group) throws RoundFailed {
    List<ObjectNode> running = new ArrayList<>(pods.ofGroup(cluster, group.name()));
    if (group.isSuspended()) {
      running.forEach(pod -> delete(pod, group.name()));
      normal(
          "DeletedWorkerPod",
          "Deleted all pods for suspended worker group " + group.name() + " in RayCluster " + key);
      return;
    }
    deleteIll(group, running);
    for (String name : group.workersToDelete()) {
      deleteNamed(group, name);
      running.removeIf(pod -> Json.text(pod, "metadata", "name").equals(name));
    }
    int missing = group.expectedPods() - running.size();
    for (int i = 0; i < missing; i++) {
      createWorker(group);
    }
    if (missing < 0 && !cluster.isAutoscaling()) {
      for (ObjectNode pod : running.subList(0, -missing)) {
        delete(pod, group.name());
        normal("DeletedWorkerPod", "Deleted Pod " + path(pod));
      }
    }
  }

  private void deleteIll(WorkerGroup group, List<ObjectNode> running) throws RoundFailed {
    int deleted = 0;
    for (ObjectNode pod : running) {
      Optional<String> illness = illness(pod);
      if (illness.isPresent()) {
        delete(pod, group.name());
        normal("DeletedWorkerPod", "Deleted worker Pod " + path(pod) + "; " + illness.get());
        deleted++;
      }
    }
    if (deleted > 0) {
      throw RoundFailed.without("delete " + deleted + " unhealthy worker Pods");
    }
  }

  /// Whoever the Pod belongs to, and whatever `replicas` says. A name that is not there is passed
  /// over.
  private void deleteNamed(WorkerGroup group, String name) {
    store
        .find(Kinds.PODS, cluster.namespace(), name)
        .ifPresent(pod -> {
          delete(pod, group.name());
          normal("DeletedWorkerPod", "Deleted pod " + path(pod));
        });
  }

  private void createWorker(WorkerGroup group) throws RoundFailed {
    try {
      ObjectNode pod = store.create(Kinds.PODS, RayPods.worker(cluster, group));
      expectations.created(key, group.name(), path(pod), clock.instant());
      normal("CreatedWorkerPod", "Created worker Pod " + path(pod));
    } catch (ApiException e) {
      String why = Objects.toString(e.getMessage(), "");
      warning(
          "FailedToCreateWorkerPod",
          "Failed to create worker Pod for the cluster " + key + ", " + why);
      throw new RoundFailed("FailedCreateWorkerPod", why);
    }
  }

  private void delete(ObjectNode pod, String group) {
    store.delete(Kinds.PODS, cluster.namespace(), Json.text(pod, "metadata", "name"), null);
    expectations.deleted(key, group, path(pod), clock.instant());
  }

  private static String path(JsonNode pod) {
    return Json.text(pod, "metadata", "namespace") + "/" + Json.text(pod, "metadata", "name");
  }

  /// Why a Pod must go: it ended, or its Ray container did and will not be restarted.
  static Optional<String> illness(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    String policy = Json.text(pod, "spec", "restartPolicy");
    JsonNode terminated = rayContainer(pod).path("state").path("terminated");
    boolean hasEnded = phase.equals("Failed") || phase.equals("Succeeded");
    boolean hasLostRay =
        phase.equals("Running") && policy.equals("Never") && !terminated.isMissingNode();
    if (!hasEnded && !hasLostRay) {
      return Optional.empty();
    }
    return Optional.of(
        "Pod status: %s; Pod restart policy: %s; Ray container terminated status: %s"
            .formatted(phase, policy, terminated.isMissingNode() ? "nil" : terminated));
  }

  private static JsonNode rayContainer(JsonNode pod) {
    String name = Json.text(pod.path("spec").path("containers").path(0), "name");
    return Json.entries(Json.at(pod, "status", "containerStatuses")).stream()
        .filter(status -> Json.text(status, "name").equals(name))
        .findFirst()
        .orElseGet(Json::object);
  }

  private void normal(String reason, String message) {
    events.normal(Kinds.RAY_CLUSTERS, cluster.object(), reason, message);
  }

  private void warning(String reason, String message) {
    events.warning(Kinds.RAY_CLUSTERS, cluster.object(), reason, message);
  }
}
