package dev.raydeck.model;

/// Why a node is ended (ray: TerminationRequest.Cause).
public enum TerminationCause {
  IDLE,
  MAX_NUM_NODE_PER_TYPE,
  MAX_NUM_NODES,
  OUTDATED
}
