package dev.raydeck.sandbox.rayhead;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a driver asks for when it creates an actor.
///
/// @param name absent for an actor without a name
/// @param placement what a node must have free to be chosen
/// @param held what the actor keeps while it lives; an actor that names no CPUs is placed by one and holds none
public record ActorRequest(
    @Nullable String name,
    String namespace,
    String className,
    RayResources placement,
    RayResources held,
    boolean isDetached) {

  /// (ray: python/ray/actor.py, default CPUs of actors)
  public static ActorRequest of(
      @Nullable String name,
      String namespace,
      String className,
      Map<String, Double> resources,
      boolean isDetached) {
    RayResources held = RayResources.of(resources);
    Map<String, Double> placement = new TreeMap<>(resources);
    placement.putIfAbsent("CPU", 1.0);
    boolean namesCpus = resources.containsKey("CPU") || !held.isEmpty();
    return new ActorRequest(
        name,
        namespace,
        className,
        namesCpus ? held : RayResources.of(placement),
        held,
        isDetached);
  }
}
