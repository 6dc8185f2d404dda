package dev.raydeck.desktop.kit;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The layer over the page: one dialog on a scrim. Tab goes round in it, and never to what lies
/// beneath. Esc closes it, and the keyboard goes back to where it was; where that takes it no more,
/// to nothing that an Enter would set off.
public final class Overlay extends StackPane {
  private final Region start = new Region();
  private final Region end = new Region();
  private @Nullable Node before;

  public Overlay() {
    getStyleClass().add("scrim");
    setVisible(false);
    setId("overlay");
    start.setManaged(false);
    end.setManaged(false);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            walk(event.isShiftDown());
            event.consume();
          }
        });
  }

  /// To the card's next stop, from its last to its first, and the other way round.
  private void walk(boolean isBackward) {
    TraversalDirection way = isBackward ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
    Node owner = getScene().getFocusOwner();
    owner.requestFocusTraversal(way);
    if (!isWithin(getScene().getFocusOwner())) {
      (isBackward ? end : start).requestFocusTraversal(way);
    }
    if (!isWithin(getScene().getFocusOwner())) {
      owner.requestFocus(); // a card without another stop
    }
  }

  private boolean isWithin(@Nullable Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.equals(this)) {
        return true;
      }
    }
    return false;
  }

  /// Shows a card in the middle, as large as it asks for.
  public void open(Node card) {
    before = getScene() == null ? null : getScene().getFocusOwner();
    if (card instanceof Region region) {
      region.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }
    StackPane.setAlignment(card, Pos.CENTER);
    StackPane.setMargin(card, new Insets(24));
    getChildren().setAll(List.of(start, card, end));
    setVisible(true);
    card.requestFocus();
  }

  public void close() {
    setVisible(false);
    getChildren().clear();
    if (before != null) {
      before.requestFocus();
      if (!before.equals(getScene().getFocusOwner())) {
        getScene().getRoot().requestFocus();
      }
    }
    before = null;
  }

  /// Where the keyboard was before a card was opened.
  public @Nullable Node before() {
    return before;
  }

  public boolean isOpen() {
    return isVisible();
  }
}
