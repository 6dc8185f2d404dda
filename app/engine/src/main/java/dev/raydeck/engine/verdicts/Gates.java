package dev.raydeck.engine.verdicts;

import dev.raydeck.model.RayCluster;
import dev.raydeck.model.Reason;
import dev.raydeck.model.WorkerGroup;
import org.jspecify.annotations.Nullable;

/// Gates that several subjects share.
final class Gates {
  private Gates() {}

  /// What must be so before anything of a cluster scales.
  static void askCluster(Chain chain, Evidence evidence, @Nullable WorkerGroup group) {
    RayCluster cluster = evidence.snapshot().cluster();
    boolean isSuspended = cluster.isSuspended() || (group != null && group.isSuspended());
    boolean inTree = cluster.enableInTreeAutoscaling();
    chain.ask(inTree || evidence.isDriven(), new Reason.AutoscalingOn(inTree, evidence.isDriven()));
    chain.ask(!isSuspended, new Reason.NotSuspended(isSuspended));
    chain.ask(evidence.headRuns(), new Reason.HeadRunning(evidence.headRuns()));
  }
}
