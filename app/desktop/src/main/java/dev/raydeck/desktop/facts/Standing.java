package dev.raydeck.desktop.facts;

import dev.raydeck.model.Health;
import dev.raydeck.model.SessionFrame;

/// How much of the picture is to be trusted: worst first.
public enum Standing {
  /// Our own fault, caught at the top of the loop.
  TROUBLE,
  /// The API server says no: 401 or 403.
  FORBIDDEN,
  /// There is no such RayCluster.
  ABSENT,
  /// Nothing was read yet.
  LOADING,
  /// The API server does not answer; everything shown is old.
  LOST,
  /// The Ray head does not answer; Pods are live, Ray's part is old.
  RAY_LOST,
  /// The head Pod is not there or not ready: Ray was never read.
  HEAD_NOT_READY,
  LIVE;

  public static Standing of(SessionFrame frame) {
    Health.State api = frame.apiServer().state();
    Health.State head = frame.rayHead().state();
    if (frame.trouble() != null) {
      return TROUBLE;
    }
    if (api == Health.State.FORBIDDEN) {
      return FORBIDDEN;
    }
    if (api == Health.State.ABSENT) {
      return ABSENT;
    }
    if (api == Health.State.LOST) {
      return LOST;
    }
    if (frame.snapshot() == null) {
      return LOADING;
    }
    return ofHead(head, frame.snapshot().ray() != null);
  }

  private static Standing ofHead(Health.State head, boolean isRayRead) {
    return switch (head) {
      case OK, SLOW -> isRayRead ? LIVE : HEAD_NOT_READY;
      case LOST, FORBIDDEN -> isRayRead ? RAY_LOST : HEAD_NOT_READY;
      case NOT_ASKED, CONNECTING, ABSENT, UNKNOWN -> isRayRead ? RAY_LOST : HEAD_NOT_READY;
    };
  }

  /// Whether Ray's numbers on the screen are old.
  public boolean isRayStale() {
    return this == RAY_LOST || this == LOST;
  }

  public boolean isKubeStale() {
    return this == LOST;
  }
}
