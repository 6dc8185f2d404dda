package dev.raydeck.desktop.kit;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.textfield.CustomTextField;

/// A field to search or filter by: a lens before what is typed and, while something is, a press
/// after it that empties the field. Keys go on without either.
public final class SearchField extends CustomTextField {
  private final Button clear = Parts.iconButton("mdi2c-close", "", this::empty);

  public SearchField() {
    getStyleClass().add("search-field");
    setLeft(Icons.of("mdi2m-magnify", "ink-t3"));
    setRight(clear);
    clear.setFocusTraversable(false);
    clear.visibleProperty().bind(textProperty().isNotEmpty());
  }

  private void empty() {
    clear();
    requestFocus();
  }

  /// What the press says that it does.
  public void setClearSays(String words) {
    clear.setAccessibleText(words);
    clear.setTooltip(new Tooltip(words));
  }

  public String getClearSays() {
    return clear.getAccessibleText();
  }
}
