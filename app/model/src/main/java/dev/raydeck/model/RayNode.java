package dev.raydeck.model;

import java.time.Duration;
import java.util.LinkedHashMap;
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
  private static final String OBJECT_STORE_MEMORY = "object_store_memory";

  public RayNode {
    labels = Map.copyOf(labels);
    dynamicLabels = Map.copyOf(dynamicLabels);
    activity = List.copyOf(activity);
  }

  /// Whether this is the head: only it offers `node:__internal_head__`.
  public boolean isHead() {
    return total.amounts().containsKey("node:__internal_head__");
  }

  /// What is taken of its resources.
  public ResourceBundle used() {
    Map<String, Double> used = new LinkedHashMap<>();
    total
        .amounts()
        .forEach((name, whole) -> {
          double taken = whole - available.amount(name);
          if (taken > 0) {
            used.put(name, taken);
          }
        });
    return new ResourceBundle(used);
  }

  /// What lies in its object store: the primary copies of objects, which keep it from being idle.
  public long objectStoreUsedBytes() {
    return Math.max(
        0, Math.round(total.amount(OBJECT_STORE_MEMORY) - available.amount(OBJECT_STORE_MEMORY)));
  }

  /// Whether Ray says that it is busy for what lies in its object store.
  public boolean holdsObjects() {
    return status == Status.RUNNING
        && objectStoreUsedBytes() > 0
        && activity.stream().anyMatch(RayNode::isObjectStore);
  }

  /// Whether an activity is the use of the object store (ray: `Resource: object_store_memory
  /// currently in use.`).
  public static boolean isObjectStore(String activity) {
    return activity.contains(OBJECT_STORE_MEMORY);
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
