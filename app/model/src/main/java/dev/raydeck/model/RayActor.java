package dev.raydeck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of the GCS's actor table (ray: ActorTableData). Ids are lower-case hex; times are absent
/// until they happen; `deathCause` is Ray's own sentence.
public record RayActor(
    String actorId,
    String name,
    String namespace,
    String className,
    State state,
    String jobId,
    @Nullable String nodeId,
    long pid,
    ResourceBundle required,
    boolean isDetached,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String deathCause) {

  /// (ray: ActorTableData.ActorState)
  public enum State {
    DEPENDENCIES_UNREADY,
    PENDING_CREATION,
    ALIVE,
    RESTARTING,
    DEAD
  }

  /// Actors Ray's own libraries start: their class names begin with an underscore, or they live in
  /// a namespace of Ray's own.
  public boolean isSystem() {
    return className.startsWith("_")
        || namespace.startsWith("_ray_internal_")
        || name.startsWith("SERVE_")
        || name.startsWith("_ray_internal_");
  }

  /// What a person calls it: its name, or its class where it has none.
  public String label() {
    return name.isEmpty() ? className : name;
  }
}
