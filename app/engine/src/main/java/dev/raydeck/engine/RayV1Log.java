package dev.raydeck.engine;

import dev.raydeck.engine.text.PythonText;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.PodVersions;
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
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What Ray's first autoscaler would have logged in a turn (ray: autoscaler/_private; file lines
/// are those of Ray 2.46.0, the last that runs it unless told otherwise). How long its steps took,
/// which it logs too, is left out.
final class RayV1Log {
  /// As C's asctime: the day of the month is padded with a blank.
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

  private RayV1Log() {}

  /// The log lines of a turn.
  static List<String> of(ClusterSnapshot snapshot, ScalingDecision decision, ZoneId zone) {
    List<String> lines = read(snapshot);
    Optional<List<String>> pending = snapshot.pendingDeletes().values().stream().findFirst();
    if (pending.isPresent()) {
      lines.add(
          "WARNING node_provider.py:461 -- Waiting for operator to remove worker %s."
              .formatted(pending.get().getFirst()));
      lines.add(
          "INFO autoscaler.py:397 -- Backing off of autoscaler update. Will try again in 5 seconds.");
      return lines;
    }
    addCleaning(decision, lines);
    addTerminations(snapshot, decision, zone, lines);
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

  private static List<String> read(ClusterSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    PodVersions versions = snapshot.podVersions();
    if (!versions.head().isEmpty()) {
      lines.add(
          "INFO node_provider.py:372 -- Listing pods for RayCluster %s in namespace %s at pods resource version >= %s."
              .formatted(
                  snapshot.cluster().name(), snapshot.cluster().namespace(), versions.head()));
    }
    if (!versions.read().isEmpty()) {
      lines.add(
          "INFO node_provider.py:390 -- Fetched pod data at resource version %s."
              .formatted(versions.read()));
    }
    return lines;
  }

  /// Lists of workers that are gone are emptied before anything else, in a patch of their own.
  private static void addCleaning(ScalingDecision decision, List<String> lines) {
    List<String> cleared = new ArrayList<>();
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof ClearWorkersToDelete clear) {
        cleared.add(op(clear.index(), "scaleStrategy", named(List.of())));
      }
    }
    if (!cleared.isEmpty()) {
      lines.add("INFO node_provider.py:471 -- Cleaning up workers to delete.");
      lines.add(
          "INFO node_provider.py:472 -- Submitting patch [%s]."
              .formatted(String.join(", ", cleared)));
    }
  }

  private static void addTerminations(
      ClusterSnapshot snapshot, ScalingDecision decision, ZoneId zone, List<String> lines) {
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
        lastUsed(snapshot, one)
            .ifPresent(at ->
                lines.add(
                    "INFO autoscaler.py:543 -- Node last used: %s."
                        .formatted(ASCTIME.withZone(zone).format(at))));
      }
    }
    long drained = decision.commands().stream().filter(one -> one instanceof DrainNode).count();
    if (drained > 0) {
      lines.add("INFO autoscaler.py:675 -- Draining %d raylet(s).".formatted(drained));
    }
    addNamed(snapshot, ended, lines);
    addForgotten(snapshot, ended, addresses, lines);
  }

  private static Optional<Instant> lastUsed(ClusterSnapshot snapshot, Termination ended) {
    RayState ray = snapshot.ray();
    return ray == null || ended.cause() != TerminationCause.IDLE
        ? Optional.empty()
        : ray.nodes().stream()
            .filter(node -> node.nodeId().equals(ended.nodeId()))
            .map(node -> ray.readAt().minus(node.idle()))
            .findFirst();
  }

  /// Hosts of the same replica are named with the first of them.
  private static void addNamed(ClusterSnapshot snapshot, List<String> ended, List<String> lines) {
    Map<String, RayPod.Replica> replicas = new LinkedHashMap<>();
    for (RayPod pod : snapshot.pods()) {
      RayPod.Replica replica = pod.replica();
      if (replica != null && replica.label().equals(RayPod.Replica.INDEX_LABEL)) {
        replicas.put(pod.name(), replica);
      }
    }
    Set<String> named = new HashSet<>();
    for (String pod : ended) {
      lines.add("INFO node_provider.py:173 -- NodeProvider: %s: Terminating node".formatted(pod));
      if (!named.add(pod)) {
        lines.add(
            "WARNING batching_node_provider.py:215 -- Autoscaler tried to terminate node %s twice in the same update. Skipping termination request."
                .formatted(pod));
        continue;
      }
      RayPod.Replica replica = replicas.get(pod);
      replicas.forEach((mate, of) -> {
        if (of.equals(replica) && named.add(mate)) {
          lines.add(
              "INFO batching_node_provider.py:251 -- Autoscaler terminating node %s in multi-host replica %s."
                  .formatted(mate, of.name()));
        }
      });
    }
  }

  /// The loads of nodes that are named are forgotten in the same turn.
  private static void addForgotten(
      ClusterSnapshot snapshot,
      List<String> ended,
      Map<String, String> addresses,
      List<String> lines) {
    List<String> gone =
        ended.stream()
            .map(pod -> addresses.getOrDefault(pod, ""))
            .filter(ip -> !ip.isEmpty())
            .distinct()
            .toList();
    if (gone.isEmpty()) {
      return;
    }
    List<String> left =
        snapshot.pods().stream()
            .filter(pod -> !pod.isTerminating() && !ended.contains(pod.name()))
            .map(RayPod::podIp)
            .filter(ip -> !ip.isEmpty() && !gone.contains(ip))
            .distinct()
            .toList();
    gone.forEach(
        ip -> lines.add("INFO load_metrics.py:156 -- LoadMetrics: Removed ip: %s.".formatted(ip)));
    lines.add(
        "INFO load_metrics.py:159 -- LoadMetrics: Removed %d stale ip mappings: %s not in %s"
            .formatted(gone.size(), PythonText.set(gone), PythonText.set(left)));
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
        case ClearWorkersToDelete _, DrainNode _ -> {}
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
