package dev.raydeck.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object that somebody references, and who (ray: GET /api/v0/objects, one row a reference).
///
/// `objectId` is lower-case hex. `sizeBytes` is negative where no process knows it. `holders` is
/// never empty; the first one is the owner where `isOwned`, else all borrow it and Ray lists no
/// reference of the owner's. `nodeId` is where its primary copy was made; null where that cannot be
/// told, since Ray's rows say where the processes are and not where the copies lie.
public record RayObject(
    String objectId,
    long sizeBytes,
    boolean isOwned,
    List<ObjectHolder> holders,
    @Nullable String nodeId) {
  public RayObject {
    holders = List.copyOf(holders);
  }

  /// The owner or, where Ray does not list it, who borrows it.
  public ObjectHolder holder() {
    return holders.getFirst();
  }
}
