package dev.raydeck.engine.scheduling;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.TerminationCause;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the scheduler wants: nodes to add by type, nodes to end in the order decided, and what found no place.
///
/// `infeasible` has one entry per unit in the order tried; `infeasibleGangs` likewise. `nodes` is the plan: every node
/// the scheduler saw or added, in its final order, with what was put on it. `scores` says for each launched type how
/// its first new node compared with the other types.
public record SchedulingReply(
    Map<String, Integer> launches,
    List<Ending> endings,
    List<ResourceRequest> infeasible,
    List<GangDemand> infeasibleGangs,
    boolean infeasibleConstraint,
    List<PlannedNode> nodes,
    Map<String, Reason.ScoredBest> scores) {
  public SchedulingReply {
    launches = Collections.unmodifiableMap(new LinkedHashMap<>(launches));
    endings = List.copyOf(endings);
    infeasible = List.copyOf(infeasible);
    infeasibleGangs = List.copyOf(infeasibleGangs);
    nodes = List.copyOf(nodes);
    scores = Map.copyOf(scores);
  }

  /// A node to end. `instanceId` is empty for a node that was only planned; `status` is that of the instance when it
  /// was scheduled, null for a planned one. `idleMillis` is set for IDLE.
  public record Ending(
      String instanceId,
      String rayNodeId,
      String type,
      @Nullable InstanceStatus status,
      TerminationCause cause,
      @Nullable Long idleMillis,
      String details) {}

  /// One node of the plan; `instanceId` is empty for a new node.
  public record PlannedNode(
      String instanceId,
      String type,
      State state,
      @Nullable InstanceStatus status,
      List<Placement> demand,
      List<Placement> constraint) {}

  /// Equal requests put on one node; `gang` is the index of the gang in the request, or -1.
  public record Placement(ResourceRequest request, int count, int gang) {}

  public enum State {
    SCHEDULABLE,
    TO_LAUNCH,
    TO_TERMINATE
  }
}
