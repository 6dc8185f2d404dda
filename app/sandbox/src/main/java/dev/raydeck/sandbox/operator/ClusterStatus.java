package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.api.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Works out a cluster's status from its Pods (kuberay: controllers/ray/raycluster_controller.go,
/// calculateStatus). Zero counters are left out; `state` never goes back from `ready` by itself.
final class ClusterStatus {
  static final String SUSPENDING = "RayClusterSuspending";
  static final String SUSPENDED = "RayClusterSuspended";
  static final String PROVISIONED = "RayClusterProvisioned";
  private static final String HEAD_READY = "HeadPodReady";
  private static final String REPLICA_FAILURE = "ReplicaFailure";

  /// A difference in these alone is not written.
  private static final List<String> NOT_COMPARED =
      List.of(
          "desiredCPU",
          "desiredMemory",
          "desiredGPU",
          "desiredTPU",
          "observedGeneration",
          "lastUpdateTime",
          "stateTransitionTimes");

  private final RayCluster cluster;
  private final List<ObjectNode> pods;
  private final @Nullable RoundFailed failure;
  private final Instant now;
  private final ObjectNode status;
  private final Conditions conditions;

  private ClusterStatus(
      RayCluster cluster, List<ObjectNode> pods, @Nullable RoundFailed failure, Instant now) {
    this.cluster = cluster;
    this.pods = pods;
    this.failure = failure;
    this.now = now;
    this.status =
        cluster.object().path("status") instanceof ObjectNode present
            ? present.deepCopy()
            : Json.object();
    this.conditions = new Conditions(status, now);
  }

  /// The new status, or empty when nothing that counts has changed.
  static Optional<ObjectNode> of(
      RayCluster cluster, List<ObjectNode> pods, @Nullable RoundFailed failure, Instant now) {
    ObjectNode next = new ClusterStatus(cluster, pods, failure, now).calculate();
    return Json.same(compared(next), compared(cluster.object().path("status")))
        ? Optional.empty()
        : Optional.of(next);
  }

  private static JsonNode compared(JsonNode status) {
    if (!(status instanceof ObjectNode object)) {
      return Json.object();
    }
    return object.deepCopy().remove(NOT_COMPARED);
  }

  private ObjectNode calculate() {
    setCounters();
    DesiredResources.write(cluster, status);
    setHead();
    setReplicaFailure();
    setHeadReady();
    setProvisioned();
    setSuspension();
    setState();
    status.put("lastUpdateTime", EventRecorder.seconds(now));
    status.put("observedGeneration", cluster.generation());
    return status;
  }

  private void setCounters() {
    List<WorkerGroup> groups = cluster.groups();
    List<WorkerGroup> active = groups.stream().filter(group -> !group.isSuspended()).toList();
    long running = workers().stream().filter(ClusterStatus::isRunning).count();
    long ready =
        workers().stream().filter(pod -> isRunning(pod) && readyCondition(pod, "True")).count();
    putUnlessZero("availableWorkerReplicas", running);
    putUnlessZero("readyWorkerReplicas", ready);
    putUnlessZero("desiredWorkerReplicas", desiredWorkers());
    putUnlessZero(
        "minWorkerReplicas",
        active.stream().mapToLong(group -> (long) group.min() * group.hostsPerReplica()).sum());
    long max =
        active.stream().mapToLong(group -> (long) group.max() * group.hostsPerReplica()).sum();
    putUnlessZero("maxWorkerReplicas", Math.min(max, Integer.MAX_VALUE));
  }

  private long desiredWorkers() {
    return cluster.groups().stream().mapToLong(WorkerGroup::expectedPods).sum();
  }

  private void putUnlessZero(String member, long value) {
    status.remove(member);
    if (value != 0) {
      status.put(member, value);
    }
  }

  private List<ObjectNode> workers() {
    return pods.stream().filter(pod -> nodeType(pod).equals("worker")).toList();
  }

  private static String nodeType(JsonNode pod) {
    return Json.text(pod, "metadata", "labels", "ray.io/node-type");
  }

