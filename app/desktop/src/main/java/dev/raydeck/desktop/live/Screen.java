package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import javafx.scene.Node;
import javafx.scene.Parent;

/// One screen. It is shown facts when they are new, and ticked ten times a second while it is
/// visible.
public interface Screen {
  /// What a person typed, chose and opened on a screen; each screen has a record of its own.
  interface Kept {}

  Parent root();

  void show(ClusterFacts facts);

  /// Countdowns and live cells only: nothing that changes the layout.
  void tick();

  /// Another screen sent a person here to see this; what it does not know it leaves.
  default void take(Hint hint) {}

  /// What is to outlive this screen, which is made anew for another language or theme. It is closed
  /// next; what it handed over is no longer its own to close.
  Kept keep();

  /// Begins as the screen in whose place it was made had been, before it is first shown facts.
  void restore(Kept kept);

  /// How a person set the columns of its tables, to be kept from one run of the app to the next.
  default Columns columns() {
    return Columns.NONE;
  }

  /// Sets the columns as they were; before [#restore], where there is something to restore too.
  default void columns(Columns kept) {}

  /// The screen is thrown away: what it reads for itself ends.
  default void close() {}

  /// Where the keyboard starts.
  default void focus() {
    root().requestFocus();
  }

  /// Puts the keyboard into the screen's filter or search, the first where it has several; not all
  /// have one.
  default void search() {
    Node field = root().lookup(".search-field");
    if (field != null) {
      field.requestFocus();
    }
  }
}
