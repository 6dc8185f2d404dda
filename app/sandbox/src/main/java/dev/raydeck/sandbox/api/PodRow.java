package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The READY, STATUS and RESTARTS cells of a Pod, as the server's printer computes them.
///
/// (kubernetes: `pkg/printers/internalversion`, printPod)
final class PodRow {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final JsonNode spec;
  private final JsonNode status;
  private final boolean deleting;
  private String reason;
  private int total;
  private int ready;
  private long restarts;
  private String lastRestart = "";

  private PodRow(JsonNode pod) {
    this.spec = pod.path("spec");
    this.status = pod.path("status");
    this.deleting = pod.path("metadata").hasNonNull("deletionTimestamp");
    this.total = spec.path("containers").size();
    String phase = Json.text(status, "phase");
    String given = Json.text(status, "reason");
    this.reason = given.isEmpty() ? phase : given;
  }

  /// Ready, status, restarts.
  static List<String> cells(JsonNode pod, Instant now) {
    PodRow row = new PodRow(pod);
    row.read();
    String restarts = Long.toString(row.restarts);
    if (row.restarts > 0 && !row.lastRestart.isEmpty()) {
      restarts += " (" + HumanDuration.since(row.lastRestart, now) + " ago)";
    }
    return List.of(row.ready + "/" + row.total, row.reason, restarts);
  }

  private void read() {
    if (conditionReason("PodScheduled").equals("SchedulingGated")) {
      reason = "SchedulingGated";
    }
    boolean initializing = readInitContainers();
    if (!initializing || condition("Initialized")) {
      readContainers();
    }
    if (!deleting) {
      return;
    }
    if (Json.text(status, "reason").equals("NodeLost")) {
      reason = "Unknown";
    } else if (!ENDED.contains(Json.text(status, "phase"))) {
      reason = "Terminating";
    }
  }

  private boolean readInitContainers() {
    List<JsonNode> specs = Json.entries(spec.path("initContainers"));
    total += (int) specs.stream().filter(PodRow::isSidecar).count();
    List<JsonNode> statuses = Json.entries(status.path("initContainerStatuses"));
    long sidecarRestarts = 0;
    for (int i = 0; i < statuses.size(); i++) {
      JsonNode container = statuses.get(i);
      String name = Json.text(container, "name");
      boolean sidecar =
          specs.stream().anyMatch(s -> Json.text(s, "name").equals(name) && isSidecar(s));
      countRestarts(container);
      if (sidecar) {
        sidecarRestarts += Json.number(container, "restartCount");
      }
      if (!passed(container, sidecar)) {
        reason = initReason(container, i, specs.size());
        return true;
      }
    }
    restarts = sidecarRestarts;
    return false;
  }

  private boolean passed(JsonNode container, boolean sidecar) {
    JsonNode terminated = container.path("state").path("terminated");
    if (terminated.isObject() && Json.number(terminated, "exitCode") == 0) {
      return true;
    }
    if (sidecar && container.path("started").asBoolean(false)) {
      ready += container.path("ready").asBoolean(false) ? 1 : 0;
      return true;
    }
    return false;
  }

  private static String initReason(JsonNode container, int index, int count) {
    JsonNode terminated = container.path("state").path("terminated");
    if (terminated.isObject()) {
      return "Init:" + endReason(terminated);
    }
    String waiting = Json.text(container, "state", "waiting", "reason");
    return waiting.isEmpty() || waiting.equals("PodInitializing")
        ? "Init:" + index + "/" + count
        : "Init:" + waiting;
  }

  private void readContainers() {
    boolean running = false;
    List<JsonNode> statuses = Json.entries(status.path("containerStatuses"));
    for (JsonNode container : statuses.reversed()) {
      countRestarts(container);
      JsonNode state = container.path("state");
      String waiting = Json.text(state, "waiting", "reason");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (state.path("terminated").isObject()) {
        reason = endReason(state.path("terminated"));
      } else if (container.path("ready").asBoolean(false) && state.path("running").isObject()) {
        running = true;
        ready++;
      }
    }
    if (reason.equals("Completed") && running) {
      reason = condition("Ready") ? "Running" : "NotReady";
    }
  }

  private void countRestarts(JsonNode container) {
    restarts += Json.number(container, "restartCount");
    String ended = Json.text(container, "lastState", "terminated", "finishedAt");
    if (ended.compareTo(lastRestart) > 0) {
      lastRestart = ended;
    }
  }

  private static String endReason(JsonNode terminated) {
    String given = Json.text(terminated, "reason");
    if (!given.isEmpty()) {
      return given;
    }
    long signal = Json.number(terminated, "signal");
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + Json.number(terminated, "exitCode");
  }

  private static boolean isSidecar(JsonNode container) {
    return Json.text(container, "restartPolicy").equals("Always");
  }

  private boolean condition(String type) {
    return Json.entries(status.path("conditions")).stream()
        .anyMatch(c -> Json.text(c, "type").equals(type) && Json.text(c, "status").equals("True"));
  }

  private String conditionReason(String type) {
    return Json.entries(status.path("conditions")).stream()
        .filter(c -> Json.text(c, "type").equals(type))
        .map(c -> Json.text(c, "reason"))
        .findFirst()
        .orElse("");
  }
}
