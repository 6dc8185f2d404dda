package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The controller: events name a cluster to look at, and a round looks at it whole. Rounds are
/// never nested: all of it runs on the world's thread.
public final class RayClusterOperator {
  private static final Duration REACTION = Duration.ofMillis(8);
  private static final Duration AFTER_STATUS_WRITE = Duration.ofSeconds(2);
  private static final Duration RESYNC = Duration.ofMinutes(5);
  private static final Duration FIRST_RETRY = Duration.ofMillis(5);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1_000);

  private final ObjectStore store;
  private final SandboxClock clock;
  private final EventRecorder events;
  private final Expectations expectations = new Expectations();
  private final PodCache pods = new PodCache();
  private final Map<String, String> seenVersions = new HashMap<>();
  private final Map<String, Wake> wakes = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  private record Wake(Instant at, SandboxClock.Scheduled scheduled) {}

  public RayClusterOperator(ObjectStore store, SandboxClock clock) {
    this.store = store;
    this.clock = clock;
    this.events = new EventRecorder(store, clock, "raycluster-controller", "");
  }

  /// Takes note of a change in the store.
  public void notice(Kind kind, StoreEvent event) {
    ObjectNode object = event.object();
    boolean isGone = event.type() == StoreEvent.Type.DELETED;
    if (kind.equals(Kinds.RAY_CLUSTERS)) {
      noticeCluster(object, isGone);
    } else if (kind.equals(Kinds.PODS)) {
      if (isGone) {
        pods.remove(object);
      } else {
        pods.put(object);
      }
      wakeOwner(object);
    } else if (kind.equals(Kinds.SERVICES)) {
      wakeOwner(object);
    }
  }

  /// Status writes do not count: only generation, labels and annotations.
  private void noticeCluster(ObjectNode object, boolean isGone) {
    JsonNode metadata = object.path("metadata");
    String key = key(object, Json.text(metadata, "name"));
    String version =
        isGone
            ? "gone"
            : Json.text(metadata, "uid")
                + metadata.path("generation")
                + metadata.path("labels")
                + metadata.path("annotations")
                + metadata.path("deletionTimestamp");
    if (!version.equals(seenVersions.put(key, version))) {
      wake(key, REACTION);
    }
  }

  private void wakeOwner(ObjectNode object) {
    for (JsonNode owner : Json.entries(Json.at(object, "metadata", "ownerReferences"))) {
      if (Json.text(owner, "kind").equals("RayCluster")) {
        wake(key(object, Json.text(owner, "name")), REACTION);
      }
    }
  }

  private static String key(JsonNode object, String name) {
    return Json.text(object, "metadata", "namespace") + "/" + name;
  }

  /// The earlier of two wakes stands.
  private void wake(String key, Duration delay) {
    Instant at = clock.instant().plus(delay);
    Wake present = wakes.get(key);
    if (present != null) {
      if (!present.at().isAfter(at)) {
        return;
      }
      present.scheduled().cancel();
    }
    wakes.put(
        key,
        new Wake(
            at,
            clock.schedule(
                delay,
                () -> {
                  wakes.remove(key);
                  reconcile(key);
                })));
  }

  private void reconcile(String key) {
    int slash = key.indexOf('/');
    Optional<RayCluster> cluster =
        store
            .find(Kinds.RAY_CLUSTERS, key.substring(0, slash), key.substring(slash + 1))
            .map(RayCluster::new);
    if (cluster.isEmpty()) {
      expectations.forget(key);
      failures.remove(key);
      return;
    }
    if (cluster.get().isManagedByOthers() || !isValid(cluster.get())) {
      return;
    }
    if (!cluster.get().isBeingDeleted()) {
      reconcile(key, cluster.get());
    }
  }

  private boolean isValid(RayCluster cluster) {
    Optional<String> metadata = Validation.metadataProblem(cluster);
    metadata.ifPresent(problem -> refuse(cluster, "Metadata", "metadata", problem));
    Optional<String> spec =
        metadata.isPresent() ? Optional.empty() : Validation.specProblem(cluster);
    spec.ifPresent(problem -> refuse(cluster, "Spec", "spec", problem));
    return metadata.isEmpty() && spec.isEmpty();
  }

  private void refuse(RayCluster cluster, String what, String word, String problem) {
    events.warning(
        Kinds.RAY_CLUSTERS,
        cluster.object(),
        "InvalidRayCluster" + what,
        "The RayCluster %s is invalid %s/%s: %s"
            .formatted(word, cluster.namespace(), cluster.name(), problem));
  }

  private void reconcile(String key, RayCluster cluster) {
    RoundFailed failure = null;
    try {
      makeObjects(cluster);
      new PodRound(store, clock, events, expectations, pods, cluster).run();
    } catch (RoundFailed e) {
      failure = e;
    }
    boolean isWritten = writeStatus(cluster, failure);
    if (failure != null) {
      int count = failures.merge(key, 1, Integer::sum);
      wake(key, retryDelay(count));
    } else {
      failures.remove(key);
      wake(key, isWritten ? AFTER_STATUS_WRITE : RESYNC);
    }
  }

  /// Doubles with every failure in a row.
  static Duration retryDelay(int failuresInARow) {
    int doublings = Math.min(failuresInARow - 1, 20);
    Duration delay = FIRST_RETRY.multipliedBy(1L << doublings);
    return delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay;
  }

  private boolean writeStatus(RayCluster cluster, @Nullable RoundFailed failure) {
    Optional<ObjectNode> status =
        ClusterStatus.of(cluster, pods.ofCluster(cluster), failure, clock.instant());
    status.ifPresent(next -> {
      var _ =
          store.updateStatus(
              Kinds.RAY_CLUSTERS,
              cluster.namespace(),
              cluster.name(),
              object -> {
                object.set("status", next);
                return object;
              });
    });
    return status.isPresent();
  }

  /// Each is made if it is missing, and never changed after.
  private void makeObjects(RayCluster cluster) throws RoundFailed {
    if (cluster.isAutoscaling()) {
      make(
          cluster,
          Kinds.SERVICE_ACCOUNTS,
          cluster.serviceAccount(),
          ClusterObjects::serviceAccount,
          "service account");
      make(cluster, Kinds.ROLES, cluster.roleName(), ClusterObjects::role, "role");
      make(
          cluster,
          Kinds.ROLE_BINDINGS,
          cluster.roleName(),
          ClusterObjects::roleBinding,
          "role binding");
    }
    make(cluster, Kinds.SERVICES, cluster.headService(), ClusterObjects::headService, "service");
  }

  private void make(
      RayCluster cluster,
      Kind kind,
      String name,
      Function<RayCluster, ObjectNode> object,
      String word)
      throws RoundFailed {
    if (store.find(kind, cluster.namespace(), name).isPresent()) {
      return;
    }
    String path = cluster.namespace() + "/" + name;
    try {
      var _ = store.create(kind, object.apply(cluster));
      events.normal(
          Kinds.RAY_CLUSTERS,
          cluster.object(),
          "Created" + kind.kind(),
          "Created " + word + " " + path);
    } catch (ApiException e) {
      String why = Objects.toString(e.getMessage(), "");
      events.warning(
          Kinds.RAY_CLUSTERS,
          cluster.object(),
          "FailedToCreate" + kind.kind(),
          "Failed creating " + word + " " + path + ", " + why);
      throw RoundFailed.without(why);
    }
  }
}
