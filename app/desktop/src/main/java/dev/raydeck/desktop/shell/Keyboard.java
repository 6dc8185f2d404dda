package dev.raydeck.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/// Where the keyboard is: a control by its id, and in a text the selection. An id is null where the
/// keyboard is in nothing that has one.
record Keyboard(@Nullable String id, int anchor, int caret) {
  static Keyboard at(@Nullable Node owner) {
    return owner instanceof TextInputControl text
        ? new Keyboard(text.getId(), text.getAnchor(), text.getCaretPosition())
        : new Keyboard(owner == null ? null : owner.getId(), 0, 0);
  }

  /// Puts the keyboard there again, if that still is below this root.
  void restore(Node root) {
    Node owner = id == null ? null : root.lookup("#" + id);
    if (owner != null) {
      owner.requestFocus();
    }
    if (owner instanceof TextInputControl text) {
      text.selectRange(anchor, caret);
    }
  }
}
