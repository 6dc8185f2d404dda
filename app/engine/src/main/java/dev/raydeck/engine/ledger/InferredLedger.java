package dev.raydeck.engine.ledger;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Instance;
import dev.raydeck.model.Instance.StatusChange;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.WorkerGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ledger another autoscaler probably has, read from what can be seen: for clusters we only
/// watch.
///
/// A Pod is ALLOCATED, or as far as its Ray node says; `replicas` above the Pods that exist are
/// REQUESTED; Pods named in `workersToDelete` are TERMINATING. When a status was entered is known
/// only where Kubernetes says so.
public final class InferredLedger {
  private final ClusterSnapshot snapshot;
  private final Map<String, RayNode> nodesByPod = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final List<Instance> rows = new ArrayList<>();
  private final Set<String> accepted = new HashSet<>();
  private final KnownRows known;

  private InferredLedger(ClusterSnapshot snapshot, List<Instance> known) {
    this.snapshot = snapshot;
    this.known = new KnownRows(known);
    RayState ray = snapshot.ray();
    if (ray != null) {
      ray.nodes().forEach(this::addNode);
    }
    snapshot.cluster().groups().forEach(group -> named.addAll(group.workersToDelete()));
  }

  /// A Pod whose raylet restarted has two nodes: the one alive counts.
  private void addNode(RayNode node) {
    RayNode known = nodesByPod.get(node.instanceId());
    if (!node.instanceId().isEmpty() && (known == null || !known.isAlive())) {
      nodesByPod.put(node.instanceId(), node);
    }
  }

  public static InstanceLedger of(ClusterSnapshot snapshot) {
    return like(snapshot, List.of());
  }

  /// The same with the very rows of an earlier one where they still hold: most do, of many Pods.
  public static InstanceLedger like(ClusterSnapshot snapshot, List<Instance> earlier) {
    return new InferredLedger(snapshot, earlier).read(InstanceLedger.EMPTY);
  }

  /// The ledger that follows `before`, of which only what was sent is kept.
  public static InstanceLedger of(ClusterSnapshot snapshot, InstanceLedger before) {
    return new InferredLedger(snapshot, before.instances()).read(before);
  }

  private InstanceLedger read(InstanceLedger before) {
    Map<String, Integer> podsOf = new HashMap<>();
    for (RayPod pod : snapshot.pods()) {
      addPod(pod);
      if (!pod.isTerminating() && pod.kind() == NodeKind.WORKER && !named.contains(pod.name())) {
        podsOf.merge(pod.group(), 1, Integer::sum);
      }
    }
    addDead();
    for (WorkerGroup group : snapshot.cluster().groups()) {
      int replicas =
          Math.clamp(
              group.replicas(),
              group.minReplicas(),
              Math.max(group.minReplicas(), group.maxReplicas()));
      int wanted = group.isSuspended() ? 0 : Math.min(replicas * group.numOfHosts(), 100_000);
      for (int i = podsOf.getOrDefault(group.name(), 0); i < wanted; i++) {
        addRequested(group, i);
      }
    }
    return new InstanceLedger(
        before.version() + 1, 1, rows, Map.of(), accepted, before.sentReplicas());
  }

  private void addPod(RayPod pod) {
    RayNode node = nodesByPod.get(pod.name());
    InstanceStatus status = statusOf(pod, node);
    String nodeId = node == null || status == InstanceStatus.ALLOCATED ? null : node.nodeId();
    Instant deleted = pod.deletionTimestamp();
    Instant since = noLater(deleted == null ? pod.createdAt() : deleted);
    Instance row = known.of(pod, nodeId, status, since);
    rows.add(
        row == null
            ? new Instance(
                KnownRows.id(pod),
                pod.group(),
                pod.kind(),
                pod.name(),
                nodeId,
                null,
                List.of(new StatusChange(status, since, "")))
            : row);
    if (status == InstanceStatus.TERMINATING) {
      accepted.add(InstanceTable.deletion(pod.name()));
    }
  }

  private InstanceStatus statusOf(RayPod pod, @Nullable RayNode node) {
    if (pod.isTerminating()) {
      return InstanceStatus.TERMINATED;
    }
    if (named.contains(pod.name())) {
      return InstanceStatus.TERMINATING;
    }
    if (node == null) {
      return InstanceStatus.ALLOCATED;
    }
    return switch (node.status()) {
      case RUNNING, IDLE -> InstanceStatus.RAY_RUNNING;
      case DRAINING -> InstanceStatus.RAY_STOPPING;
      case DEAD ->
          pod.kind() == NodeKind.HEAD ? InstanceStatus.ALLOCATED : InstanceStatus.RAY_STOPPED;
      case UNSPECIFIED -> InstanceStatus.ALLOCATED;
    };
  }

  /// Dead nodes whose Pods are gone are history: known, so that nobody starts them anew.
  private void addDead() {
    RayState ray = snapshot.ray();
    if (ray == null) {
      return;
    }
    Set<String> known = new HashSet<>();
    rows.forEach(row -> known.add(String.valueOf(row.nodeId())));
    for (RayNode node : ray.nodes()) {
      if (!node.instanceId().isEmpty() && !node.isAlive() && !known.contains(node.nodeId())) {
        rows.add(
            new Instance(
                "node " + node.nodeId(),
                node.nodeType(),
                NodeKind.WORKER,
                node.instanceId(),
                node.nodeId(),
                null,
                List.of(new StatusChange(InstanceStatus.TERMINATED, snapshot.takenAt(), ""))));
      }
    }
  }

  private void addRequested(WorkerGroup group, int number) {
    String request = "replicas of " + group.name();
    accepted.add(request);
    rows.add(
        new Instance(
            "replica %d of %s".formatted(number, group.name()),
            group.name(),
            NodeKind.WORKER,
            null,
            null,
            request,
            List.of(new StatusChange(InstanceStatus.REQUESTED, snapshot.takenAt(), ""))));
  }

  private Instant noLater(Instant since) {
    return since.isAfter(snapshot.takenAt()) ? snapshot.takenAt() : since;
  }
}
