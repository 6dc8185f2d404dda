package dev.raydeck.engine.scheduling;

/// Where requests come from. Each source has its own idea of what is free on a node.
enum Source {
  /// Tasks, actors and placement groups: what is free now.
  DEMAND,
  /// `request_resources`: the whole node, used or not.
  CONSTRAINT
}
