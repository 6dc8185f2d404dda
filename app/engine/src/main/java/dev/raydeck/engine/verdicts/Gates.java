package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.Reason;
import dev.raydeck.model.WorkerGroup;
import org.jspecify.annotations.Nullable;

/// Gates that several subjects share.
final class Gates {
  private Gates() {}

  /// A node that counts for the limits and yet gives nothing: on its way, or on its way out.
  static boolean isNotRunning(PlannedNode node) {
    InstanceStatus status = node.status();
    return status != null
        && (status != InstanceStatus.RAY_RUNNING || node.state() == State.TO_TERMINATE);
  }

  /// What must be so before anything of a cluster scales.
  static void askCluster(Chain chain, Evidence evidence, @Nullable WorkerGroup group) {
    RayCluster cluster = evidence.snapshot().cluster();
    boolean isSuspended = cluster.isSuspended() || (group != null && group.isSuspended());
    boolean inTree = cluster.enableInTreeAutoscaling();
    chain.ask(inTree || evidence.isDriven(), new Reason.AutoscalingOn(inTree, evidence.isDriven()));
    chain.ask(!isSuspended, new Reason.NotSuspended(isSuspended));
    chain.ask(evidence.headRuns(), new Reason.HeadRunning(evidence.headRuns()));
    if (evidence.isV1()) {
      chain.ask(
          evidence.namedWorkers().isEmpty(), new Reason.NoPendingDeletes(evidence.namedWorkers()));
    }
  }
}
