package dev.raydeck.cluster.ray;

import dev.raydeck.model.Health;
import dev.raydeck.model.Trouble;
import org.jspecify.annotations.Nullable;

/// Ray's state API said no, or did not answer. Expected: the caller makes a value of it.
public final class StateFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Health.State state;
  private final transient Trouble trouble;

  StateFailure(Health.State state, Trouble trouble, @Nullable Throwable cause) {
    super(trouble.cause() + " " + String.join(" ", trouble.about()), cause);
    this.state = state;
    this.trouble = trouble;
  }

  /// What is wrong, to be worded where it is shown.
  public Trouble trouble() {
    return trouble;
  }

  /// LOST where it did not answer, FORBIDDEN where it wants another token, ABSENT where this Ray
  /// has no state API.
  public Health.State state() {
    return state;
  }
}
