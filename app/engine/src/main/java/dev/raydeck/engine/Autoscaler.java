package dev.raydeck.engine;

import dev.raydeck.engine.ledger.InferredLedger;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.Intent;
import dev.raydeck.model.ScalingDecision;

/// The only door into the engine for live clusters. Pure: equal arguments give equal decisions.
///
/// A cluster that runs V1 is decided as V1 does, see [AutoscalerVersion].
public final class Autoscaler {
  private Autoscaler() {}

  /// Decides the next step for one cluster (ray: autoscaler/v2/autoscaler.py, update).
  ///
  /// Whoever carries the commands out passes the decision's ledger to the next turn, and in the
  /// next snapshot's `failures` what did not take effect; everything not listed there counts as
  /// done.
  public static ScalingDecision decide(ClusterSnapshot snapshot, InstanceLedger ledger) {
    return decide(snapshot, ledger, Intent.NONE);
  }

  /// The same with some of it left undone: what the scheduler wants stays as it is, but neither the
  /// commands nor the ledger know of launches in these groups or of the end of these Pods. The next
  /// turn wants them again.
  public static ScalingDecision decide(
      ClusterSnapshot snapshot, InstanceLedger ledger, Intent leftUndone) {
    return new Turn(snapshot, ledger, leftUndone, Turn.Part.DRIVES).decide();
  }

  /// For clusters somebody else drives: guesses that driver's ledger from what can be seen, and
  /// says what a turn would do now and why. The commands are not to be sent.
  public static ScalingDecision explain(ClusterSnapshot snapshot) {
    return explain(snapshot, InstanceLedger.EMPTY);
  }

  /// The same; `earlier` is the ledger of an earlier explanation of this cluster. What still holds
  /// of it is not made anew: of many Pods that is most.
  public static ScalingDecision explain(ClusterSnapshot snapshot, InstanceLedger earlier) {
    InstanceLedger inferred = InferredLedger.like(snapshot, earlier.instances());
    return new Turn(snapshot, inferred, Intent.NONE, Turn.Part.EXPLAINS).decide();
  }

  /// For a cluster somebody else drives: what a driver would do now that remembers as much as this
  /// ledger. The commands are not to be sent, and the ledger given back knows nothing of them: only
  /// what was seen, and what the RayCluster asks for, whoever wrote it.
  public static ScalingDecision shadow(ClusterSnapshot snapshot, InstanceLedger ledger) {
    return new Turn(snapshot, ledger, Intent.NONE, Turn.Part.SHADOWS).decide();
  }
}
