package dev.raydeck.model;

/// (ray: instance_manager.proto, NodeKind)
public enum NodeKind {
  UNMANAGED,
  HEAD,
  WORKER
}
