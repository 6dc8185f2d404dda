package dev.raydeck.model;

/// Where DRIVE stops and asks a person.
public enum Breakpoint {
  /// Before `replicas` of a worker group is raised.
  LAUNCH,
  /// Before a worker is drained, or named in `workersToDelete`.
  REMOVAL
}
