package dev.raydeck.engine.ledger;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes what another autoscaler wrote into the RayCluster the table's own, so that a shadow waits
/// for the launches and removals of whoever drives: `replicas` above the Pods that exist are
/// REQUESTED, Pods named in `workersToDelete` are TERMINATING.
///
/// Rows that were asked for and are not any more are forgotten; the others keep their times.
public final class Adoption {
  private static final int MOST = 100_000;

  private final InstanceTable table;
  private final ClusterSnapshot snapshot;
  private final Set<String> named = new HashSet<>();

  private Adoption(InstanceTable table, ClusterSnapshot snapshot) {
    this.table = table;
    this.snapshot = snapshot;
    snapshot.cluster().groups().forEach(group -> named.addAll(group.workersToDelete()));
  }

  /// After the table followed the world.
  public static void run(InstanceTable table, ClusterSnapshot snapshot) {
    Adoption adoption = new Adoption(table, snapshot);
    adoption.endNamed();
    adoption.ask();
    table.commit();
  }

  private void endNamed() {
    for (Instance row : table.rows(row -> named.contains(String.valueOf(row.podName())))) {
      if (Transitions.isAllowed(row.status(), InstanceStatus.TERMINATING)) {
        table.move(row, InstanceStatus.TERMINATING, "named in workersToDelete");
      }
      table.accept(InstanceTable.deletion(String.valueOf(row.podName())));
    }
  }

  private void ask() {
    Map<String, Integer> pods = new HashMap<>();
    for (RayPod pod : snapshot.pods()) {
      if (!pod.isTerminating() && pod.kind() == NodeKind.WORKER && !named.contains(pod.name())) {
        pods.merge(pod.group(), 1, Integer::sum);
      }
    }
    Map<String, List<Instance>> asked = new HashMap<>();
    for (Instance row : table.rows(Adoption::isAskedFor)) {
      asked.computeIfAbsent(row.type(), _ -> new ArrayList<>()).add(row);
    }
    Set<String> kept = new HashSet<>();
    for (WorkerGroup group : snapshot.cluster().groups()) {
      int wanted = unmet(group, pods.getOrDefault(group.name(), 0));
      List<Instance> rows = asked.getOrDefault(group.name(), List.of());
      rows.stream().limit(wanted).forEach(row -> kept.add(keep(group, row)));
      for (int i = rows.size(); i < wanted; i++) {
        Instance row =
            table.add(
                group.name(), NodeKind.WORKER, InstanceStatus.QUEUED, null, null, "asked for");
        kept.add(keep(group, row));
      }
    }
    table.forget(row -> isAskedFor(row) && !kept.contains(row.instanceId()));
  }

  /// Of what was written: Pods KubeRay makes for `minReplicas` alone nobody asked for.
  private static int unmet(WorkerGroup group, int pods) {
    int replicas = Math.min(group.replicas(), group.maxReplicas());
    long wanted = group.isSuspended() ? 0 : (long) replicas * group.numOfHosts();
    return Math.clamp(wanted - pods, 0, MOST);
  }

  private static boolean isAskedFor(Instance row) {
    return row.status() == InstanceStatus.REQUESTED || row.status() == InstanceStatus.QUEUED;
  }

  private String keep(WorkerGroup group, Instance row) {
    String request = "replicas of " + group.name();
    table.accept(request);
    if (row.status() == InstanceStatus.QUEUED) {
      Instance changed =
          new Instance(
              row.instanceId(), row.type(), row.kind(), null, null, request, row.history());
      table.move(row, changed, InstanceStatus.REQUESTED, "replicas of the RayCluster");
    }
    return row.instanceId();
  }
}
