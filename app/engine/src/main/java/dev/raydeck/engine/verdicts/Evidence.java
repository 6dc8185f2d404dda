package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.AutoscalerVersion;
import dev.raydeck.engine.NodeTypes;
import dev.raydeck.engine.ledger.Actions;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Instance;
import dev.raydeck.model.ScalingCommand;
import java.util.List;
import java.util.Map;

/// Everything a turn knew and did, for those who explain it.
///
/// `rows` are those the turn ended with. `sentReplicas` is what earlier turns set, by group.
/// `isDriven`: the commands will be sent. `namedWorkers` are the Pods launches wait for.
/// `isPossible` is false if Ray fails on the reply and does nothing.
public record Evidence(
    AutoscalerVersion version,
    ClusterSnapshot snapshot,
    NodeTypes types,
    SchedulingRequest request,
    SchedulingReply reply,
    List<Instance> rows,
    boolean isDriven,
    Map<String, Integer> sentReplicas,
    Map<String, Actions.Rate> rates,
    List<String> namedWorkers,
    boolean headRuns,
    boolean isPossible,
    List<ScalingCommand> commands) {
  boolean isV1() {
    return version == AutoscalerVersion.V1;
  }

  /// Whether what was scheduled is carried out, here or by the cluster's own autoscaler.
  boolean acts() {
    return headRuns && isPossible && (isDriven || snapshot.cluster().enableInTreeAutoscaling());
  }
}
