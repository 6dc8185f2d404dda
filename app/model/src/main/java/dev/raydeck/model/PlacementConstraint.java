package dev.raydeck.model;

/// Where the bundles of one placement group may stand relative to each other (ray:
/// src/ray/protobuf/autoscaler.proto, PlacementConstraint).
///
/// STRICT_PACK arrives as `AFFINITY`, STRICT_SPREAD as `ANTI_AFFINITY`; the value is the empty
/// string.
public record PlacementConstraint(Kind kind, String labelName, String labelValue) {
  /// On one node with the others of that label, or on different nodes.
  public enum Kind {
    AFFINITY,
    ANTI_AFFINITY
  }
}
