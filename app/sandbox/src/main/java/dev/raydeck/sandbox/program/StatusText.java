package dev.raydeck.sandbox.program;

import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.FailedInstanceRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.raywire.autoscaler.PendingInstanceRequest;
import dev.raydeck.sandbox.rayhead.RayHead;
import dev.raydeck.sandbox.rayhead.RayIds;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What `ray status` prints, for a cluster without placement groups (ray:
/// python/ray/autoscaler/v2/utils.py, ClusterStatusFormatter).
final class StatusText {
  private static final int MAX_FAILURES = 20;
  private static final String GCS_TIME = "GCS request time: 0.001597s";
  private static final DateTimeFormatter HOURS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(RayHead.ZONE);

  private final ClusterResourceState state;
  private final AutoscalingState autoscaling;
  private final boolean isVerbose;

  private StatusText(GetClusterStatusReply reply, boolean isVerbose) {
    this.state = reply.getClusterResourceState();
    this.autoscaling = reply.getAutoscalingState();
    this.isVerbose = isVerbose;
  }

  static String of(GetClusterStatusReply reply, Instant now, boolean isVerbose) {
    return new StatusText(reply, isVerbose).text(now);
  }

  private String text(Instant now) {
    String header = "======== Autoscaler status: " + PythonText.local(now) + " ========";
    String rule = "-".repeat(header.length());
    List<String> lines = new ArrayList<>(List.of(header));
    if (isVerbose) {
      lines.addAll(List.of(GCS_TIME, ""));
    }
    lines.addAll(List.of("Node status", rule, "Active:"));
    lines.addAll(orElse(counts(StatusText::isActive), "(no active nodes)"));
    lines.add("Idle:");
    lines.addAll(orElse(counts(StatusText::isIdle), "(no idle nodes)"));
    lines.add("Pending:");
    lines.addAll(orElse(pending(), "(no pending nodes)"));
    lines.add("Recent failures:");
    lines.addAll(orElse(failures(), "(no failures)"));
    lines.addAll(List.of("", "Resources", rule, "Total Usage:"));
    lines.addAll(UsageLines.of(nodes(node -> !isDead(node)), isVerbose));
    lines.addAll(List.of("", "From request_resources:"));
    lines.addAll(orElse(constraints(), "(none)"));
    lines.add("Pending Demands:");
    lines.addAll(orElse(demands(), "(no resource demands)"));
    if (isVerbose) {
      nodes(StatusText::isActive).forEach(node -> lines.addAll(details(node)));
      nodes(StatusText::isIdle).forEach(node -> lines.addAll(details(node)));
    }
    return String.join("\n", lines).strip();
  }

  private static List<String> orElse(List<String> lines, String otherwise) {
    return (lines.isEmpty() ? Stream.of(otherwise) : lines.stream())
        .map(line -> " " + line)
        .toList();
  }

  private static boolean isActive(NodeState node) {
    return node.getStatus() == NodeStatus.RUNNING || node.getStatus() == NodeStatus.DRAINING;
  }

  private static boolean isIdle(NodeState node) {
    return node.getStatus() == NodeStatus.IDLE;
  }

  private static boolean isDead(NodeState node) {
    return node.getStatus() == NodeStatus.DEAD;
  }

  private List<NodeState> nodes(Predicate<NodeState> wanted) {
    return state.getNodeStatesList().stream().filter(wanted).toList();
  }

  private static String type(NodeState node) {
    return node.getRayNodeTypeName().isEmpty()
        ? "node_" + RayIds.hex(node.getNodeId())
        : node.getRayNodeTypeName();
  }

  private List<String> counts(Predicate<NodeState> wanted) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    nodes(wanted).forEach(node -> counts.merge(type(node), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  /// Launches are counted by entries, not by the number an entry asks for.
  private List<String> pending() {
    Map<String, Integer> launching = new LinkedHashMap<>();
    for (PendingInstanceRequest request : autoscaling.getPendingInstanceRequestsList()) {
      launching.merge(request.getRayNodeTypeName(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    launching.forEach((type, count) -> lines.add(type + ", " + count + " launching"));
    autoscaling
        .getPendingInstancesList()
        .forEach(pod ->
            lines.add(
                pod.getInstanceId()
                    + ": "
                    + pod.getRayNodeTypeName()
                    + ", "
                    + pod.getDetails().toLowerCase(Locale.ROOT)));
    return lines;
  }

  private List<String> failures() {
    Stream<String> launches =
        autoscaling.getFailedInstanceRequestsList().stream()
            .sorted(Comparator.comparingLong(FailedInstanceRequest::getStartTs).reversed())
            .map(this::failedLaunch);
    Stream<String> deaths =
        nodes(StatusText::isDead).stream()
            .map(node ->
                type(node) + ": NodeTerminated (instance_id: " + node.getInstanceId() + ")");
    return Stream.concat(launches, deaths).limit(MAX_FAILURES).toList();
  }

  private String failedLaunch(FailedInstanceRequest failed) {
    String when = HOURS.format(Instant.ofEpochSecond(failed.getStartTs()));
    String line = failed.getRayNodeTypeName() + ": LaunchFailed (latest_attempt: " + when + ")";
    return isVerbose ? line + " - " + failed.getReason() : line;
  }

  private List<String> constraints() {
    return state.getClusterResourceConstraintsList().stream()
        .flatMap(constraint -> constraint.getResourceRequestsList().stream())
        .map(request ->
            PythonText.repr(request.getRequest().getResourcesBundleMap())
                + ": "
                + request.getCount()
                + " from request_resources()")
        .toList();
  }

  private List<String> demands() {
    List<String> lines = new ArrayList<>();
    state
        .getPendingResourceRequestsList()
        .forEach(demand ->
            lines.add(
                PythonText.repr(new TreeMap<>(demand.getRequest().getResourcesBundleMap()))
                    + ": "
                    + demand.getCount()
                    + "+ pending tasks/actors"));
    return lines;
  }

  private List<String> details(NodeState node) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Node: " + node.getInstanceId() + " (" + type(node) + ")");
    lines.add(" Id: " + RayIds.hex(node.getNodeId()));
    if (node.getIdleDurationMs() > 0) {
      lines.add(" Idle: " + node.getIdleDurationMs() + " ms");
    }
    lines.add(" Usage:");
    UsageLines.of(List.of(node), isVerbose).forEach(line -> lines.add(" " + line));
    lines.add(" Activity:");
    orElse(List.copyOf(node.getNodeActivityList()), "(no activity)")
        .forEach(line -> lines.add(" " + line));
    return lines;
  }
}
