package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import javafx.scene.Parent;

/// One screen. It is shown facts when they are new, and ticked ten times a second while it is
/// visible.
public interface Screen {
  Parent root();

  void show(ClusterFacts facts);

  /// Countdowns and live cells only: nothing that changes the layout.
  void tick();

  /// Another screen sent a person here to see this; what it does not know it leaves.
  default void take(Hint hint) {}

  /// The screen is thrown away: what it reads for itself ends.
  default void close() {}

  /// Where the keyboard starts.
  default void focus() {
    root().requestFocus();
  }
}
