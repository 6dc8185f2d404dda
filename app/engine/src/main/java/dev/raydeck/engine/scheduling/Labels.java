package dev.raydeck.engine.scheduling;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a node's labels meet the alternatives of a request.
public final class Labels {
  private Labels() {}

  /// Index of the first selector that holds, or -1. No selectors at all hold everywhere; ask for
  /// that first.
  static int firstMatch(List<LabelSelector> selectors, Map<String, String> labels) {
    for (int i = 0; i < selectors.size(); i++) {
      if (isMet(selectors.get(i), labels)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a request with these selectors may stand on a node with these labels.
  public static boolean allow(List<LabelSelector> selectors, Map<String, String> labels) {
    return selectors.isEmpty() || firstMatch(selectors, labels) >= 0;
  }

  private static boolean isMet(LabelSelector selector, Map<String, String> labels) {
    for (LabelConstraint constraint : selector.constraints()) {
      if (!isMet(constraint, labels.get(constraint.key()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMet(LabelConstraint constraint, @Nullable String value) {
    boolean isListed = value != null && constraint.values().contains(value);
    return switch (constraint.operator()) {
      case IN -> isListed;
      case NOT_IN -> !isListed;
      case UNSPECIFIED -> false;
    };
  }
}
