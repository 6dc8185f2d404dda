package dev.raydeck.engine.scheduling;

/// Input on which Ray's scheduler fails too: there is no decision. The message names the place and
/// the value.
public final class SchedulingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchedulingFailure(String message) {
    super(message);
  }
}
