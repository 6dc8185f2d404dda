package dev.raydeck.cluster.session;

import dev.raydeck.model.Trouble;

/// Troubles in English, for logs, transcripts and the command line.
final class TroubleWords {
  private TroubleWords() {}

  static String of(Trouble trouble) {
    return switch (trouble.cause()) {
      case SLOW -> "answered after %s ms".formatted(about(trouble));
      case SERVER_SILENT -> "the API server does not answer";
      case WATCH_SILENT -> "the watch is not answered";
      case CONNECTION_REFUSED -> "connection refused";
      case UNKNOWN_HOST -> "unknown host %s".formatted(about(trouble));
      case UNAUTHORIZED ->
          "the API server does not accept this user's token or certificate (401 Unauthorized)";
      case NO_KUBERAY -> "This cluster knows no RayClusters: KubeRay is not installed";
      case NO_RAYCLUSTER -> "There is no RayCluster %s in namespace %s".formatted(about(trouble));
      case SERVER_AWAY -> "the API server is not answering";
      case NO_HEAD_POD -> "there is no head Pod";
      case HEAD_POD -> "head Pod %s: %s".formatted(about(trouble));
      case LATE -> "no answer in time";
      case NO_CONTAINER -> "the head Pod has no autoscaler container";
      case AUTOSCALING_OFF -> "enableInTreeAutoscaling is off";
      case NOT_READY -> "running, not ready";
      case CONTAINER -> "%s, %s restarts".formatted(about(trouble));
      case DASHBOARD_SILENT -> "the dashboard does not answer: %s".formatted(about(trouble));
      case NO_STATE_API -> "this Ray has no state API";
      case OTHER -> trouble.about().getFirst();
    };
  }

  private static Object[] about(Trouble trouble) {
    return trouble.about().toArray();
  }
}
