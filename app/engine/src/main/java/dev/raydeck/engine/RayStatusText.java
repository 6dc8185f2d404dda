package dev.raydeck.engine;

import dev.raydeck.engine.text.DemandLines;
import dev.raydeck.engine.text.PythonText;
import dev.raydeck.engine.text.UsageLines;
import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.AutoscalerReport.FailedRequest;
import dev.raydeck.model.AutoscalerReport.PendingInstance;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayNode.Status;
import dev.raydeck.model.RayState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `ray status` and `ray status -v` print (ray: autoscaler/v2/utils.py,
/// ClusterStatusFormatter), without the last line feed. Times are shown in the zone of whoever
/// would have typed the command.
public final class RayStatusText {
  private static final int MAX_FAILURES = 20;
  private static final String RULE =
      "---------------------------------------------------------------";

  private final RayState state;
  private final ZoneId zone;
  private final boolean isVerbose;
  private final List<String> lines = new ArrayList<>();

  private RayStatusText(RayState state, ZoneId zone, boolean isVerbose) {
    this.state = state;
    this.zone = zone;
    this.isVerbose = isVerbose;
  }

  /// `ray status`.
  public static String of(RayState state, Instant at, ZoneId zone) {
    return new RayStatusText(state, zone, false).text(at, Duration.ZERO);
  }

  /// `ray status -v`; `requestTime` is how long the GCS took to answer.
  public static String verbose(RayState state, Instant at, ZoneId zone, Duration requestTime) {
    return new RayStatusText(state, zone, true).text(at, requestTime);
  }

  private String text(Instant at, Duration requestTime) {
    lines.add("======== Autoscaler status: %s ========".formatted(PythonText.dateTime(at, zone)));
    if (isVerbose && !requestTime.isZero()) {
      lines.add(String.format(Locale.ROOT, "GCS request time: %.6fs", requestTime.toNanos() / 1e9));
      lines.add("");
    }
    lines.addAll(List.of("Node status", RULE));
    addNodes("Active", "active", nodes(Status.RUNNING, Status.DRAINING));
    addNodes("Idle", "idle", nodes(Status.IDLE));
    addPending();
    addFailures();
    lines.addAll(List.of("", "Resources", RULE, "Total Usage:"));
    lines.addAll(UsageLines.of(aliveNodes(), isVerbose));
    lines.addAll(List.of("", "From request_resources:"));
    lines.addAll(DemandLines.constraint(state));
    lines.add("Pending Demands:");
    lines.addAll(DemandLines.pending(state));
    if (isVerbose) {
      nodes(Status.RUNNING, Status.DRAINING).forEach(this::addNode);
      nodes(Status.IDLE).forEach(this::addNode);
    }
    return String.join("\n", lines).strip();
  }

  private List<RayNode> nodes(Status... statuses) {
    List<Status> wanted = List.of(statuses);
    return state.nodes().stream().filter(node -> wanted.contains(node.status())).toList();
  }

  private List<RayNode> aliveNodes() {
    return state.nodes().stream().filter(RayNode::isAlive).toList();
  }

  private static String typeOf(RayNode node) {
    return node.nodeType().isEmpty() ? "node_" + node.nodeId() : node.nodeType();
  }

  private void addNodes(String title, String none, List<RayNode> nodes) {
    lines.add(title + ":");
    Map<String, Integer> counts = new LinkedHashMap<>();
    nodes.forEach(node -> counts.merge(typeOf(node), 1, Integer::sum));
    counts.forEach((type, count) -> lines.add(" %d %s".formatted(count, type)));
    if (counts.isEmpty()) {
      lines.add(" (no %s nodes)".formatted(none));
    }
  }

  /// `launching` counts entries, not nodes, as Ray does.
  private void addPending() {
    lines.add("Pending:");
    AutoscalerReport report = state.report();
    Map<String, Integer> launching = new LinkedHashMap<>();
    List<PendingInstance> instances = List.of();
    if (report != null) {
      report
          .pendingRequests()
          .forEach(request -> launching.merge(request.nodeType(), 1, Integer::sum));
      instances = report.pendingInstances();
    }
    launching.forEach((type, count) -> lines.add(" %s, %d launching".formatted(type, count)));
    for (PendingInstance one : instances) {
      lines.add(
          " %s: %s, %s"
              .formatted(one.instanceId(), one.nodeType(), one.details().toLowerCase(Locale.ROOT)));
    }
    if (launching.isEmpty() && instances.isEmpty()) {
      lines.add(" (no pending nodes)");
    }
  }

  /// Every dead node counts as a failure, however orderly it went.
  private void addFailures() {
    lines.add("Recent failures:");
    List<String> failures = new ArrayList<>();
    AutoscalerReport report = state.report();
    if (report != null) {
      report.failedRequests().stream()
          .sorted(Comparator.comparing(FailedRequest::startedAt).reversed())
          .forEach(failed -> failures.add(launchFailure(failed)));
    }
    for (RayNode node : nodes(Status.DEAD)) {
      failures.add(
          " %s: NodeTerminated (instance_id: %s)".formatted(typeOf(node), node.instanceId()));
    }
    lines.addAll(failures.subList(0, Math.min(MAX_FAILURES, failures.size())));
    if (failures.isEmpty()) {
      lines.add(" (no failures)");
    }
  }

  private String launchFailure(FailedRequest failed) {
    return " %s: LaunchFailed (latest_attempt: %s)%s"
        .formatted(
            failed.nodeType(),
            PythonText.time(failed.startedAt(), zone),
            isVerbose ? " - " + failed.reason() : "");
  }

  private void addNode(RayNode node) {
    lines.add("");
    lines.add("Node: %s (%s)".formatted(node.instanceId(), typeOf(node)));
    lines.add(" Id: " + node.nodeId());
    if (!node.idle().isZero()) {
      lines.add(" Idle: %d ms".formatted(node.idle().toMillis()));
    }
    lines.add(" Usage:");
    UsageLines.of(List.of(node), true).forEach(line -> lines.add(" " + line));
    lines.add(" Activity:");
    node.activity().forEach(activity -> lines.add("  " + activity));
    if (node.activity().isEmpty()) {
      lines.add("  (no activity)");
    }
  }
}
