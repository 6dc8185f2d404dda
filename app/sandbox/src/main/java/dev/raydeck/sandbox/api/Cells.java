package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What kubectl's tables say about an object beyond a plain member of it (kubernetes:
/// pkg/printers/internalversion).
final class Cells {
  private Cells() {}

  static String lastSeen(JsonNode event, Instant now) {
    String series = Json.text(event, "series", "lastObservedTime");
    String last = series.isEmpty() ? Json.text(event, "lastTimestamp") : series;
    return last.isEmpty() ? firstSeen(event, now) : HumanDuration.since(last, now);
  }

  static String firstSeen(JsonNode event, Instant now) {
    String first = Json.text(event, "firstTimestamp");
    return HumanDuration.since(first.isEmpty() ? Json.text(event, "eventTime") : first, now);
  }

  static String involvedObject(JsonNode event) {
    String kind = Json.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
    String name = Json.text(event, "involvedObject", "name");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  static String source(JsonNode event) {
    String component = Json.text(event, "source", "component");
    String host = Json.text(event, "source", "host");
    String given = component.isEmpty() ? Json.text(event, "reportingComponent") : component;
    return host.isEmpty() ? given : given + ", " + host;
  }

  static String nodeStatus(JsonNode node) {
    String ready =
        Json.entries(node.path("status").path("conditions")).stream()
            .filter(c -> Json.text(c, "type").equals("Ready"))
            .map(c -> Json.text(c, "status").equals("True") ? "Ready" : "NotReady")
            .findFirst()
            .orElse("Unknown");
    boolean cordoned = node.path("spec").path("unschedulable").asBoolean(false);
    return cordoned ? ready + ",SchedulingDisabled" : ready;
  }

  static String nodeRoles(JsonNode node) {
    String prefix = "node-role.kubernetes.io/";
    return orNone(
        node.path("metadata")
            .path("labels")
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith(prefix))
            .map(key -> key.substring(prefix.length()))
            .sorted()
            .collect(Collectors.joining(",")));
  }

  static String address(JsonNode node, String type) {
    return orNone(
        Json.entries(node.path("status").path("addresses")).stream()
            .filter(a -> Json.text(a, "type").equals(type))
            .map(a -> Json.text(a, "address"))
            .findFirst()
            .orElse(""));
  }

  static String ports(JsonNode service) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : service.path("spec").path("ports")) {
      String node = port.hasNonNull("nodePort") ? ":" + Json.number(port, "nodePort") : "";
      ports.add(Json.number(port, "port") + node + "/" + Json.text(port, "protocol"));
    }
    return String.join(",", ports);
  }

  static String endpoints(JsonNode endpoints) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode address : subset.path("addresses")) {
        for (JsonNode port : subset.path("ports")) {
          all.add(Json.text(address, "ip") + ":" + Json.number(port, "port"));
        }
      }
    }
    int shown = Math.min(3, all.size());
    String more = all.size() > shown ? " + " + (all.size() - shown) + " more..." : "";
    return orNone(String.join(",", all.subList(0, shown)) + more);
  }

  static String subjects(JsonNode binding, String kind) {
    return Json.entries(binding.path("subjects")).stream()
        .filter(subject -> Json.text(subject, "kind").equals(kind))
        .map(subject ->
            kind.equals("ServiceAccount")
                ? Json.text(subject, "namespace") + "/" + Json.text(subject, "name")
                : Json.text(subject, "name"))
        .collect(Collectors.joining(", "));
  }

  static String quota(JsonNode quota, boolean limits) {
    JsonNode hard = quota.path("status").path("hard");
    JsonNode used = quota.path("status").path("used");
    return hard.propertyStream()
        .filter(entry -> entry.getKey().startsWith("limits.") == limits)
        .map(e -> e.getKey() + ": " + Json.text(used, e.getKey()) + "/" + e.getValue().asString(""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static String pairs(JsonNode map) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEachEntry((key, value) -> sorted.put(key, value.asString("")));
    return sorted.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
  }

  static String orUnknown(String text) {
    return text.isEmpty() ? "<unknown>" : text;
  }
}
