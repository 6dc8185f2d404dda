package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.StoreEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Nodes come and go as their objects do: whoever creates a Node gets a machine with a kubelet,
/// whoever deletes it loses the machine with all that ran there. Used on the world's thread.
final class NodeController {
  /// How long the Pods of a vanished node are kept (kubernetes: pkg/controller/podgc, 40 s of
  /// quarantine, looked at every 20 s).
  private static final Duration ORPHANS_KEPT = Duration.ofSeconds(60);

  private final ObjectStore store;
  private final SandboxClock clock;
  private final EventRecorder events;
  private final Set<String> names = new HashSet<>();
  private final Consumer<String> lost;

  /// @param lost told the name of a node whose processes are gone
  NodeController(ObjectStore store, SandboxClock clock, Consumer<String> lost) {
    this.store = store;
    this.clock = clock;
    this.events = new EventRecorder(store, clock, "node-controller", "");
    this.lost = lost;
  }

  void notice(StoreEvent event) {
    ObjectNode node = event.object();
    String name = Json.text(node, "metadata", "name");
    if (event.type() == StoreEvent.Type.DELETED) {
      names.remove(name);
      events.normal(
          Kinds.NODES,
          node,
          "RemovingNode",
          "Node %s event: Removing Node %s from Controller".formatted(name, name));
      lost.accept(name);
      clock.schedule(ORPHANS_KEPT, () -> collectOrphans(name));
    } else if (names.add(name)) {
      events.normal(
          Kinds.NODES,
          node,
          "RegisteredNode",
          "Node %s event: Registered Node %s in Controller".formatted(name, name));
      join(node, name);
    }
  }

  boolean isThere(String node) {
    return names.contains(node);
  }

  /// The kubelet of a node that only has a name tells what the machine has.
  private void join(ObjectNode node, String name) {
    boolean isReady =
        Json.entries(Json.at(node, "status", "conditions")).stream()
            .anyMatch(condition -> Json.text(condition, "type").equals("Ready"));
    if (isReady) {
      return;
    }
    var _ =
        store.updateStatus(
            Kinds.NODES,
            "",
            name,
            object -> {
              ObjectNode status = Json.child(object, "status");
              fill(status, "capacity", node.path("status").path("allocatable"));
              fill(status, "allocatable", status.path("capacity"));
              status
                  .putArray("conditions")
                  .addObject()
                  .put("type", "Ready")
                  .put("status", "True")
                  .put("reason", "KubeletReady")
                  .put("message", "the sandbox's node is ready")
                  .put("lastTransitionTime", EventRecorder.seconds(clock.instant()));
              ObjectNode info = Json.child(status, "nodeInfo");
              info.put("kubeletVersion", "v1.34.2").put("osImage", "sandbox");
              return object;
            });
  }

  private static void fill(ObjectNode status, String list, JsonNode otherwise) {
    if (!status.path(list).isEmpty()) {
      return;
    }
    if (otherwise.isEmpty()) {
      status.putObject(list).put("cpu", "64").put("memory", "256Gi").put("pods", "250");
    } else {
      status.set(list, otherwise.deepCopy());
    }
  }

  private void collectOrphans(String node) {
    if (names.contains(node)) {
      return;
    }
    List<ObjectNode> orphans = new ArrayList<>();
    for (ObjectNode pod : store.list(Kinds.PODS, null)) {
      if (Json.text(pod, "spec", "nodeName").equals(node)) {
        orphans.add(pod);
      }
    }
    orphans.forEach(this::collect);
  }

  private void collect(ObjectNode pod) {
    String namespace = Json.text(pod, "metadata", "namespace");
    String name = Json.text(pod, "metadata", "name");
    try {
      store.delete(Kinds.PODS, namespace, name, 0);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }
}
