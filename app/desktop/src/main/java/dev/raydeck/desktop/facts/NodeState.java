package dev.raydeck.desktop.facts;

import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a Pod stands between being asked for and being gone. The order is that of tiles in a lane.
public enum NodeState {
  BUSY,
  IDLE,
  PENDING,
  STARTING,
  MARKED,
  TERMINATING,
  FAILED,
  UNKNOWN;

  private static final Set<String> FAILURES =
      Set.of(
          "Error",
          "Failed",
          "OOMKilled",
          "Evicted",
          "CreateContainerConfigError",
          "InvalidImageName");

  /// `isNamed`: the Pod stands in `workersToDelete`. `isRayKnown`: the Ray head answered at least
  /// once.
  static NodeState of(RayPod pod, @Nullable RayNode ray, boolean isNamed, boolean isRayKnown) {
    if (pod.isTerminating()) {
      return TERMINATING;
    }
    if (isNamed || (ray != null && ray.status() == RayNode.Status.DRAINING)) {
      return MARKED;
    }
    if (isFailure(pod)) {
      return FAILED;
    }
    if (ray == null) {
      return unjoined(pod, isRayKnown);
    }
    return switch (ray.status()) {
      case RUNNING -> BUSY;
      case IDLE -> IDLE;
      case DRAINING -> MARKED;
      case DEAD -> FAILED;
      case UNSPECIFIED -> UNKNOWN;
    };
  }

  private static NodeState unjoined(RayPod pod, boolean isRayKnown) {
    if (pod.phase().equals("Pending")) {
      return PENDING;
    }
    return isRayKnown ? STARTING : UNKNOWN;
  }

  private static boolean isFailure(RayPod pod) {
    String status = pod.displayStatus();
    return pod.phase().equals("Failed")
        || FAILURES.contains(status)
        || status.endsWith("BackOff")
        || status.startsWith("Err")
        || status.contains(":Err");
  }

  /// The part of keys and style classes that names this state.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isLeaving() {
    return this == MARKED || this == TERMINATING;
  }

  public boolean isComing() {
    return this == PENDING || this == STARTING;
  }
}
