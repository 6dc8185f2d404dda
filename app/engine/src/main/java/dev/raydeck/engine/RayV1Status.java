package dev.raydeck.engine;

import dev.raydeck.engine.text.DemandLines;
import dev.raydeck.engine.text.PythonText;
import dev.raydeck.engine.text.UsageLines;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `ray status` and `ray status -v` as Ray's first autoscaler prints them (ray:
/// autoscaler/_private/util.py, format_info_string).
///
/// Under KubeRay V1 tracks no failed nodes: it starts nothing on them itself. Nodes are known by
/// their address.
final class RayV1Status {
  private static final String RULE =
      "---------------------------------------------------------------";

  private RayV1Status() {}

  /// `ray status`; its clock is that of the last report.
  static String of(ClusterSnapshot snapshot, RayState ray, ZoneId zone, boolean isVerbose) {
    List<RayNode> alive = ray.nodes().stream().filter(RayNode::isAlive).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "======== Autoscaler status: %s ========"
            .formatted(PythonText.dateTime(ray.readAt(), zone)));
    lines.addAll(List.of("Node status", RULE, "Active:"));
    Map<String, Integer> counts = new LinkedHashMap<>();
    alive.forEach(node -> counts.merge(node.nodeType(), 1, Integer::sum));
    lines.addAll(
        orElse(
            counts.entrySet().stream()
                .map(one -> " %d %s".formatted(one.getValue(), one.getKey()))
                .toList(),
            " (no active nodes)"));
    lines.add("Pending:");
    lines.addAll(orElse(pending(snapshot, alive), " (no pending nodes)"));
    lines.add("Recent failures:");
    lines.add(" (no failures)");
    lines.addAll(List.of("", "Resources", RULE, "Total Usage:"));
    lines.addAll(UsageLines.of(alive, isVerbose));
    lines.addAll(List.of("", "Total Constraints:"));
    boolean isAsked = ray.constraint() != null && !ray.constraint().isEmpty();
    lines.addAll(
        isAsked ? DemandLines.constraint(ray) : List.of(" (no request_resources() constraints)"));
    lines.add("Total Demands:");
    lines.addAll(DemandLines.pending(ray));
    if (isVerbose) {
      alive.forEach(node -> addNode(lines, node));
    }
    return String.join("\n", lines).strip();
  }

  private static List<String> orElse(List<String> lines, String none) {
    return lines.isEmpty() ? List.of(none) : lines;
  }

  /// Pods whose raylet is not connected, as V1 reads the state of their container.
  private static List<String> pending(ClusterSnapshot snapshot, List<RayNode> alive) {
    List<String> connected = alive.stream().map(RayNode::instanceId).toList();
    return snapshot.pods().stream()
        .filter(pod -> pod.kind() == NodeKind.WORKER && !pod.isTerminating())
        .filter(pod -> !connected.contains(pod.name()))
        .map(pod -> " %s: %s, %s".formatted(pod.podIp(), pod.group(), status(pod)))
        .toList();
  }

  private static String status(RayPod pod) {
    String state = pod.containers().isEmpty() ? "" : pod.containers().getFirst().state();
    return switch (state) {
      case "running" -> "up-to-date";
      case "waiting" -> "waiting";
      case "terminated" -> "update-failed";
      default -> "pending";
    };
  }

  /// Known by its address; what runs on it V1 does not know.
  private static void addNode(List<String> lines, RayNode node) {
    lines.add("");
    lines.add("Node: %s (%s)".formatted(node.ipAddress(), node.nodeType()));
    if (!node.idle().isZero()) {
      lines.add(" Idle: %d ms".formatted(node.idle().toMillis()));
    }
    lines.add(" Usage:");
    UsageLines.of(List.of(node), true).forEach(line -> lines.add(" " + line));
  }
}
