package dev.raydeck.model;

/// How fresh the Pods of a snapshot are, in `resourceVersion`s of the API server: that of the
/// head's Pod, and that up to which the Pods were read. Empty where not known.
public record PodVersions(String head, String read) {
  public static final PodVersions UNKNOWN = new PodVersions("", "");
}
