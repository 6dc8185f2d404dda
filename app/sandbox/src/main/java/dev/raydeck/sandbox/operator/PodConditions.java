package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a Pod's conditions say about the head, in the operator's words.
final class PodConditions {
  private static final String NOT_READY = "ContainersNotReady";

  record Readiness(boolean isReady, String reason, String message) {}

  private PodConditions() {}

  static Optional<JsonNode> find(JsonNode pod, String type) {
    return Json.entries(Json.at(pod, "status", "conditions")).stream()
        .filter(condition -> Json.text(condition, "type").equals(type))
        .findFirst();
  }

  static Readiness readiness(JsonNode pod) {
    Optional<JsonNode> ready = find(pod, "Ready");
    if (ready.isEmpty()) {
      return new Readiness(false, "Unknown", "");
    }
    String reason = Json.text(ready.get(), "reason");
    String message = Json.text(ready.get(), "message");
    if (Json.text(ready.get(), "status").equals("True")) {
      return new Readiness(true, reason.isEmpty() ? "HeadPodRunningAndReady" : reason, message);
    }
    return reason.equals(NOT_READY)
        ? withContainerReason(pod, message)
        : new Readiness(false, reason, message);
  }

  /// The first container that waits or has ended says more than "not ready".
  private static Readiness withContainerReason(JsonNode pod, String message) {
    for (JsonNode status : Json.entries(Json.at(pod, "status", "containerStatuses"))) {
      for (String kind : new String[] {"waiting", "terminated"}) {
        JsonNode state = Json.at(status, "state", kind);
        if (!Json.text(state, "reason").isEmpty()) {
          return new Readiness(
              false,
              Json.text(state, "reason"),
              message + "; " + Json.text(status, "name") + ": " + Json.text(state, "message"));
        }
      }
    }
    return new Readiness(false, NOT_READY, message);
  }
}
