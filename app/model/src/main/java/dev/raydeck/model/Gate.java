package dev.raydeck.model;

/// One rule that may hold a subject, and what it said with its numbers.
public record Gate(State state, Reason reason) {
  /// NOT_REACHED: an earlier gate held; `wouldPass` of the reason is not claimed.
  public enum State {
    PASSES,
    HOLDS,
    NOT_REACHED
  }

  public static Gate passes(Reason reason) {
    return new Gate(State.PASSES, reason);
  }

  public static Gate holds(Reason reason) {
    return new Gate(State.HOLDS, reason);
  }

  public static Gate notReached(Reason reason) {
    return new Gate(State.NOT_REACHED, reason);
  }
}
