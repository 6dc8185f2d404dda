package dev.raydeck.cluster.kube;

/// An object a person may look at whole.
public record ObjectRef(Kind kind, String name) {
  public enum Kind {
    RAY_CLUSTER("RayCluster"),
    POD("Pod");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As Kubernetes spells it.
    public String word() {
      return word;
    }
  }
}
