package dev.raydeck.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing a decision wants done to the world. All commands of a turn but drains go into one
/// patch.
public sealed interface ScalingCommand {

  /// Ask the GCS to drain a node before its Pod is named in `workersToDelete`; a refusal keeps the
  /// node. `idle` is null for a removal that is not for idleness: the legacy drain then, which
  /// always succeeds.
  record DrainNode(String nodeId, String podName, String group, @Nullable Duration idle)
      implements ScalingCommand {}

  /// `spec.workerGroupSpecs[index].replicas`, for the launch request `requestId`.
  record SetReplicas(String group, int index, int from, int to, String requestId)
      implements ScalingCommand {}

  /// `spec.workerGroupSpecs[index].scaleStrategy.workersToDelete`, which replaces the list.
  record DeleteWorkers(String group, int index, List<String> pods, String requestId)
      implements ScalingCommand {
    public DeleteWorkers {
      pods = List.copyOf(pods);
    }
  }

  /// Empties a list whose Pods are all gone.
  record ClearWorkersToDelete(String group, int index) implements ScalingCommand {}
}
