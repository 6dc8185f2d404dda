package dev.raydeck.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The objects one process owns or, where `isOwner` is false, borrows from an owner Ray does not
/// list. `isPlaced` tells whether their copies are known to lie on the node that is spoken of;
/// biggest first.
public record ObjectHolding(
    ObjectHolder holder, boolean isOwner, boolean isPlaced, List<RayObject> objects) {
  public ObjectHolding {
    objects = List.copyOf(objects);
  }

  /// Of those whose size is known.
  public long bytes() {
    return objects.stream().mapToLong(object -> Math.max(0, object.sizeBytes())).sum();
  }

  /// Who else references one of them.
  public List<ObjectHolder> borrowers() {
    return objects.stream()
        .flatMap(object -> object.holders().stream().skip(1))
        .filter(other -> !other.equals(holder))
        .distinct()
        .toList();
  }

  public List<String> objectIds() {
    return objects.stream().map(RayObject::objectId).toList();
  }

  static Stream<ObjectHolding> of(Stream<RayObject> objects, boolean isPlaced) {
    record Key(ObjectHolder holder, boolean isOwner) {}
    Map<Key, List<RayObject>> byHolder = new LinkedHashMap<>();
    objects.forEach(object ->
        byHolder
            .computeIfAbsent(new Key(object.holder(), object.isOwned()), key -> new ArrayList<>())
            .add(object));
    return byHolder.entrySet().stream()
        .map(entry ->
            new ObjectHolding(
                entry.getKey().holder(), entry.getKey().isOwner(), isPlaced, entry.getValue()));
  }
}
