package dev.raydeck.model;

import org.jspecify.annotations.Nullable;

/// Where the bundles of one placement group may stand relative to each other (ray:
/// src/ray/protobuf/autoscaler.proto, PlacementConstraint).
///
/// STRICT_PACK arrives as `AFFINITY`, STRICT_SPREAD as `ANTI_AFFINITY`; the value is the empty
/// string.
public record PlacementConstraint(Kind kind, String labelName, String labelValue) {
  /// Written out: what the compiler would add is set up at its first call, which takes milliseconds
  /// of a young process.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PlacementConstraint constraint
            && kind == constraint.kind
            && labelName.equals(constraint.labelName)
            && labelValue.equals(constraint.labelValue));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * kind.name().hashCode() + labelName.hashCode()) + labelValue.hashCode();
  }

  /// On one node with the others of that label, or on different nodes.
  public enum Kind {
    AFFINITY,
    ANTI_AFFINITY
  }
}
