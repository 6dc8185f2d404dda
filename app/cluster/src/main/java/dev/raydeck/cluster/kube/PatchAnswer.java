package dev.raydeck.cluster.kube;

/// What the API server made of a patch. CONFLICT: somebody wrote first, nothing was changed, look
/// again. REFUSED: it said no. FAILED: it could not be asked, or broke off.
public record PatchAnswer(Outcome outcome, String words) {
  public enum Outcome {
    ACCEPTED,
    CONFLICT,
    REFUSED,
    FAILED
  }
}
