package dev.raydeck.sandbox.api;

import tools.jackson.databind.node.ObjectNode;

/// One change of one object; the object is the listener's own copy.
///
/// @param object as it is after the change, or as it was last for [Type#DELETED]
public record StoreEvent(Type type, ObjectNode object) {
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
