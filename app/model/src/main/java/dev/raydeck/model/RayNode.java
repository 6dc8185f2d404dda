package dev.raydeck.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The Ray side of one Pod, as the GCS reports it (ray: NodeState). `nodeId` is lower-case hex.
///
/// A fully used resource is missing from `available`: read it as 0. A DEAD node has neither
/// resources nor labels. `idle` is zero while the node is busy, and is measured at
/// [RayState#readAt].
public record RayNode(
    String nodeId,
    String instanceId,
    String nodeType,
    Status status,
    ResourceBundle total,
    ResourceBundle available,
    Duration idle,
    Map<String, String> labels,
    Map<String, String> dynamicLabels,
    List<String> activity,
    String ipAddress) {
  public RayNode {
    labels = Map.copyOf(labels);
    dynamicLabels = Map.copyOf(dynamicLabels);
    activity = List.copyOf(activity);
  }

  /// Whether this is the head: only it offers `node:__internal_head__`.
  public boolean isHead() {
    return total.amounts().containsKey("node:__internal_head__");
  }

  public boolean isAlive() {
    return status != Status.DEAD;
  }

  /// (ray: NodeStatus)
  public enum Status {
    UNSPECIFIED,
    RUNNING,
    DEAD,
    IDLE,
    DRAINING
  }
}
