package dev.raydeck.cluster.session;

import dev.raydeck.model.Health.State;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the in-tree autoscaler's container is, read from the head Pod.
final class AutoscalerHealth {
  private static final String CONTAINER = "autoscaler";

  private AutoscalerHealth() {}

  record Reading(State state, String detail) {}

  static Optional<RayPod.Container> container(Optional<RayPod> headPod) {
    return headPod.stream()
        .flatMap(head -> head.containers().stream())
        .filter(each -> each.name().equals(CONTAINER))
        .findFirst();
  }

  static Reading of(@Nullable RayCluster cluster, Optional<RayPod> head) {
    if (cluster == null) {
      return new Reading(State.NOT_ASKED, "");
    }
    Optional<RayPod.Container> container = container(head);
    if (container.isEmpty()) {
      return new Reading(
          State.ABSENT,
          cluster.enableInTreeAutoscaling()
              ? "the head Pod has no autoscaler container"
              : "enableInTreeAutoscaling is off");
    }
    RayPod.Container found = container.get();
    if (found.state().equals("running")) {
      return found.isReady()
          ? new Reading(State.OK, "")
          : new Reading(State.CONNECTING, "running, not ready");
    }
    String reason = found.reason() == null ? found.state() : found.reason();
    return new Reading(State.LOST, "%s, %d restarts".formatted(reason, found.restarts()));
  }
}
