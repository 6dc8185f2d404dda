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
  private final Map<String, RayPod> pods;
  private final Map<String, Instance> rows = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  public ReplicaPatch(ClusterSnapshot snapshot, List<Instance> rows) {
    this.groups = snapshot.cluster().groups();
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
    return groups.stream()
        .flatMap(group -> group.workersToDelete().stream())
        .filter(pods::containsKey)
        .distinct()
        .toList();
  }

  /// Drains first, then one patch.
  public List<ScalingCommand> commands(StandardAutoscaler.Plan plan) {
    List<ScalingCommand> commands = new ArrayList<>();
    Map<String, List<String>> named = new HashMap<>();
    for (Ending ending : plan.reply().endings()) {
      Instance row = rows.get(ending.instanceId());
      String pod = row == null ? null : row.podName();
      if (pod == null || !pods.containsKey(pod)) {
        continue;
      }
      if (!ending.rayNodeId().isEmpty()) {
        commands.add(new DrainNode(ending.rayNodeId(), pod, ending.type(), null));
      }
      named.computeIfAbsent(ending.type(), _ -> new ArrayList<>()).add(pod);
    }
    int added = plan.rates().values().stream().mapToInt(Rate::allowed).sum();
    if (added > 0 || !named.isEmpty()) {
      groups.forEach(group -> addReplicas(commands, group, named, plan));
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

  private void addReplicas(
      List<ScalingCommand> commands,
      WorkerGroup group,
      Map<String, List<String>> named,
      StandardAutoscaler.Plan plan) {
    Rate rate = plan.rates().get(group.name());
    int present = counts.getOrDefault(group.name(), 0);
    if (present == 0 && rate == null) {
      return;
    }
    int target =
        present
            + (rate == null ? 0 : rate.allowed())
            - named.getOrDefault(group.name(), List.of()).size();
    int capped = Math.min(target, group.maxReplicas());
    if (capped != group.replicas()) {
      commands.add(new SetReplicas(group.name(), group.index(), group.replicas(), capped, ""));
    }
  }
}
