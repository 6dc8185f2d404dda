package dev.raydeck.engine.scheduling;

/// Knows the state of a node, or how to find it.
interface StateNote {
  NodeState state();
}
