package dev.raydeck.desktop.facts;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.SessionFrame;
import java.util.List;

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
  /// The head Pod is there, and is being asked for the first time.
  RAY_UNREAD,
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
    ClusterSnapshot snapshot = frame.snapshot();
    if (snapshot == null) {
      return LOADING;
    }
    boolean isRayRead = snapshot.ray() != null;
    return !isRayRead && isAsked(head) && isHeadUp(snapshot.pods())
        ? RAY_UNREAD
        : ofHead(head, isRayRead);
  }

  private static boolean isAsked(Health.State head) {
    return head == Health.State.NOT_ASKED || head == Health.State.CONNECTING;
  }

  /// Nothing speaks against it: every head Pod is ready.
  private static boolean isHeadUp(List<RayPod> pods) {
    return pods.stream().allMatch(pod -> pod.kind() != NodeKind.HEAD || pod.isReady());
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
