package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.DecisionLine;
import org.kordamp.ikonli.javafx.FontIcon;

/// The icon of each kind of decision.
public final class DecisionIcons {
  private DecisionIcons() {}

  public static FontIcon of(DecisionLine.Kind kind) {
    return switch (kind) {
      case KEEP -> Icons.of("mdi2m-minus", "ink-t2");
      case ADD -> Icons.of("mdi2a-arrow-up-thin", "ink-starting");
      case REMOVE -> Icons.of("mdi2a-arrow-down-thin", "ink-marked");
      case HELD -> Icons.of("mdi2p-pause", "ink-accent");
      case INFEASIBLE -> Icons.of("mdi2a-alert-outline", "ink-failed");
      case ERROR -> Icons.of("mdi2a-alert-octagon-outline", "ink-failed");
    };
  }
}
