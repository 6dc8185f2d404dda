package dev.raydeck.cluster.ray;

import dev.raydeck.model.Health;
import org.jspecify.annotations.Nullable;

/// Ray's state API said no, or did not answer. Expected: the caller makes a value of it.
public final class StateFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Health.State state;

  StateFailure(Health.State state, String words, @Nullable Throwable cause) {
    super(words, cause);
    this.state = state;
  }

  /// LOST where it did not answer, FORBIDDEN where it wants another token, ABSENT where this Ray
  /// has no state API.
  public Health.State state() {
    return state;
  }
}