  private static boolean isRunning(JsonNode pod) {
    return Json.text(pod, "status", "phase").equals("Running");
  }

  private static boolean readyCondition(JsonNode pod, String value) {
    return PodConditions.find(pod, "Ready")
        .filter(ready -> Json.text(ready, "status").equals(value))
        .isPresent();
  }

  private Optional<ObjectNode> head() {
    return pods.stream().filter(pod -> nodeType(pod).equals("head")).findFirst();
  }

  private void setHead() {
    ObjectNode head = Json.object();
    head()
        .ifPresent(pod -> {
          String ip = Json.text(pod, "status", "podIP");
          if (!ip.isEmpty()) {
            head.put("podIP", ip).put("serviceIP", ip);
          }
          head.put("podName", Json.text(pod, "metadata", "name"));
        });
    head.put("serviceName", cluster.headService());
    status.set("head", head);
    ObjectNode endpoints = Json.child(status, "endpoints");
    ClusterObjects.ports(cluster)
        .forEach((name, port) -> endpoints.put(name, Integer.toString(port)));
  }

  private void setReplicaFailure() {
    RoundFailed failed = failure;
    if (failed == null) {
      conditions.remove(REPLICA_FAILURE);
    } else if (!failed.reason().isEmpty()) {
      conditions.set(REPLICA_FAILURE, true, failed.reason(), failed.conditionMessage());
    }
  }

  private void setHeadReady() {
    Optional<ObjectNode> head = head();
    if (head.isEmpty()) {
      conditions.set(HEAD_READY, false, "HeadPodNotFound", "Head Pod not found");
      return;
    }
    PodConditions.Readiness readiness = PodConditions.readiness(head.get());
    conditions.set(HEAD_READY, readiness.isReady(), readiness.reason(), readiness.message());
  }

  private void setProvisioned() {
    if (conditions.isTrue(PROVISIONED)) {
      return;
    }
    if (cluster.hasCondition(SUSPENDED)) {
      return;
    }
    if (allPodsReady()) {
      conditions.set(
          PROVISIONED,
          true,
          "AllPodRunningAndReadyFirstTime",
          "All Ray Pods are ready for the first time");
    } else {
      conditions.set(
          PROVISIONED,
          false,
          "RayClusterPodsProvisioning",
          "RayCluster Pods are being provisioned for first time");
    }
  }

  /// All that exist; a Pod without a Ready condition counts as ready.
  private boolean allPodsReady() {
    return !pods.isEmpty()
        && pods.stream()
            .allMatch(pod ->
                isRunning(pod)
                    && PodConditions.find(pod, "Ready")
                        .map(ready -> Json.text(ready, "status").equals("True"))
                        .orElse(true));
  }

  private void setSuspension() {
    if (cluster.hasCondition(SUSPENDING)) {
      if (pods.isEmpty()) {
        conditions.set(
            PROVISIONED, false, "RayClusterPodsProvisioning", "RayCluster has been suspended");
        conditions.set(SUSPENDING, false, SUSPENDING, "");
        conditions.set(SUSPENDED, true, SUSPENDED, "");
      }
    } else if (cluster.hasCondition(SUSPENDED)) {
      if (cluster.wantsResumption()) {
        conditions.set(SUSPENDED, false, SUSPENDED, "");
      }
    } else {
      conditions.set(SUSPENDED, false, SUSPENDED, "");
      conditions.set(SUSPENDING, cluster.wantsSuspension(), SUSPENDING, "");
    }
  }

  private void setState() {
    boolean isComplete = pods.size() == desiredWorkers() + 1;
    if (failure == null && isComplete && allPodsReady()) {
      enter("ready");
    } else if (cluster.wantsSuspension() && pods.isEmpty()) {
      enter("suspended");
    }
  }

  private void enter(String state) {
    if (!Json.text(status, "state").equals(state)) {
      status.put("state", state);
      Json.child(status, "stateTransitionTimes").put(state, EventRecorder.seconds(now));
    }
  }
}
