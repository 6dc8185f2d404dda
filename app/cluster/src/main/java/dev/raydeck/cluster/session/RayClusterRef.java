package dev.raydeck.cluster.session;

/// Names one RayCluster of a Kubernetes cluster.
public record RayClusterRef(String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
