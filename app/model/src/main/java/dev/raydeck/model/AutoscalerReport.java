package dev.raydeck.model;

import java.time.Instant;
import java.util.List;

/// What the cluster's own autoscaler last told the GCS (ray: AutoscalingState): the in-tree view,
/// laid beside ours. Empty `details` are normal in Ray 2.58.
public record AutoscalerReport(
    long version,
    List<PendingRequest> pendingRequests,
    List<PendingInstance> pendingInstances,
    List<ResourceRequest> infeasible,
    List<GangDemand> infeasibleGangs,
    boolean infeasibleConstraint,
    List<FailedRequest> failedRequests) {
  public AutoscalerReport {
    pendingRequests = List.copyOf(pendingRequests);
    pendingInstances = List.copyOf(pendingInstances);
    infeasible = List.copyOf(infeasible);
    infeasibleGangs = List.copyOf(infeasibleGangs);
    failedRequests = List.copyOf(failedRequests);
  }

  public record PendingRequest(String nodeType, int count, Instant requestedAt) {}

  public record PendingInstance(String nodeType, String instanceId, String details) {}

  public record FailedRequest(
      String nodeType, String reason, Instant startedAt, Instant failedAt) {}
}
