package dev.raydeck.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who holds the objects of a cluster, asked at `readAt` while a worker stays for its object store.
///
/// `objects` are those that lie in an object store, biggest first; none where `health` says that
/// Ray's state API did not answer. `isTruncated` where Ray knows more references than it lists at
/// once; `warning` is Ray's own word about nodes that did not answer it.
public record RayObjects(
    Instant readAt,
    Health health,
    List<RayObject> objects,
    boolean isTruncated,
    @Nullable String warning) {
  private static final Comparator<ObjectHolding> BIGGEST_FIRST =
      Comparator.comparing(ObjectHolding::isPlaced)
          .thenComparing(ObjectHolding::isOwner)
          .thenComparingLong(ObjectHolding::bytes)
          .reversed()
          .thenComparing(holding -> holding.holder().label());

  public RayObjects {
    objects =
        objects.stream()
            .sorted(
                Comparator.comparingLong(RayObject::sizeBytes)
                    .reversed()
                    .thenComparing(RayObject::objectId))
            .toList();
  }

  /// It was asked and did not answer.
  public static RayObjects unknown(Instant at, Health health) {
    return new RayObjects(at, health, List.of(), false, null);
  }

  public RayObjects with(Health other) {
    return new RayObjects(readAt, other, objects, isTruncated, warning);
  }

  /// Who holds what lies on a node that uses `usedBytes` of its object store. Where the objects
  /// known to lie there do not make up all of it, those that may lie there are told too, after
  /// them.
  public List<ObjectHolding> on(String nodeId, long usedBytes) {
    List<RayObject> owned =
        objects.stream()
            .filter(object -> object.isOwned() && nodeId.equals(object.nodeId()))
            .toList();
    List<ObjectHolding> holdings = new ArrayList<>(ObjectHolding.of(owned.stream(), true).toList());
    if (bytes(owned.stream()) < usedBytes) {
      List<RayObject> borrowed =
          objects.stream()
              .filter(object -> !object.isOwned() && nodeId.equals(object.nodeId()))
              .toList();
      holdings.addAll(ObjectHolding.of(borrowed.stream(), true).toList());
      if (bytes(Stream.concat(owned.stream(), borrowed.stream())) < usedBytes) {
        holdings.addAll(
            ObjectHolding.of(
                    objects.stream().filter(object -> Objects.isNull(object.nodeId())), false)
                .toList());
      }
    }
    return holdings.stream().sorted(BIGGEST_FIRST).toList();
  }

  private static long bytes(Stream<RayObject> objects) {
    return objects.mapToLong(object -> Math.max(0, object.sizeBytes())).sum();
  }
}
