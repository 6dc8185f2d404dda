package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of the autoscaler's table: a node ever asked for or seen (ray:
/// src/ray/protobuf/instance_manager.proto, Instance).
///
/// `instanceId` is ours, `podName` is there once allocated, `nodeId` once Ray runs. `history` has
/// one entry per status entered, oldest first, the last one being the present status.
public record Instance(
    String instanceId,
    String type,
    NodeKind kind,
    @Nullable String podName,
    @Nullable String nodeId,
    @Nullable String launchRequestId,
    List<StatusChange> history) {
  public Instance {
    history = List.copyOf(history);
  }

  public InstanceStatus status() {
    return history.getLast().status();
  }

  /// When the present status was entered.
  public Instant since() {
    return history.getLast().at();
  }

  public record StatusChange(InstanceStatus status, Instant at, String details) {}
}
