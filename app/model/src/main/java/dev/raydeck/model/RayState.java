package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one poll of a Ray head gave, at [#readAt].
///
/// `constraint` is the last `request_resources` set: null if there never was one, empty if it was
/// cleared. `report` is null until the cluster's autoscaler reported. `objects` are those of the
/// last time they were asked for, null while no worker stays for its object store. Node order is
/// not stable between polls.
public record RayState(
    Instant readAt,
    String sessionName,
    String rayVersion,
    long resourceStateVersion,
    List<RayNode> nodes,
    List<ResourceDemand> demands,
    List<GangDemand> gangs,
    @Nullable List<ResourceDemand> constraint,
    List<RayActor> actors,
    @Nullable AutoscalerReport report,
    @Nullable RayObjects objects) {
  public RayState {
    nodes = List.copyOf(nodes);
    demands = List.copyOf(demands);
    gangs = List.copyOf(gangs);
    constraint = constraint == null ? null : List.copyOf(constraint);
    actors = List.copyOf(actors);
  }

  /// Without objects.
  public RayState(
      Instant readAt,
      String sessionName,
      String rayVersion,
      long resourceStateVersion,
      List<RayNode> nodes,
      List<ResourceDemand> demands,
      List<GangDemand> gangs,
      @Nullable List<ResourceDemand> constraint,
      List<RayActor> actors,
      @Nullable AutoscalerReport report) {
    this(
        readAt,
        sessionName,
        rayVersion,
        resourceStateVersion,
        nodes,
        demands,
        gangs,
        constraint,
        actors,
        report,
        null);
  }

  /// Who holds what keeps a node busy for its object store, as far as that was asked and told.
  public List<ObjectHolding> holdingsOn(RayNode node) {
    return objects == null || !node.holdsObjects()
        ? List.of()
        : objects.on(node.nodeId(), node.objectStoreUsedBytes());
  }

  public RayState with(@Nullable RayObjects others) {
    return new RayState(
        readAt,
        sessionName,
        rayVersion,
        resourceStateVersion,
        nodes,
        demands,
        gangs,
        constraint,
        actors,
        report,
        others);
  }
}
