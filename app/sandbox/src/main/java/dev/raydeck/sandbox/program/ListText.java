package dev.raydeck.sandbox.program;

import dev.raydeck.raywire.common.NodeDeathInfo;
import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcs.GcsNodeInfo;
import dev.raydeck.sandbox.rayhead.RayIds;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What `ray list actors` and `ray list nodes` print.
final class ListText {
  private static final double KIB = 1024;

  private ListText() {}

  static String actors(List<ActorTableData> actors, Instant now) {
    List<String> headers =
        List.of(
            "ACTOR_ID", "CLASS_NAME", "STATE", "JOB_ID", "NAME", "NODE_ID", "PID", "RAY_NAMESPACE");
    List<List<String>> rows =
        actors.stream()
            .map(actor ->
                List.of(
                    RayIds.hex(actor.getActorId()),
                    actor.getClassName(),
                    actor.getState().name(),
                    RayIds.hex(actor.getJobId()),
                    actor.getName(),
                    RayIds.hex(actor.getNodeId()),
                    Integer.toString(actor.getPid()),
                    actor.getRayNamespace()))
            .sorted(Comparator.comparing(List::getFirst))
            .toList();
    return page(headers, rows, now);
  }

  static String nodes(List<GcsNodeInfo> nodes, Instant now) {
    List<String> headers =
        List.of(
            "NODE_ID",
            "NODE_IP",
            "IS_HEAD_NODE",
            "STATE",
            "STATE_MESSAGE",
            "NODE_NAME",
            "RESOURCES_TOTAL",
            "LABELS");
    List<List<String>> rows =
        nodes.stream()
            .map(node ->
                List.of(
                    RayIds.hex(node.getNodeId()),
                    node.getNodeManagerAddress(),
                    node.getIsHeadNode() ? "True" : "False",
                    node.getState().name(),
                    message(node.getDeathInfo()),
                    node.getNodeName(),
                    resources(node.getResourcesTotalMap()),
                    lines(node.getLabelsMap())))
            .sorted(Comparator.comparing(List::getFirst))
            .toList();
    return page(headers, rows, now);
  }

  private static String page(List<String> headers, List<List<String>> rows, Instant now) {
    if (rows.isEmpty()) {
      return "No resource in the cluster\n";
    }
    String rule = "-".repeat(30);
    List<String> top =
        List.of(
            "",
            "======== List: " + PythonText.local(now) + " ========",
            "Stats:",
            rule,
            "Total: " + rows.size(),
            "",
            "Table:",
            rule);
    return String.join("\n", top) + "\n" + PlainTable.of(headers, rows) + "\n\n";
  }

  private static String message(NodeDeathInfo death) {
    String text = death.getReasonMessage();
    return switch (death.getReason()) {
      case EXPECTED_TERMINATION -> "Expected termination: " + text;
      case UNEXPECTED_TERMINATION -> "Unexpected termination: " + text;
      case AUTOSCALER_DRAIN_PREEMPTED -> "Terminated due to preemption: " + text;
      case AUTOSCALER_DRAIN_IDLE -> "Terminated due to idle (no Ray activity): " + text;
      default -> "";
    };
  }

  private static String resources(Map<String, Double> total) {
    Map<String, String> shown = new TreeMap<>();
    total.forEach((name, amount) ->
        shown.put(name, name.endsWith("memory") ? bytes(amount) : PythonText.repr(amount)));
    return lines(shown);
  }

  private static String lines(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"));
  }

  private static String bytes(double amount) {
    double mib = amount / KIB / KIB;
    return mib >= KIB
        ? String.format(Locale.ROOT, "%.3f GiB", mib / KIB)
        : String.format(Locale.ROOT, "%.3f MiB", mib);
  }
}
