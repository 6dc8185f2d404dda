package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One RayCluster resource: spec and status as last read, at `resourceVersion`.
public record RayCluster(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    long generation,
    String rayVersion,
    boolean enableInTreeAutoscaling,
    boolean isSuspended,
    AutoscalerOptions options,
    RayTemplate head,
    List<WorkerGroup> groups,
    Status status,
    Instant createdAt) {
  public RayCluster {
    groups = List.copyOf(groups);
  }

  public Optional<WorkerGroup> group(String groupName) {
    return groups.stream().filter(group -> group.name().equals(groupName)).findFirst();
  }

  /// What the operator wrote. `state` latches `ready`: use conditions and Pods for health.
  public record Status(
      @Nullable String state,
      int desiredWorkerReplicas,
      int availableWorkerReplicas,
      int readyWorkerReplicas,
      List<Condition> conditions,
      @Nullable String headPodName,
      @Nullable String headServiceName) {
    public static final Status EMPTY = new Status(null, 0, 0, 0, List.of(), null, null);

    public Status {
      conditions = List.copyOf(conditions);
    }
  }

  /// One status condition; `status` is `True`, `False` or `Unknown`.
  public record Condition(
      String type, String status, String reason, String message, @Nullable Instant since) {}
}
