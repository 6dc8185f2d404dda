package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one poll of a Ray head gave, at [#readAt].
///
/// `constraint` is the last `request_resources` set: null if there never was one, empty if it was
/// cleared. `report` is null until the cluster's autoscaler reported. Node order is not stable
/// between polls.
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
    @Nullable AutoscalerReport report) {
  public RayState {
    nodes = List.copyOf(nodes);
    demands = List.copyOf(demands);
    gangs = List.copyOf(gangs);
    constraint = constraint == null ? null : List.copyOf(constraint);
    actors = List.copyOf(actors);
  }
}
