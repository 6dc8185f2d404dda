package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.PythonFloat;
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

/// What the scheduler wants: nodes to add by type, nodes to end in the order decided, and what
/// found no place.
///
/// `infeasible` has one entry per unit in the order tried; `infeasibleGangs` likewise. `nodes` is
/// the plan: every node the scheduler saw or added, in its final order, with what was put on it.
/// `scores` says for each launched type how its first new node compared with the other types.
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

  /// A node to end. `instanceId` is empty for a node that was only planned; `status` is that of the
  /// instance when it was scheduled, null for a planned one. `idleMillis` and `timeoutSeconds` are
  /// for IDLE, `max` for the limits, else 0.
  public record Ending(
      String instanceId,
      String rayNodeId,
      String type,
      @Nullable InstanceStatus status,
      TerminationCause cause,
      long idleMillis,
      double timeoutSeconds,
      int max) {

    static Ending idle(SchedulingNode node, double timeoutSeconds) {
      return of(node, TerminationCause.IDLE, node.idleMillis, timeoutSeconds, 0);
    }

    static Ending overLimit(SchedulingNode node, TerminationCause cause, int max) {
      return of(node, cause, 0, 0, max);
    }

    static Ending outdated(SchedulingNode node) {
      return of(node, TerminationCause.OUTDATED, 0, 0, 0);
    }

    private static Ending of(
        SchedulingNode node, TerminationCause cause, long idleMillis, double timeout, int max) {
      return new Ending(
          node.instanceId, node.rayNodeId, node.type, node.status, cause, idleMillis, timeout, max);
    }

    /// Ray's own words.
    public String details() {
      return switch (cause) {
        case IDLE ->
            "idle for %s secs > timeout=%s secs"
                .formatted(PythonFloat.text(idleMillis / 1000.0), PythonFloat.text(timeoutSeconds));
        case OUTDATED -> "node from %s has outdated config".formatted(type);
        case MAX_NUM_NODES ->
            "Terminating node due to %s: max_num_nodes=%d, max_num_nodes_per_type=None"
                .formatted(cause, max);
        case MAX_NUM_NODE_PER_TYPE ->
            "Terminating node due to %s: max_num_nodes=None, max_num_nodes_per_type=%d"
                .formatted(cause, max);
      };
    }
  }

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
