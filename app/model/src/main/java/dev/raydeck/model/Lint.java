package dev.raydeck.model;

/// Something in the RayCluster that Ray or KubeRay would choke on, or read otherwise than it looks.
///
/// `field` is a path such as `spec.workerGroupSpecs[0].rayStartParams.resources`.
public record Lint(Severity severity, String field, String found, String wanted) {
  /// ERROR: no decision is possible while it stands. WARNING: read otherwise than it looks.
  public enum Severity {
    WARNING,
    ERROR
  }
}
