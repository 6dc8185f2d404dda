package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.Amounts;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.Quantity;
import dev.raydeck.sandbox.api.StoreEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Gives Pods to nodes that have room for them. One that fits nowhere says so in its status and an
/// event, and is tried again when a node changes or a Pod goes. Used on the world's thread.
final class Scheduler {
  private static final Duration BINDING = Duration.ofMillis(3);
  private static final Duration FLUSH = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final SandboxClock clock;
  private final EventRecorder events;
  private final Map<String, ObjectNode> nodes = new TreeMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Map<String, Quantity>> taken = new HashMap<>();
  private final Map<String, ObjectNode> waiting = new LinkedHashMap<>();

  /// Where a Pod is, and what it takes there.
  private record Place(String node, Map<String, Quantity> amounts) {}

  Scheduler(ObjectStore store, SandboxClock clock) {
    this.store = store;
    this.clock = clock;
    this.events = new EventRecorder(store, clock, "default-scheduler", "");
  }

  void notice(Kind kind, StoreEvent event) {
    ObjectNode object = event.object();
    boolean isGone = event.type() == StoreEvent.Type.DELETED;
    if (kind.equals(Kinds.NODES)) {
      String name = Json.text(object, "metadata", "name");
      if (isGone) {
        nodes.remove(name);
      } else {
        nodes.put(name, object);
      }
      tryAgain();
    } else if (kind.equals(Kinds.PODS)) {
      noticePod(object, isGone);
    }
  }

  private void noticePod(ObjectNode pod, boolean isGone) {
    String uid = Json.text(pod, "metadata", "uid");
    String node = Json.text(pod, "spec", "nodeName");
    String phase = Json.text(pod, "status", "phase");
    if (isGone || phase.equals("Failed") || phase.equals("Succeeded")) {
      waiting.remove(uid);
      if (free(uid)) {
        tryAgain();
      }
    } else if (!node.isEmpty()) {
      waiting.remove(uid);
      take(uid, node, pod);
    } else if (waiting.put(uid, pod) == null) {
      clock.schedule(BINDING, () -> place(uid));
    }
  }

  private void tryAgain() {
    List.copyOf(waiting.keySet()).forEach(uid -> clock.schedule(BINDING, () -> place(uid)));
  }

  private void take(String uid, String node, ObjectNode pod) {
    if (places.containsKey(uid)) {
      return;
    }
    Map<String, Quantity> amounts = NodeFit.wanted(Amounts.requests(pod));
    places.put(uid, new Place(node, amounts));
    Map<String, Quantity> sum = taken.computeIfAbsent(node, any -> new HashMap<>());
    amounts.forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
  }

  private boolean free(String uid) {
    Place place = places.remove(uid);
    if (place == null) {
      return false;
    }
    Map<String, Quantity> sum = taken.getOrDefault(place.node(), new HashMap<>());
    place
        .amounts()
        .forEach((name, amount) ->
            sum.computeIfPresent(
                name,
                (key, all) -> new Quantity(all.value().subtract(amount.value()), all.isBinary())));
    return true;
  }

  private void place(String uid) {
    ObjectNode pod = waiting.get(uid);
    if (pod == null || !Json.text(pod, "metadata", "deletionTimestamp").isEmpty()) {
      return;
    }
    List<NodeFit> fits =
        nodes.values().stream()
            .map(node ->
                NodeFit.of(
                    pod, node, taken.getOrDefault(Json.text(node, "metadata", "name"), Map.of())))
            .toList();
    Optional<NodeFit> chosen =
        fits.stream()
            .filter(NodeFit::fits)
            .min(Comparator.comparing(fit -> fit.taken("pods").value()));
    if (chosen.isPresent()) {
      bind(uid, pod, chosen.get().node());
    } else {
      refuse(uid, pod, NodeFit.message(fits));
    }
  }

  private void bind(String uid, ObjectNode pod, String node) {
    waiting.remove(uid);
    take(uid, node, pod);
    String namespace = Json.text(pod, "metadata", "namespace");
    String name = Json.text(pod, "metadata", "name");
    try {
      ObjectNode bound =
          store.update(
              Kinds.PODS,
              namespace,
              name,
              object -> {
                Json.child(object, "spec").put("nodeName", node);
                return object;
              });
      events.normal(
          Kinds.PODS,
          bound,
          "Scheduled",
          "Successfully assigned %s/%s to %s".formatted(namespace, name, node));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      free(uid);
    }
  }

  private void refuse(String uid, ObjectNode pod, String why) {
    try {
      ObjectNode refused =
          store.updateStatus(
              Kinds.PODS,
              Json.text(pod, "metadata", "namespace"),
              Json.text(pod, "metadata", "name"),
              object -> unschedulable(object, why));
      waiting.replace(uid, refused);
      events.warning(Kinds.PODS, refused, "FailedScheduling", why);
      clock.schedule(FLUSH, () -> place(uid));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      waiting.remove(uid);
    }
  }

  private ObjectNode unschedulable(ObjectNode pod, String why) {
    ObjectNode status = Json.child(pod, "status").put("phase", "Pending");
    String since = "";
    for (var condition : Json.entries(status.path("conditions"))) {
      if (Json.text(condition, "type").equals("PodScheduled")) {
        since = Json.text(condition, "lastTransitionTime");
      }
    }
    status
        .putArray("conditions")
        .addObject()
        .putNull("lastProbeTime")
        .put("lastTransitionTime", since.isEmpty() ? EventRecorder.seconds(clock.instant()) : since)
        .put("message", why)
        .put("reason", "Unschedulable")
        .put("status", "False")
        .put("type", "PodScheduled");
    return pod;
  }
}
