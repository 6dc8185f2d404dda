package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.api.Json;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One container of a Pod as its kubelet sees it: waiting, running or ended, and what it printed.
final class Container {
  enum State {
    WAITING,
    RUNNING,
    TERMINATED
  }

  final String name;
  private final JsonNode spec;
  private final boolean isInit;
  private final InstantSource clock;
  private State state = State.WAITING;
  private String waitingReason = "ContainerCreating";
  private String waitingMessage = "";
  private boolean isReady;
  private int restarts;
  private int exitCode;
  private String endReason = "";
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable ObjectNode lastState;
  private ContainerLog log;
  private @Nullable ContainerLog previousLog;

  Container(JsonNode spec, boolean isInit, InstantSource clock) {
    this.name = Json.text(spec, "name");
    this.spec = spec;
    this.isInit = isInit;
    this.clock = clock;
    this.log = new ContainerLog(clock);
  }

  State state() {
    return state;
  }

  ContainerLog log() {
    return log;
  }

  @Nullable ContainerLog previousLog() {
    return previousLog;
  }

  boolean isReady() {
    return isReady;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  void waitFor(String reason) {
    waitFor(reason, "");
  }

  /// @param message what a person is told beside the reason; empty for none
  void waitFor(String reason, String message) {
    state = State.WAITING;
    waitingReason = reason;
    waitingMessage = message;
  }

  /// Ended, and not to be started again yet.
  void backOff(String reason, String message) {
    lastState = stateTree();
    waitFor(reason, message);
  }

  void start() {
    state = State.RUNNING;
    startedAt = clock.instant();
  }

  /// An init container that did its work counts as ready.
  void end(int code, String reason) {
    state = State.TERMINATED;
    exitCode = code;
    endReason = reason;
    finishedAt = clock.instant();
    isReady = isInit && code == 0;
  }

  /// The kubelet starts an ended container again: the log begins anew.
  void restart() {
    if (state == State.TERMINATED) {
      lastState = stateTree();
    }
    previousLog = log;
    log = new ContainerLog(clock);
    restarts++;
    isReady = false;
    start();
  }

  /// Ended without an error.
  boolean isGood() {
    return state == State.TERMINATED && exitCode == 0;
  }

  void ready(boolean ready) {
    isReady = ready;
  }

  /// The shell line that runs in it.
  String commandLine() {
    StringBuilder line = new StringBuilder();
    Json.entries(spec.path("command")).forEach(word -> line.append(word.asString()).append(' '));
    Json.entries(spec.path("args")).forEach(word -> line.append(word.asString()).append(' '));
    return line.toString().strip();
  }

  JsonNode spec() {
    return spec;
  }

  /// As an entry of `containerStatuses` or `initContainerStatuses`.
  ObjectNode status() {
    String image = Json.text(spec, "image");
    ObjectNode status =
        Json.object()
            .put("name", name)
            .put("image", image)
            .put("imageID", startedAt == null ? "" : image)
            .put("ready", isReady)
            .put("restartCount", restarts)
            .put("started", state == State.RUNNING);
    if (startedAt != null) {
      status.put("containerID", "sandbox://" + name + "-" + restarts);
    }
    status.set("state", stateTree());
    status.set("lastState", lastState == null ? Json.object() : lastState.deepCopy());
    return status;
  }

  private ObjectNode stateTree() {
    ObjectNode tree = Json.object();
    switch (state) {
      case WAITING -> {
        ObjectNode waiting = tree.putObject("waiting").put("reason", waitingReason);
        if (!waitingMessage.isEmpty()) {
          waiting.put("message", waitingMessage);
        }
      }
      case RUNNING -> tree.putObject("running").put("startedAt", seconds(startedAt));
      case TERMINATED ->
          tree.putObject("terminated")
              .put("exitCode", exitCode)
              .put("reason", endReason)
              .put("startedAt", seconds(startedAt))
              .put("finishedAt", seconds(finishedAt));
    }
    return tree;
  }

  private String seconds(@Nullable Instant at) {
    return EventRecorder.seconds(at == null ? clock.instant() : at);
  }
}
