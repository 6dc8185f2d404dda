package dev.raydeck.desktop.words;

import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;

/// One gate as a row: the rule's name, its value, where the value was read.
public record GateLine(Gate.State state, Reason reason, String rule, String value, String source) {
  /// What waits is all covered by workers that are planned, be it that another gate delays them.
  static boolean isCovered(Gate gate) {
    return gate.reason() instanceof Reason.CoveredByPendingNodes covered
        && gate.state() != Gate.State.PASSES
        && !covered.nodesByGroup().isEmpty();
  }
}
