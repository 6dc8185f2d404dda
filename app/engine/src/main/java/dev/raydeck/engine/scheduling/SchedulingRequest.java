package dev.raydeck.engine.scheduling;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceDemand;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything one scheduling decision depends on.
///
/// The order of `nodeTypes` and `instances` counts: it breaks ties. `maxNodes` includes the head;
/// null is no limit, 0 launches nothing and ends nothing. `idleTimeoutSeconds` null never ends a
/// node that has no timeout of its own. `checksLaunchConfig` is off under KubeRay. `conservesGpu`
/// keeps requests without GPU off GPU nodes. `availability` and `recoverable` are 1 for types not
/// listed.
public record SchedulingRequest(
    List<NodeType> nodeTypes,
    @Nullable Integer maxNodes,
    @Nullable Double idleTimeoutSeconds,
    boolean checksLaunchConfig,
    boolean conservesGpu,
    Map<String, Double> availability,
    Map<String, Double> recoverable,
    List<Candidate> instances,
    List<ResourceDemand> demands,
    List<GangDemand> gangs,
    List<ResourceDemand> constraint) {
  public SchedulingRequest {
    nodeTypes = List.copyOf(nodeTypes);
    availability = Map.copyOf(availability);
    recoverable = Map.copyOf(recoverable);
    instances = List.copyOf(instances);
    demands = List.copyOf(demands);
    gangs = List.copyOf(gangs);
    constraint = List.copyOf(constraint);
  }

  /// One instance as the scheduler sees it. `rayNode` is read only in status RAY_RUNNING.
  public record Candidate(
      String instanceId,
      String type,
      InstanceStatus status,
      NodeKind kind,
      String launchConfigHash,
      @Nullable RayNode rayNode) {}
}
