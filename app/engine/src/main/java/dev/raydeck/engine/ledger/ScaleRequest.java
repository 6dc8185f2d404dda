package dev.raydeck.engine.ledger;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingDecision.Transition;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What must change in the RayCluster so that it comes to pass (ray: v2 kuberay/cloud_provider.py).
///
/// Nothing is asked for while any group still waits for named workers to go, and a turn that names
/// workers asks for no launches: Ray sends two patches, and the second finds the workers of the
/// first pending. What is not asked for is refused, and fails in the next turn.
public final class ScaleRequest {
  private final InstanceTable table;
  private final List<WorkerGroup> groups;
  private final Map<String, RayPod> pods;
  private final Map<String, List<String>> pending;
  private final Set<String> named = new HashSet<>();
  private final Map<String, Integer> desiredWorkers = new LinkedHashMap<>();

  public ScaleRequest(InstanceTable table, ClusterSnapshot snapshot) {
    this.table = table;
    this.groups = snapshot.cluster().groups();
    this.pending = snapshot.pendingDeletes();
    this.pods =
        snapshot.pods().stream()
            .filter(pod -> !pod.isTerminating())
            .collect(
                Collectors.toMap(RayPod::name, pod -> pod, (one, _) -> one, LinkedHashMap::new));
    groups.forEach(group -> named.addAll(group.workersToDelete()));
  }

  /// Pods that are named in `workersToDelete` and still there.
  public List<String> pendingDeletes() {
    return pending.values().stream().flatMap(List::stream).distinct().toList();
  }

  /// Pods that keep launches waiting: named before and still there, or named by these commands.
  public List<String> namedWorkers(List<ScalingCommand> commands) {
    List<String> pods = new ArrayList<>(pendingDeletes());
    for (ScalingCommand command : commands) {
      if (command instanceof ScalingCommand.DeleteWorkers delete) {
        pods.addAll(delete.pods());
      }
    }
    return pods;
  }

  /// The commands for the rows that became TERMINATING (`toDelete`) and REQUESTED in this turn.
  public List<ScalingCommand> commands(List<String> toDelete) {
    if (!pendingDeletes().isEmpty()) {
      return List.of();
    }
    Map<String, List<String>> deletes = deletesByGroup(toDelete);
    toDelete.forEach(pod -> table.accept(InstanceTable.deletion(pod)));
    if (!deletes.isEmpty()) {
      return patch(deletes, Map.of(), table.newId());
    }
    Map<String, Integer> launches = launches();
    if (!launches.isEmpty()) {
      return patch(Map.of(), launches, requestId());
    }
    return toDelete.isEmpty() ? List.of() : patch(Map.of(), Map.of(), table.newId());
  }

  /// The Pods asked for by group, if anything was.
  public Map<String, Integer> desiredWorkers() {
    return desiredWorkers;
  }

  private Map<String, List<String>> deletesByGroup(List<String> toDelete) {
    Map<String, List<String>> byGroup = new LinkedHashMap<>();
    for (String name : toDelete) {
      RayPod pod = pods.get(name);
      if (pod != null && pod.kind() == NodeKind.WORKER && !named.contains(name)) {
        byGroup.computeIfAbsent(pod.group(), _ -> new ArrayList<>()).add(name);
      }
    }
    return byGroup;
  }

  private List<Instance> requestedNow() {
    return table.transitions().stream()
        .filter(transition -> transition.to() == InstanceStatus.REQUESTED)
        .map(Transition::instance)
        .map(before -> table.row(before.instanceId()))
        .filter(row -> row != null)
        .toList();
  }

  /// A request that was accepted once is not asked for again, even after its timeout.
  private Map<String, Integer> launches() {
    Map<String, Integer> launches = new LinkedHashMap<>();
    Set<String> fresh = new LinkedHashSet<>();
    for (Instance row : requestedNow()) {
      String request = row.launchRequestId();
      if (request != null && (fresh.contains(request) || !table.isAccepted(request))) {
        fresh.add(request);
        launches.merge(row.type(), 1, Integer::sum);
      }
    }
    fresh.forEach(table::accept);
    return launches;
  }

  private String requestId() {
    List<Instance> rows = requestedNow();
    String request = rows.isEmpty() ? null : rows.getLast().launchRequestId();
    return request == null ? "" : request;
  }

  private List<ScalingCommand> patch(
      Map<String, List<String>> deletes, Map<String, Integer> launches, String requestId) {
    Map<String, Integer> observed = new HashMap<>();
    for (RayPod pod : pods.values()) {
      if (pod.kind() == NodeKind.WORKER && !named.contains(pod.name())) {
        observed.merge(pod.group(), 1, Integer::sum);
      }
    }
    List<ScalingCommand> replicas = new ArrayList<>();
    List<ScalingCommand> deletions = new ArrayList<>();
    List<ScalingCommand> clears = new ArrayList<>();
    for (WorkerGroup group : groups) {
      List<String> leaving = deletes.getOrDefault(group.name(), List.of());
      int seen = observed.getOrDefault(group.name(), 0);
      long desired = desired(group, seen, launches.getOrDefault(group.name(), 0), leaving.size());
      desiredWorkers.put(group.name(), Math.toIntExact(desired));
      int target = (int) Math.min(desired / Math.max(1, group.numOfHosts()), group.maxReplicas());
      if (target != group.replicas()) {
        replicas.add(
            new ScalingCommand.SetReplicas(
                group.name(), group.index(), group.replicas(), target, requestId));
      }
      if (!leaving.isEmpty()) {
        deletions.add(
            new ScalingCommand.DeleteWorkers(group.name(), group.index(), leaving, requestId));
      } else if (!group.workersToDelete().isEmpty()) {
        clears.add(new ScalingCommand.ClearWorkersToDelete(group.name(), group.index()));
      }
    }
    replicas.addAll(deletions);
    replicas.addAll(clears);
    return replicas;
  }

  private static long desired(WorkerGroup group, int observed, int launches, int leaving) {
    long asked = (long) Math.max(group.replicas(), group.minReplicas()) * group.numOfHosts();
    return Math.max(0, Math.max(asked, observed) + launches - leaving);
  }
}
