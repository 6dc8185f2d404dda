package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the autoscaler remembers between turns. Immutable: a turn takes one and gives the next.
///
/// `nextId` numbers new instances and requests, so ids need no randomness. `lastUnavailable` says
/// when a group last timed out in ALLOCATED (ray: CloudResourceMonitor). `acceptedRequests` are
/// launch and terminate request ids already sent successfully. `sentReplicas` is what each group's
/// `replicas` was last set to.
public record InstanceLedger(
    long version,
    long nextId,
    List<Instance> instances,
    Map<String, Instant> lastUnavailable,
    Set<String> acceptedRequests,
    Map<String, SentReplicas> sentReplicas) {
  public static final InstanceLedger EMPTY =
      new InstanceLedger(0, 1, List.of(), Map.of(), Set.of(), Map.of());

  public InstanceLedger {
    instances = List.copyOf(instances);
    lastUnavailable = Map.copyOf(lastUnavailable);
    acceptedRequests = Set.copyOf(acceptedRequests);
    sentReplicas = Map.copyOf(sentReplicas);
  }

  /// `over` is the RayCluster's resourceVersion the patch was made for: any other one shows it.
  public record SentReplicas(int replicas, String over) {}
}
