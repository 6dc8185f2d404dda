package dev.raydeck.cluster.session;

/// What became of a sent change. CONFLICT: somebody wrote first; preview again. REFUSED: the API
/// server said no (right, schema). FAILED: it could not be asked. `answer` is its word.
public record ChangeOutcome(Status status, String answer) {
  public enum Status {
    SENT,
    CONFLICT,
    REFUSED,
    FAILED
  }
}
