package dev.raydeck.model;

/// A command of an earlier turn that did not take effect, as the engine must know it (ray: cloud
/// provider launch and terminate errors, ray stop errors).
public sealed interface CommandFailure {
  String message();

  /// The patch that should have raised `replicas` for this request was not applied.
  record LaunchFailed(String launchRequestId, String group, String message)
      implements CommandFailure {}

  /// The patch that should have named this Pod in `workersToDelete` was not applied.
  record TerminateFailed(String podName, String message) implements CommandFailure {}

  /// Ray refused to drain this node, or could not be asked: the node goes back to service.
  record DrainFailed(String nodeId, String message) implements CommandFailure {}
}
