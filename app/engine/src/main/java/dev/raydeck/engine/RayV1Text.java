package dev.raydeck.engine;

import dev.raydeck.engine.text.DemandLines;
import dev.raydeck.engine.text.PythonText;
import dev.raydeck.engine.text.UsageLines;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.ScalingDecision.Termination;
import dev.raydeck.model.TerminationCause;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What Ray's first autoscaler prints where it differs from the second: `ray status`, and its log
/// (ray: autoscaler/_private/util.py, autoscaler.py; file lines are those of Ray 2.46).
///
/// Failed launches are not known: V1 keeps them in its own memory.
public final class RayV1Text {
  private static final String RULE =
      "---------------------------------------------------------------";

  private RayV1Text() {}

  /// `ray status` of whichever autoscaler the cluster runs.
  public static String ofEither(ClusterSnapshot snapshot, RayState ray, ZoneId zone) {
    return AutoscalerVersion.of(snapshot) == AutoscalerVersion.V1
        ? status(snapshot, ray, zone)
        : RayStatusText.of(ray, ray.readAt(), zone);
  }

  /// `ray status`; its clock is that of the last report.
  public static String status(ClusterSnapshot snapshot, RayState ray, ZoneId zone) {
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
    lines.addAll(UsageLines.of(alive, false));
    lines.addAll(List.of("", "Total Constraints:"));
    boolean isAsked = ray.constraint() != null && !ray.constraint().isEmpty();
    lines.addAll(
        isAsked ? DemandLines.constraint(ray) : List.of(" (no request_resources() constraints)"));
    lines.add("Total Demands:");
    lines.addAll(DemandLines.pending(ray));
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

  /// The log lines of a turn.
  public static List<String> log(ClusterSnapshot snapshot, ScalingDecision decision) {
    List<String> lines = new ArrayList<>();
    if (decision.commands().isEmpty() && hasPendingDeletes(snapshot)) {
      lines.add("INFO node_provider.py -- Backing off of autoscaler update.");
      return lines;
    }
    addTerminations(snapshot, decision, lines);
    addLaunches(snapshot, decision, lines);
    List<String> patch = patch(decision);
    if (!patch.isEmpty()) {
      lines.add(
          "INFO node_provider.py:419 -- Autoscaler is submitting the following patch to RayCluster %s in namespace %s."
              .formatted(snapshot.cluster().name(), snapshot.cluster().namespace()));
      lines.add("INFO node_provider.py:423 -- [%s]".formatted(String.join(", ", patch)));
    }
    List<String> events = new ArrayList<>(RayEvents.adding(decision));
    events.addAll(RayEvents.removing(decision));
    events.forEach(event -> lines.add("INFO monitor.py:434 -- :event_summary:" + event));
    return lines;
  }

  private static boolean hasPendingDeletes(ClusterSnapshot snapshot) {
    List<String> there =
        snapshot.pods().stream().filter(pod -> !pod.isTerminating()).map(RayPod::name).toList();
    return snapshot.cluster().groups().stream()
        .anyMatch(group -> group.workersToDelete().stream().anyMatch(there::contains));
  }

  private static void addTerminations(
      ClusterSnapshot snapshot, ScalingDecision decision, List<String> lines) {
    Map<String, String> addresses =
        snapshot.pods().stream()
            .collect(Collectors.toMap(RayPod::name, RayPod::podIp, (one, _) -> one));
    List<String> ended =
        decision.terminations().stream()
            .map(Termination::podName)
            .filter(pod -> pod != null)
            .toList();
    for (Termination one : decision.terminations()) {
      if (one.podName() != null) {
        lines.add(
            "INFO autoscaler.py:589 -- StandardAutoscaler: Terminating the node with id %s and ip %s. (%s)"
                .formatted(
                    one.podName(), addresses.getOrDefault(one.podName(), ""), words(one.cause())));
      }
    }
    long drained = decision.commands().stream().filter(one -> one instanceof DrainNode).count();
    if (drained > 0) {
      lines.add("INFO autoscaler.py:675 -- Draining %d raylet(s).".formatted(drained));
    }
    ended.forEach(pod ->
        lines.add(
            "INFO node_provider.py:173 -- NodeProvider: %s: Terminating node".formatted(pod)));
  }

  private static String words(TerminationCause cause) {
    return switch (cause) {
      case IDLE -> "idle";
      case OUTDATED -> "outdated";
      case MAX_NUM_NODES -> "max workers";
      case MAX_NUM_NODE_PER_TYPE -> "max_workers_per_type";
    };
  }

  private static void addLaunches(
      ClusterSnapshot snapshot, ScalingDecision decision, List<String> lines) {
    snapshot
        .cluster()
        .groups()
        .forEach(group -> {
          int count =
              decision.launches().containsKey(group.name()) ? decision.asksFor(group.name()) : 0;
          if (count > 0) {
            lines.add(
                "INFO autoscaler.py:1399 -- StandardAutoscaler: Queue %d new nodes for launch"
                    .formatted(count));
            lines.add(
                "INFO node_launcher.py:177 -- BaseNodeLauncher: Got %d nodes to launch."
                    .formatted(count));
            lines.add(
                "INFO node_launcher.py:177 -- BaseNodeLauncher: Launching %d nodes, type %s."
                    .formatted(count, group.name()));
          }
        });
  }

  private static List<String> patch(ScalingDecision decision) {
    List<String> patch = new ArrayList<>();
    for (ScalingCommand command : decision.commands()) {
      switch (command) {
        case SetReplicas set -> patch.add(op(set.index(), "replicas", String.valueOf(set.to())));
        case DeleteWorkers delete ->
            patch.add(op(delete.index(), "scaleStrategy", named(delete.pods())));
        case ClearWorkersToDelete clear ->
            patch.add(op(clear.index(), "scaleStrategy", named(List.of())));
        case DrainNode _ -> {}
      }
    }
    return patch;
  }

  private static String op(int group, String key, String value) {
    return "{'op': 'replace', 'path': '/spec/workerGroupSpecs/%d/%s', 'value': %s}"
        .formatted(group, key, value);
  }

  private static String named(List<String> pods) {
    return "{'workersToDelete': %s}".formatted(PythonText.list(pods));
  }
}
