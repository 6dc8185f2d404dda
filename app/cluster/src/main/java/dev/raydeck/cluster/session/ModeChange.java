package dev.raydeck.cluster.session;

import dev.raydeck.model.Mode;
import dev.raydeck.model.Trouble;
import org.jspecify.annotations.Nullable;

/// The mode after a wish to change it; `refusal` is why it was refused, null where it was not.
public record ModeChange(Mode mode, @Nullable Trouble refusal) {
  static ModeChange to(Mode mode) {
    return new ModeChange(mode, null);
  }

  static ModeChange refused(Mode mode, Trouble why) {
    return new ModeChange(mode, why);
  }

  public boolean isRefused() {
    return refusal != null;
  }
}
