package dev.raydeck.desktop.actors;

import dev.raydeck.model.RayActor;

/// A table row that stays the same while its actor is known; what it shows is replaced with each
/// frame.
public final class ActorRow {
  private final String id;
  private volatile RayActor actor;

  ActorRow(RayActor actor) {
    this.id = actor.actorId();
    this.actor = actor;
  }

  public String id() {
    return id;
  }

  public RayActor actor() {
    return actor;
  }

  void show(RayActor fresh) {
    actor = fresh;
  }

  /// Whether an actor lives or waits to.
  public static boolean isCurrent(RayActor actor) {
    return actor.state() != RayActor.State.DEAD;
  }
}
