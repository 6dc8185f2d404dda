package dev.raydeck.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of `workerGroupSpecs`, at `index` in the list: patches address it by that index.
///
/// `replicas`, `minReplicas` and `maxReplicas` count replicas, not Pods: a replica has `numOfHosts`
/// Pods. `idleTimeoutSeconds` is null where the cluster's own applies; 0 is a timeout.
public record WorkerGroup(
    String name,
    int index,
    int replicas,
    int minReplicas,
    int maxReplicas,
    int numOfHosts,
    @Nullable Integer idleTimeoutSeconds,
    boolean isSuspended,
    List<String> workersToDelete,
    RayTemplate template) {
  public WorkerGroup {
    workersToDelete = List.copyOf(workersToDelete);
  }
}
