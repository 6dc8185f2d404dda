package dev.raydeck.model;

/// What the embedded autoscaler does with a connected RayCluster.
public enum Mode {
  /// Shows; sends nothing.
  OBSERVE,
  /// Decides on every turn and sends nothing.
  SHADOW,
  /// Decides and acts, holding the Lease.
  DRIVE
}
