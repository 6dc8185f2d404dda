package dev.raydeck.desktop.kit;

import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// A table cell that is asked ten times a second what to show, and changes only what differs.
public final class LiveCell<R> extends TableCell<R, R> {
  private final LiveTable.Render<R> render;
  private @Nullable String ink;
  private @Nullable Node kept;

  LiveCell(LiveTable.Render<R> render, String... styles) {
    this.render = render;
    getStyleClass().addAll(styles);
  }

  @Override
  protected void updateItem(@Nullable R item, boolean isEmpty) {
    super.updateItem(item, isEmpty);
    if (item == null || isEmpty) {
      setText(null);
      setGraphic(null);
      wear(null);
    } else {
      render.render(this, item);
    }
  }

  void poll() {
    R item = getItem();
    if (item != null && !isEmpty()) {
      render.render(this, item);
    }
  }

  /// Shows a text in an ink (a style class), null for the plain one.
  public void say(String text, @Nullable String newInk) {
    if (!text.equals(getText())) {
      setText(text);
    }
    wear(newInk);
  }

  private void wear(@Nullable String newInk) {
    if (!Objects.equals(ink, newInk)) {
      getStyleClass().remove(ink);
      if (newInk != null) {
        getStyleClass().add(newInk);
      }
      ink = newInk;
    }
  }

  /// The cell's own graphic, made once and kept through recycling.
  public <N extends Node> N graphic(Class<N> type, java.util.function.Supplier<N> make) {
    Node node = kept;
    if (node == null || !type.isInstance(node)) {
      node = make.get();
      kept = node;
    }
    if (!node.equals(getGraphic())) {
      setGraphic(node);
    }
    return type.cast(node);
  }

  public void noGraphic() {
    if (getGraphic() != null) {
      setGraphic(null);
    }
  }
}
