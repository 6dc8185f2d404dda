package dev.raydeck.sandbox;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.StoreEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// Brings the store's changes to the operator and the kubelet, on the world's thread.
///
/// While the clock runs they come from watches. A stepped clock looks for them itself, before every
/// task and at the end of a step, so that the same steps give the same world.
final class WorldEvents {
  private final ObjectStore store;
  private final SandboxClock clock;
  private final List<Kind> kinds;
  private final BiConsumer<Kind, StoreEvent> sink;
  private final Map<Kind, Map<String, ObjectNode>> known = new HashMap<>();
  private final List<AutoCloseable> watches = new ArrayList<>();

  WorldEvents(
      ObjectStore store, SandboxClock clock, List<Kind> kinds, BiConsumer<Kind, StoreEvent> sink) {
    this.store = store;
    this.clock = clock;
    this.kinds = kinds;
    this.sink = sink;
  }

  void start() {
    if (clock.isStepped()) {
      clock.whenSettling(this::look);
      return;
    }
    for (Kind kind : kinds) {
      watches.add(
          store.watch(
              kind, event -> clock.schedule(Duration.ZERO, () -> sink.accept(kind, event))));
    }
  }

  private record Found(Kind kind, StoreEvent event, long version) {}

  private void look() {
    List<Found> found = new ArrayList<>();
    for (Kind kind : kinds) {
      compare(kind, found);
    }
    found.sort(Comparator.comparingLong(Found::version));
    found.forEach(change -> sink.accept(change.kind(), change.event()));
  }

  private void compare(Kind kind, List<Found> found) {
    Map<String, ObjectNode> before = known.computeIfAbsent(kind, any -> new HashMap<>());
    Map<String, ObjectNode> now = new HashMap<>();
    for (ObjectNode object : store.list(kind, null)) {
      String uid = Json.text(object, "metadata", "uid");
      now.put(uid, object);
      ObjectNode old = before.get(uid);
      if (old == null) {
        found.add(new Found(kind, new StoreEvent(StoreEvent.Type.ADDED, object), version(object)));
      } else if (version(old) != version(object)) {
        found.add(
            new Found(kind, new StoreEvent(StoreEvent.Type.MODIFIED, object), version(object)));
      }
    }
    before.forEach((uid, object) -> {
      if (!now.containsKey(uid)) {
        found.add(
            new Found(kind, new StoreEvent(StoreEvent.Type.DELETED, object), version(object)));
      }
    });
    known.put(kind, now);
  }

  private static long version(ObjectNode object) {
    return Long.parseLong(Json.text(object, "metadata", "resourceVersion"));
  }

  /// No change is brought after this.
  void stop() {
    for (AutoCloseable watch : watches) {
      try {
        watch.close();
      } catch (Exception e) {
        throw new IllegalStateException("a watch of the sandbox did not end", e);
      }
    }
  }
}
