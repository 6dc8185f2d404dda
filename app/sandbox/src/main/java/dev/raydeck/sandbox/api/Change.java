package dev.raydeck.sandbox.api;

import org.jspecify.annotations.Nullable;

/// One entry of a kind's history.
///
/// @param object after the change; for a deletion the last state under the version of the deletion
/// @param previous before the change, if it was there
record Change(StoreEvent.Type type, StoredObject object, @Nullable StoredObject previous) {
  StoreEvent toEvent() {
    return new StoreEvent(type, object.tree());
  }
}
