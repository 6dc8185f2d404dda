package dev.raydeck.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the scheduler knows of a head or worker group: the shape of a new node and its limits, in
/// Pods (ray: autoscaler/v2/instance_manager/config.py).
///
/// `idleTimeoutSeconds` is null where the cluster's own applies. `launchConfigHash` empty is never
/// outdated.
public record NodeType(
    String name,
    ResourceBundle resources,
    int minWorkers,
    int maxWorkers,
    Map<String, String> labels,
    @Nullable Double idleTimeoutSeconds,
    int priority,
    String launchConfigHash) {
  public NodeType {
    labels = Map.copyOf(labels);
  }
}
