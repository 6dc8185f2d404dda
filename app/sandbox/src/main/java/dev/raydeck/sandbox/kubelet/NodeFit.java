package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.api.Amounts;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Whether one node can take one Pod, and if not, why, in the scheduler's words (kubernetes:
/// pkg/scheduler/framework/plugins).
///
/// @param isHopeless no Pod's going would help
record NodeFit(
    String node, Map<String, Quantity> takenAmounts, List<String> reasons, boolean isHopeless) {
  private static final Quantity ONE = Quantity.parse("1");

  static NodeFit of(JsonNode pod, JsonNode node, Map<String, Quantity> taken) {
    String name = Json.text(node, "metadata", "name");
    List<String> refusals = refusals(pod, node);
    if (!refusals.isEmpty()) {
      return new NodeFit(name, taken, List.of(refusals.getFirst()), true);
    }
    Map<String, Quantity> room = Amounts.read(Json.at(node, "status", "allocatable"));
    List<String> reasons = new ArrayList<>();
    boolean isHopeless = false;
    for (var want : wanted(Amounts.requests(pod)).entrySet()) {
      String resource = want.getKey();
      BigDecimal all = room.getOrDefault(resource, Quantity.ZERO).value();
      BigDecimal used = taken.getOrDefault(resource, Quantity.ZERO).value();
      BigDecimal asked = want.getValue().value();
      if (asked.signum() > 0 && used.add(asked).compareTo(all) > 0) {
        reasons.add(resource.equals("pods") ? "Too many pods" : "Insufficient " + resource);
        isHopeless |= asked.compareTo(all) > 0;
      }
    }
    return new NodeFit(name, taken, reasons, isHopeless);
  }

  /// A Pod's requests, and the one place it takes itself.
  static Map<String, Quantity> wanted(Map<String, Quantity> requests) {
    Map<String, Quantity> wanted = new TreeMap<>(requests);
    wanted.put("pods", ONE);
    return wanted;
  }

  boolean fits() {
    return reasons.isEmpty();
  }

  Quantity taken(String resource) {
    return takenAmounts.getOrDefault(resource, Quantity.ZERO);
  }

  private static List<String> refusals(JsonNode pod, JsonNode node) {
    List<String> refusals = new ArrayList<>();
    if (node.path("spec").path("unschedulable").asBoolean(false)) {
      refusals.add("node(s) were unschedulable");
    }
    for (JsonNode taint : Json.entries(Json.at(node, "spec", "taints"))) {
      boolean isSoft = Json.text(taint, "effect").equals("PreferNoSchedule");
      if (!isSoft && !isTolerated(pod, taint)) {
        refusals.add(
            "node(s) had untolerated taint {%s: %s}"
                .formatted(Json.text(taint, "key"), Json.text(taint, "value")));
      }
    }
    boolean matches =
        Json.at(pod, "spec", "nodeSelector")
            .propertyStream()
            .allMatch(wish ->
                wish.getValue()
                    .asString("")
                    .equals(Json.text(node, "metadata", "labels", wish.getKey())));
    if (!matches) {
      refusals.add("node(s) didn't match Pod's node affinity/selector");
    }
    return refusals;
  }

  private static boolean isTolerated(JsonNode pod, JsonNode taint) {
    return Json.entries(Json.at(pod, "spec", "tolerations")).stream()
        .anyMatch(toleration -> {
          String key = Json.text(toleration, "key");
          String effect = Json.text(toleration, "effect");
          boolean isForAny = Json.text(toleration, "operator").equals("Exists");
          return (key.isEmpty() ? isForAny : key.equals(Json.text(taint, "key")))
              && (effect.isEmpty() || effect.equals(Json.text(taint, "effect")))
              && (isForAny || Json.text(toleration, "value").equals(Json.text(taint, "value")));
        });
  }

  /// Why no node at all could take it.
  static String message(List<NodeFit> fits) {
    if (fits.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    String available = "0/%d nodes are available: ".formatted(fits.size());
    List<String> reasons = fits.stream().flatMap(fit -> fit.reasons().stream()).toList();
    List<String> preemption =
        fits.stream()
            .map(fit ->
                fit.isHopeless()
                    ? "Preemption is not helpful for scheduling"
                    : "No preemption victims found for incoming pod")
            .toList();
    return available
        + counted(reasons)
        + ". no new claims to deallocate, preemption: "
        + available
        + counted(preemption)
        + ".";
  }

  private static String counted(List<String> reasons) {
    Map<String, Long> counts =
        reasons.stream().collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
