package dev.raydeck.engine.verdicts;

import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gates in the order they are asked: after the first that holds, the others are not reached.
final class Chain {
  private final List<Gate> gates = new ArrayList<>();
  private final @Nullable Map<Gate, Gate> common;
  private boolean isHeld;

  Chain() {
    this.common = null;
  }

  /// `common` is of several chains: what all of thirty thousand nodes answer alike is kept once.
  Chain(Map<Gate, Gate> common) {
    this.common = common;
  }

  Chain ask(boolean passes, Reason reason) {
    if (isHeld) {
      add(Gate.notReached(reason));
    } else if (passes) {
      add(Gate.passes(reason));
    } else {
      add(Gate.holds(reason));
      isHeld = true;
    }
    return this;
  }

  private void add(Gate gate) {
    Gate known = common == null || !isOfMany(gate.reason()) ? null : common.putIfAbsent(gate, gate);
    gates.add(known == null ? gate : known);
  }

  /// Has no figure that is one node's own.
  private static boolean isOfMany(Reason reason) {
    return switch (reason) {
      case Reason.AutoscalingOn _,
          Reason.NotSuspended _,
          Reason.HeadRunning _,
          Reason.NotLeaving _,
          Reason.NotHead _,
          Reason.WithinLimit _,
          Reason.RayRunning _,
          Reason.IdleTimeoutApplies _,
          Reason.AboveMinReplicas _ ->
          true;
      case Reason.NotNeededByDemand(var demands) -> demands.isEmpty();
      case Reason.NotPinnedByConstraint(var demands) -> demands.isEmpty();
      default -> false;
    };
  }

  boolean isHeld() {
    return isHeld;
  }

  List<Gate> gates() {
    return gates;
  }
}
