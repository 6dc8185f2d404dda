package dev.raydeck.cluster.session;

import dev.raydeck.model.Health.State;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the in-tree autoscaler's container is, read from the head Pod.
final class AutoscalerHealth {
  private static final String CONTAINER = "autoscaler";

  private AutoscalerHealth() {}

  /// `trouble` is null where nothing is wrong.
  record Reading(State state, @Nullable Trouble trouble) {}

  static Optional<RayPod.Container> container(Optional<RayPod> headPod) {
    return headPod.stream()
        .flatMap(head -> head.containers().stream())
        .filter(each -> each.name().equals(CONTAINER))
        .findFirst();
  }

  static Reading of(@Nullable RayCluster cluster, Optional<RayPod> head) {
    if (cluster == null) {
      return new Reading(State.NOT_ASKED, null);
    }
    Optional<RayPod.Container> container = container(head);
    if (container.isEmpty()) {
      return new Reading(
          State.ABSENT,
          Trouble.of(
              cluster.enableInTreeAutoscaling() ? Cause.NO_CONTAINER : Cause.AUTOSCALING_OFF));
    }
    RayPod.Container found = container.get();
    if (found.state().equals("running")) {
      return found.isReady()
          ? new Reading(State.OK, null)
          : new Reading(State.CONNECTING, Trouble.of(Cause.NOT_READY));
    }
    String reason = found.reason() == null ? found.state() : found.reason();
    return new Reading(
        State.LOST, Trouble.of(Cause.CONTAINER, reason, Integer.toString(found.restarts())));
  }
}
