package dev.raydeck.cluster.session;

import dev.raydeck.model.Mode;

/// The mode after a wish to change it; a refusal says why in a sentence.
public record ModeChange(Mode mode, boolean isRefused, String reason) {
  static ModeChange to(Mode mode) {
    return new ModeChange(mode, false, "");
  }

  static ModeChange refused(Mode mode, String reason) {
    return new ModeChange(mode, true, reason);
  }
}
