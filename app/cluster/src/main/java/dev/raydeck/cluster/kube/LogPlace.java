package dev.raydeck.cluster.kube;

/// Whose log: a container of a Pod, init containers included. `isPrevious`: that of the instance
/// before its last restart.
public record LogPlace(String pod, String container, boolean isPrevious) {
  public static LogPlace of(String pod, String container) {
    return new LogPlace(pod, container, false);
  }

  @Override
  public String toString() {
    return pod + "/" + container + (isPrevious ? " (previous)" : "");
  }
}
