package dev.raydeck.engine.ledger;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The passive half of a turn: rows follow what the world shows (ray:
/// instance_manager/reconciler.py, sync).
public final class Observation {
  private final InstanceTable table;
  private final ClusterSnapshot snapshot;
  private final List<RayNode> nodes;
  private final Map<String, RayPod> pods = new LinkedHashMap<>();

  private Observation(InstanceTable table, ClusterSnapshot snapshot, RayState ray) {
    this.table = table;
    this.snapshot = snapshot;
    this.nodes = ray.nodes();
    for (RayPod pod : snapshot.pods()) {
      if (!pod.isTerminating()) {
        pods.put(pod.name(), pod);
      }
    }
  }

  public static void sync(InstanceTable table, ClusterSnapshot snapshot, RayState ray) {
    Observation observation = new Observation(table, snapshot, ray);
    observation.allocateRequested();
    observation.endVanished();
    observation.failTerminations();
    observation.addUnknown();
    observation.followRay();
    observation.returnRefusedDrains();
  }

  private static boolean isActive(Instance row) {
    return !Transitions.isFinal(row.status());
  }

  private Map<String, Instance> activeByPod() {
    Map<String, Instance> byPod = new HashMap<>();
    for (Instance row : table.rows(Observation::isActive)) {
      if (row.podName() != null) {
        byPod.put(row.podName(), row);
      }
    }
    return byPod;
  }

  /// A request is met by any new Pod of its group, whoever made it; the oldest request takes the
  /// last Pod.
  private void allocateRequested() {
    Map<String, List<RayPod>> unassigned = new HashMap<>();
    Set<String> assigned = activeByPod().keySet();
    for (RayPod pod : pods.values()) {
      if (!assigned.contains(pod.name())) {
        unassigned.computeIfAbsent(pod.group(), _ -> new ArrayList<>()).add(pod);
      }
    }
    List<Instance> requested = new ArrayList<>(table.rowsIn(InstanceStatus.REQUESTED));
    requested.sort(StatusTimes.by(InstanceStatus.REQUESTED));
    for (Instance row : requested) {
      List<RayPod> candidates = unassigned.getOrDefault(row.type(), List.of());
      if (candidates.isEmpty()) {
        failIfRefused(row);
      } else {
        allocate(row, candidates.removeLast());
      }
    }
    table.commit();
  }

  private void allocate(Instance row, RayPod pod) {
    Instance changed =
        new Instance(
            row.instanceId(),
            row.type(),
            pod.kind(),
            pod.name(),
            row.nodeId(),
            row.launchRequestId(),
            row.history());
    table.move(
        row,
        changed,
        InstanceStatus.ALLOCATED,
        "allocated unassigned cloud instance " + pod.name());
  }

  private void failIfRefused(Instance row) {
    String request = row.launchRequestId();
    if (request == null) {
      return;
    }
    String message = launchError(row, request);
    if (message == null && !table.isAccepted(request)) {
      message = "There are workers to be deleted";
    }
    if (message != null) {
      table.refuse(request);
      table.move(row, InstanceStatus.ALLOCATION_FAILED, "launch failed with " + message);
    }
  }

  private @Nullable String launchError(Instance row, String request) {
    for (CommandFailure failure : snapshot.failures()) {
      if (failure instanceof CommandFailure.LaunchFailed launch
          && launch.launchRequestId().equals(request)
          && launch.group().equals(row.type())) {
        return launch.message();
      }
    }
    return null;
  }

  private void endVanished() {
    for (Instance row : table.rows(Observation::isActive)) {
      if (row.podName() != null && !pods.containsKey(row.podName())) {
        table.move(
            row,
            InstanceStatus.TERMINATED,
            "cloud instance %s no longer found".formatted(row.podName()));
      }
    }
    table.commit();
  }

  private void failTerminations() {
    Map<String, String> errors = new HashMap<>();
    for (CommandFailure failure : snapshot.failures()) {
      if (failure instanceof CommandFailure.TerminateFailed(var pod, var message)) {
        errors.put(pod, message);
        table.refuse(InstanceTable.deletion(pod));
      }
    }
    for (Instance row : table.rowsIn(InstanceStatus.TERMINATING)) {
      String pod = row.podName();
      if (pod != null && !table.isAccepted(InstanceTable.deletion(pod))) {
        String message = errors.getOrDefault(pod, "There are workers to be deleted");
        table.move(
            row,
            InstanceStatus.TERMINATION_FAILED,
            "cloud instance termination failed with " + message);
      }
    }
    table.commit();
  }

  private void addUnknown() {
    Set<String> knownNodes = new HashSet<>();
    Set<String> waitingPods = new HashSet<>();
    for (Instance row : table.rows()) {
      if (row.nodeId() != null) {
        knownNodes.add(row.nodeId());
      } else if (isActive(row) && row.podName() != null) {
        waitingPods.add(row.podName());
      }
    }
    for (RayNode node : nodes) {
      if (!node.instanceId().isEmpty()
          && !knownNodes.contains(node.nodeId())
          && !waitingPods.contains(node.instanceId())) {
        addFromRay(node);
      }
    }
    table.commit();
    Set<String> managed = activeByPod().keySet();
    for (RayPod pod : pods.values()) {
      if (!managed.contains(pod.name())) {
        table.add(
            pod.group(),
            pod.kind(),
            InstanceStatus.ALLOCATED,
            pod.name(),
            null,
            "allocated unmanaged cloud instance :%s (%s) from cloud provider"
                .formatted(pod.name(), pod.kind()));
      }
    }
    table.commit();
  }

  /// A dead head has no resources left, so it looks like a worker here, as in Ray.
  private void addFromRay(RayNode node) {
    table.add(
        node.nodeType(),
        node.isHead() ? NodeKind.HEAD : NodeKind.WORKER,
        InstanceStatus.ALLOCATED,
        node.instanceId(),
        node.nodeId(),
        "allocated unmanaged worker cloud instance from ray node: " + node.nodeId());
  }

  private void followRay() {
    Map<String, Instance> byNode = new HashMap<>();
    for (Instance row : table.rows()) {
      if (row.nodeId() != null) {
        byNode.put(row.nodeId(), row);
      }
    }
    Map<String, Instance> byPod = activeByPod();
    for (RayNode node : nodes) {
      Instance row = byNode.getOrDefault(node.nodeId(), byPod.get(node.instanceId()));
      if (row != null && !node.instanceId().isEmpty()) {
        follow(row, node);
      }
    }
    table.commit();
  }

  private void follow(Instance known, RayNode node) {
    Instance row = table.row(known.instanceId());
    InstanceStatus target = target(node.status());
    if (row == null
        || target == null
        || row.status() == target
        || Transitions.reachable(target).contains(row.status())
        || !Transitions.isAllowed(row.status(), target)) {
      return;
    }
    Instance changed =
        target == InstanceStatus.RAY_RUNNING
            ? new Instance(
                row.instanceId(),
                row.type(),
                row.kind(),
                row.podName(),
                node.nodeId(),
                row.launchRequestId(),
                row.history())
            : row;
    table.move(row, changed, target, "ray node %s is %s".formatted(node.nodeId(), node.status()));
  }

  private static @Nullable InstanceStatus target(RayNode.Status status) {
    return switch (status) {
      case RUNNING, IDLE -> InstanceStatus.RAY_RUNNING;
      case DRAINING -> InstanceStatus.RAY_STOPPING;
      case DEAD -> InstanceStatus.RAY_STOPPED;
      case UNSPECIFIED -> null;
    };
  }

  private void returnRefusedDrains() {
    for (CommandFailure failure : snapshot.failures()) {
      if (failure instanceof CommandFailure.DrainFailed(var nodeId, var message)) {
        for (Instance row : table.rowsIn(InstanceStatus.RAY_STOP_REQUESTED)) {
          if (nodeId.equals(row.nodeId())) {
            table.move(row, InstanceStatus.RAY_RUNNING, "failed to stop ray: " + message);
          }
        }
      }
    }
    table.commit();
  }

  /// Orders rows by the times they entered a status, oldest first.
  static final class StatusTimes {
    private StatusTimes() {}

    static Comparator<Instance> by(InstanceStatus status) {
      return (one, other) -> {
        List<Instance.StatusChange> ones = entered(one, status);
        List<Instance.StatusChange> others = entered(other, status);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
          int order = ones.get(i).at().compareTo(others.get(i).at());
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(ones.size(), others.size());
      };
    }

    static List<Instance.StatusChange> entered(Instance row, InstanceStatus status) {
      return row.history().stream().filter(change -> change.status() == status).toList();
    }
  }
}
