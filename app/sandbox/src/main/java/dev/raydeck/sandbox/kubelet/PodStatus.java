package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.api.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The status of one Pod as a kubelet writes it: phase, conditions with the times they last turned,
/// containers.
final class PodStatus {
  static final String NODE_IP = "10.244.0.1";

  private record Turn(boolean holds, Instant at) {}

  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private final Instant startedAt;
  private final String qosClass;
  private final boolean isRestarted;

  PodStatus(JsonNode spec, Instant startedAt) {
    this.startedAt = startedAt;
    this.qosClass = qosClass(spec);
    this.isRestarted = !Json.text(spec, "restartPolicy").equals("Never");
  }

  ObjectNode tree(
      List<Container> inits, List<Container> containers, @Nullable String podIp, Instant now) {
    boolean isInitialized = inits.stream().allMatch(Container::isReady);
    boolean isReady = isInitialized && containers.stream().allMatch(Container::isReady);
    boolean isRunning = containers.stream().anyMatch(one -> one.startedAt() != null);
    note("PodReadyToStartContainers", podIp != null, now);
    note("Initialized", isInitialized, now);
    note("Ready", isReady, now);
    note("ContainersReady", isReady, now);
    note("PodScheduled", true, now);
    ObjectNode status = Json.object().put("phase", isRunning ? running(containers) : "Pending");
    conditions(status, containers);
    status.put("hostIP", NODE_IP).putArray("hostIPs").addObject().put("ip", NODE_IP);
    if (podIp != null) {
      status.put("podIP", podIp).putArray("podIPs").addObject().put("ip", podIp);
    }
    status.put("startTime", EventRecorder.seconds(startedAt)).put("qosClass", qosClass);
    if (!inits.isEmpty()) {
      inits.forEach(init -> status.withArray("initContainerStatuses").add(init.status()));
    }
    containers.forEach(one -> status.withArray("containerStatuses").add(one.status()));
    return status;
  }

  /// A Pod whose containers all ended and stay ended is over.
  private String running(List<Container> containers) {
    boolean isOver =
        !isRestarted
            && containers.stream().allMatch(one -> one.state() == Container.State.TERMINATED);
    if (!isOver) {
      return "Running";
    }
    return containers.stream().allMatch(Container::isGood) ? "Succeeded" : "Failed";
  }

  private void note(String type, boolean holds, Instant now) {
    Turn before = turns.get(type);
    if (before == null || before.holds() != holds) {
      turns.put(type, new Turn(holds, now));
    }
  }

  private void conditions(ObjectNode status, List<Container> containers) {
    List<String> unready =
        containers.stream().filter(one -> !one.isReady()).map(one -> one.name).toList();
    turns.forEach((type, turn) -> {
      ObjectNode condition =
          status
              .withArray("conditions")
              .addObject()
              .put("type", type)
              .put("status", turn.holds() ? "True" : "False")
              .putNull("lastProbeTime")
              .put("lastTransitionTime", EventRecorder.seconds(turn.at()));
      if (!turn.holds() && type.endsWith("Ready")) {
        condition
            .put("reason", "ContainersNotReady")
            .put("message", "containers with unready status: [" + String.join(" ", unready) + "]");
      } else if (!turn.holds() && type.equals("Initialized")) {
        condition
            .put("reason", "ContainersNotInitialized")
            .put("message", "containers with incomplete status: [wait-gcs-ready]");
      }
    });
  }

  private static String qosClass(JsonNode spec) {
    boolean isGuaranteed = true;
    for (JsonNode container : Json.entries(spec.path("containers"))) {
      JsonNode limits = Json.at(container, "resources", "limits");
      JsonNode requests = Json.at(container, "resources", "requests");
      isGuaranteed &= !limits.isEmpty() && (requests.isEmpty() || Json.same(limits, requests));
    }
    return isGuaranteed ? "Guaranteed" : "Burstable";
  }
}
