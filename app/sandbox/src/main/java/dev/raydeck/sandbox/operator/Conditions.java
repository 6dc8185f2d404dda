package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.api.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The condition list of a status, sorted by type. The transition time moves only when the status
/// flips.
final class Conditions {
  private final ObjectNode status;
  private final Instant now;

  Conditions(ObjectNode status, Instant now) {
    this.status = status;
    this.now = now;
  }

  boolean isTrue(String type) {
    return Json.entries(status.path("conditions")).stream()
        .anyMatch(condition ->
            Json.text(condition, "type").equals(type)
                && Json.text(condition, "status").equals("True"));
  }

  void set(String type, boolean isTrue, String reason, String message) {
    ArrayNode list = status.withArray("conditions");
    ObjectNode condition =
        (ObjectNode)
            Json.entries(list).stream()
                .filter(entry -> Json.text(entry, "type").equals(type))
                .findFirst()
                .orElseGet(list::addObject);
    String value = isTrue ? "True" : "False";
    if (!Json.text(condition, "status").equals(value)) {
      condition.put("lastTransitionTime", EventRecorder.seconds(now));
    }
    condition.put("type", type).put("status", value).put("reason", reason).put("message", message);
    sort(list);
  }

  void remove(String type) {
    if (status.path("conditions") instanceof ArrayNode list) {
      List<JsonNode> kept =
          Json.entries(list).stream()
              .filter(entry -> !Json.text(entry, "type").equals(type))
              .toList();
      list.removeAll();
      kept.forEach(list::add);
    }
  }

  private static void sort(ArrayNode list) {
    List<JsonNode> sorted =
        Json.entries(list).stream()
            .sorted(Comparator.comparing(entry -> Json.text(entry, "type")))
            .toList();
    list.removeAll();
    sorted.forEach(list::add);
  }
}
