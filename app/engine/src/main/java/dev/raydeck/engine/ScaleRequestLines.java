package dev.raydeck.engine;

import dev.raydeck.engine.text.PythonText;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.PodVersions;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingDecision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the KubeRay provider logs (ray: v2/instance_manager/cloud_providers/kuberay
/// /cloud_provider.py): the Pods it reads before each change, and the change. Without a snapshot
/// only the change.
final class ScaleRequestLines {
  private static final String FILE = "cloud_provider.py:";

  private final @Nullable ClusterSnapshot snapshot;
  private final ScalingDecision decision;

  ScaleRequestLines(@Nullable ClusterSnapshot snapshot, ScalingDecision decision) {
    this.snapshot = snapshot;
    this.decision = decision;
  }

  /// The Pods are listed; nothing where their versions are not known.
  List<String> read() {
    if (snapshot == null || snapshot.podVersions().equals(PodVersions.UNKNOWN)) {
      return List.of();
    }
    PodVersions versions = snapshot.podVersions();
    List<String> lines = new ArrayList<>();
    if (!versions.head().isEmpty()) {
      lines.add(
          "INFO %s564 -- Listing pods for RayCluster %s in namespace %s at pods resource version >= %s."
              .formatted(
                  FILE,
                  snapshot.cluster().name(),
                  snapshot.cluster().namespace(),
                  versions.head()));
    }
    lines.add(
        "INFO %s582 -- Fetched pod data at resource version %s.".formatted(FILE, versions.read()));
    return lines;
  }

  /// Named workers that are still there keep others from being named.
  List<String> terminate() {
    List<String> lines = read();
    List<String> pending = pendingGroups();
    return join(
        lines,
        pending.isEmpty()
            ? deletes().isEmpty() ? List.of() : submit()
            : List.of(
                "WARNING %s164 -- There are workers to be deleted from: %s. Waiting for them to be deleted before adding new workers  to be deleted"
                    .formatted(FILE, PythonText.set(pending))));
  }

  /// Those this turn has named itself count.
  List<String> launch() {
    List<String> pending = new ArrayList<>(pendingGroups());
    deletes().keySet().stream().filter(group -> !pending.contains(group)).forEach(pending::add);
    if (pending.isEmpty()) {
      return join(read(), submit());
    }
    return snapshot == null
        ? List.of()
        : join(
            read(),
            List.of(
                "WARNING %s197 -- There are workers to be deleted from: %s. Waiting for them to be deleted before creating new workers."
                    .formatted(FILE, PythonText.set(pending))));
  }

  private static List<String> join(List<String> first, List<String> second) {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(second);
    return lines;
  }

  private List<String> pendingGroups() {
    return snapshot == null ? List.of() : List.copyOf(snapshot.pendingDeletes().keySet());
  }

  private List<String> submit() {
    List<String> lines = warningsOfMax();
    List<String> cleared = new ArrayList<>();
    boolean isSent = false;
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof ClearWorkersToDelete clear) {
        cleared.add(clear.group());
      }
      isSent |= !(command instanceof DrainNode);
    }
    if (isSent) {
      lines.add(
          "INFO %s418 -- Submitting a scale request: KubeRayProvider.ScaleRequest(".formatted(FILE)
              + "desired_num_workers=defaultdict(<class 'int'>, %s), "
                  .formatted(counts(decision.outlook().desiredWorkers()))
              + "workers_to_delete=defaultdict(<class 'list'>, %s), ".formatted(pods(deletes()))
              + "worker_groups_without_pending_deletes=%s, ".formatted(PythonText.set(cleared))
              + "worker_groups_with_pending_deletes=set())");
    }
    return lines;
  }

  /// Pods that are there already may be more than the group may have.
  private List<String> warningsOfMax() {
    List<String> lines = new ArrayList<>();
    for (NodeType type : decision.nodeTypes()) {
      int desired = decision.outlook().desiredWorkers().getOrDefault(type.name(), 0);
      if (desired > type.maxWorkers()) {
        lines.add(
            "WARNING %s380 -- Autoscaler attempted to create more than maxReplicas pods of type %s."
                .formatted(FILE, type.name()));
      }
    }
    return lines;
  }

  private Map<String, List<String>> deletes() {
    Map<String, List<String>> deletes = new LinkedHashMap<>();
    for (ScalingCommand command : decision.commands()) {
      if (command instanceof DeleteWorkers delete) {
        deletes.put(delete.group(), delete.pods());
      }
    }
    return deletes;
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> PythonText.quoted(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String pods(Map<String, List<String>> deletes) {
    return deletes.entrySet().stream()
        .map(entry ->
            PythonText.quoted(entry.getKey())
                + ": "
                + entry.getValue().stream()
                    .map(pod -> cloudInstance(pod, entry.getKey()))
                    .collect(Collectors.joining(", ", "[", "]")))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String cloudInstance(String pod, String group) {
    return "CloudInstance(cloud_instance_id=%s, node_type=%s, node_kind=2, is_running=True, request_id=None)"
        .formatted(PythonText.quoted(pod), PythonText.quoted(group));
  }
}
