package dev.raydeck.sandbox.rayhead;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a driver asks for when it creates an actor.
///
/// @param name absent for an actor without a name
/// @param placement what a node must have free to be chosen
/// @param held what the actor keeps while it lives; an actor that names no CPUs is placed by one
///   and holds none
/// @param where the labels of the nodes it may run on
public record ActorRequest(
    @Nullable String name,
    String namespace,
    String className,
    RayResources placement,
    RayResources held,
    LabelSelector where,
    boolean isDetached) {

  /// Fills in the CPUs an actor did not name: one for its life if it names another resource, else
  /// one to be placed by and none held (ray: python/ray/actor.py, DEFAULT_ACTOR_CREATION_CPU).
  public static ActorRequest of(
      @Nullable String name,
      String namespace,
      String className,
      Map<String, Double> resources,
      boolean isDetached) {
    Map<String, Double> withCpu = new TreeMap<>(resources);
    withCpu.putIfAbsent("CPU", 1.0);
    boolean isPlain = resources.keySet().stream().allMatch("memory"::equals);
    return new ActorRequest(
        name,
        namespace,
        className,
        RayResources.of(withCpu),
        RayResources.of(isPlain ? resources : withCpu),
        LabelSelector.NONE,
        isDetached);
  }

  public ActorRequest on(LabelSelector nodes) {
    return new ActorRequest(name, namespace, className, placement, held, nodes, isDetached);
  }
}
