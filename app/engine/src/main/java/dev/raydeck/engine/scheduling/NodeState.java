package dev.raydeck.engine.scheduling;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Everything a trial of a node can depend on: nodes with equal states are alike, and one trial
/// speaks for all of them. States are kept once per decision ([NodeStates]), so they are compared
/// by identity there.
///
/// `free` is NaN where a resource is not listed. `matched` are the resources placed so far that the
/// node has, `selectors` the label alternatives of what was placed, in order, as far as they can
/// still count.
final class NodeState implements StateNote {
  final NodeBody body;
  final double[] free;
  final int labels;
  final boolean mentionsGpu;
  final boolean[] matched;
  final int[] selectors;
  final Likeness likeness;
  private final int hash;

  /// The packer's lot of nodes in this state, for one run.
  @Nullable Lot lot;

  NodeState(
      NodeBody body,
      double[] free,
      int labels,
      boolean mentionsGpu,
      boolean[] matched,
      int[] selectors,
      Likeness likeness) {
    this.body = body;
    this.free = free;
    this.labels = labels;
    this.mentionsGpu = mentionsGpu;
    this.matched = matched;
    this.selectors = selectors;
    this.likeness = likeness;
    this.hash = 31 * (31 * body.hashCode() + Arrays.hashCode(free)) + labels;
  }

  /// Whether it can be scored as it is.
  boolean isSound() {
    for (int resource : body.parts) {
      if (resource < 0 || body.total[resource] == 0 || Double.isNaN(free[resource])) {
        continue;
      }
      if (!UtilizationScore.isShare(
          (body.total[resource] - free[resource]) / body.total[resource])) {
        return false;
      }
    }
    return body.broken == null;
  }

  @Override
  public NodeState state() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeState state
        && body.equals(state.body)
        && labels == state.labels
        && mentionsGpu == state.mentionsGpu
        && Arrays.equals(free, state.free)
        && Arrays.equals(matched, state.matched)
        && Arrays.equals(selectors, state.selectors)
        && likeness.base.equals(state.likeness.base);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
