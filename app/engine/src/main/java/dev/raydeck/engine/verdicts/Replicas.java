package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.Instance;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Reason;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replicas of several hosts: the autoscaler ends hosts one by one, the operator removes with one
/// its whole replica (KubeRay: multi-host indexing; V1 names the whole replica itself).
final class Replicas {
  private final Evidence evidence;
  private final Map<String, RayPod> pods = new HashMap<>();
  private final Map<String, List<RayPod>> byName = new LinkedHashMap<>();
  private final Set<String> busy = new HashSet<>();
  private final Set<String> ending = new HashSet<>();

  Replicas(Evidence evidence) {
    this.evidence = evidence;
    for (RayPod pod : evidence.snapshot().pods()) {
      RayPod.Replica replica = pod.replica();
      if (replica != null && !pod.isTerminating()) {
        pods.put(pod.name(), pod);
        byName.computeIfAbsent(replica.name(), _ -> new ArrayList<>()).add(pod);
      }
    }
    if (!byName.isEmpty()) {
      readRows();
      evidence
          .snapshot()
          .cluster()
          .groups()
          .forEach(group -> ending.addAll(group.workersToDelete()));
    }
  }

  private void readRows() {
    Set<String> ended = new HashSet<>();
    if (evidence.acts()) {
      evidence.reply().endings().stream().map(Ending::instanceId).forEach(ended::add);
    }
    Map<String, RayNode> nodes = new HashMap<>();
    for (Candidate one : evidence.request().instances()) {
      RayNode node = one.rayNode();
      if (node != null) {
        nodes.put(one.instanceId(), node);
      }
    }
    for (Instance row : evidence.rows()) {
      String pod = row.podName();
      RayNode node = nodes.get(row.instanceId());
      if (pod != null && ended.contains(row.instanceId())) {
        ending.add(pod);
      }
      if (pod != null && node != null && node.isAlive() && node.idle().isZero()) {
        busy.add(pod);
      }
    }
  }

  /// Null where a replica is one Pod.
  Reason.@Nullable SingleHost of(Instance row) {
    WorkerGroup group = evidence.snapshot().cluster().group(row.type()).orElse(null);
    if (group == null || group.numOfHosts() <= 1) {
      return null;
    }
    RayPod pod = pods.get(String.valueOf(row.podName()));
    RayPod.Replica replica = pod == null ? null : pod.replica();
    if (pod == null || replica == null) {
      return Reason.SingleHost.ofGroup(group.numOfHosts());
    }
    List<String> others =
        byName.getOrDefault(replica.name(), List.of()).stream()
            .map(RayPod::name)
            .filter(name -> !name.equals(pod.name()))
            .toList();
    String takenBy =
        ending.contains(pod.name())
            ? null
            : others.stream().filter(ending::contains).findFirst().orElse(null);
    return new Reason.SingleHost(
        group.numOfHosts(),
        replica.name(),
        others,
        others.stream().filter(busy::contains).toList(),
        takenBy);
  }
}
