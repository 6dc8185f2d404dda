package dev.raydeck.cluster.session;

import dev.raydeck.model.RayCluster;

/// The ports a head listens on: those of its `rayStartParams`, else Ray's own.
final class HeadPorts {
  private HeadPorts() {}

  static int gcs(RayCluster cluster) {
    return port(cluster, "port", 6379);
  }

  static int dashboard(RayCluster cluster) {
    return port(cluster, "dashboard-port", 8265);
  }

  private static int port(RayCluster cluster, String parameter, int usual) {
    String port = cluster.head().rayStartParams().getOrDefault(parameter, "");
    return port.matches("\\d{1,5}") ? Integer.parseInt(port) : usual;
  }
}
