package dev.raydeck.engine.v1;

import dev.raydeck.engine.ledger.Actions.Rate;
import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What V1 changes in the RayCluster (ray: kuberay/node_provider.py, batching_node_provider.py): a
/// group's `replicas` is its number of Pods and what is added or taken, hosts not counted.
public final class ReplicaPatch {
  private final List<WorkerGroup> groups;
  private final Map<String, List<String>> pending;
  private final Map<String, RayPod> pods;
  private final Map<String, Instance> rows = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  public ReplicaPatch(ClusterSnapshot snapshot, List<Instance> rows) {
    this.groups = snapshot.cluster().groups();
    this.pending = snapshot.pendingDeletes();
    this.pods =
        snapshot.pods().stream()
            .filter(pod -> !pod.isTerminating())
            .collect(
                Collectors.toMap(RayPod::name, pod -> pod, (one, _) -> one, LinkedHashMap::new));
    for (Instance row : rows) {
      this.rows.put(row.instanceId(), row);
      if (row.status() == InstanceStatus.REQUESTED) {
        counts.merge(row.type(), 1, Integer::sum);
      }
    }
    for (RayPod pod : pods.values()) {
      if (pod.kind() == NodeKind.WORKER) {
        counts.merge(pod.group(), 1, Integer::sum);
      }
    }
  }

  /// Pods that are named and still there: until they are gone V1 does nothing at all.
  public List<String> pendingDeletes() {
    return pending.values().stream().flatMap(List::stream).distinct().toList();
  }

  /// Drains first, then one patch.
  public List<ScalingCommand> commands(StandardAutoscaler.Plan plan) {
    List<ScalingCommand> commands = new ArrayList<>();
    Map<String, List<String>> named = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (Ending ending : plan.reply().endings()) {
      Instance row = rows.get(ending.instanceId());
      String pod = row == null ? null : row.podName();
      if (pod == null || !pods.containsKey(pod)) {
        continue;
      }
      if (!ending.rayNodeId().isEmpty()) {
        commands.add(new DrainNode(ending.rayNodeId(), pod, ending.type(), null));
      }
      if (name(named, ending.type(), pod)) {
        taken.merge(ending.type(), 1, Integer::sum);
        matesOf(pod).forEach(mate -> name(named, mate.group(), mate.name()));
      }
    }
    int added = plan.rates().values().stream().mapToInt(Rate::allowed).sum();
    if (added > 0 || !named.isEmpty()) {
      groups.forEach(group -> addReplicas(commands, group, taken, plan));
    }
    for (WorkerGroup group : groups) {
      List<String> leaving = named.getOrDefault(group.name(), List.of());
      if (!leaving.isEmpty()) {
        commands.add(new DeleteWorkers(group.name(), group.index(), leaving, ""));
      } else if (!group.workersToDelete().isEmpty()) {
        commands.add(new ClearWorkersToDelete(group.name(), group.index()));
      }
    }
    return commands;
  }

  private static boolean name(Map<String, List<String>> named, String group, String pod) {
    List<String> pods = named.computeIfAbsent(group, _ -> new ArrayList<>());
    return !pods.contains(pod) && pods.add(pod);
  }

  /// The other hosts of a replica, by the label V1 reads: they are named too, and not counted.
  private List<RayPod> matesOf(String podName) {
    RayPod pod = pods.get(podName);
    RayPod.Replica replica = pod == null ? null : pod.replica();
    if (replica == null || !replica.label().equals(RayPod.Replica.INDEX_LABEL)) {
      return List.of();
    }
    return pods.values().stream().filter(one -> replica.equals(one.replica())).toList();
  }

  private void addReplicas(
      List<ScalingCommand> commands,
      WorkerGroup group,
      Map<String, Integer> taken,
      StandardAutoscaler.Plan plan) {
    Rate rate = plan.rates().get(group.name());
    int present = counts.getOrDefault(group.name(), 0);
    if (present == 0 && rate == null) {
      return;
    }
    int target =
        present + (rate == null ? 0 : rate.allowed()) - taken.getOrDefault(group.name(), 0);
    int capped = Math.min(target, group.maxReplicas());
    if (capped != group.replicas()) {
      commands.add(new SetReplicas(group.name(), group.index(), group.replicas(), capped, ""));
    }
  }
}
