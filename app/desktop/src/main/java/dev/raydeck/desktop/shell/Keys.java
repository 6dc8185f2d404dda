package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Overlay;
import dev.raydeck.desktop.live.Place;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of the whole window; a dialog keeps its own.
final class Keys {
  private static final List<String> SEARCHES =
      List.of(
          "#nodes-filter",
          "#actors-filter",
          "#decisions-filter",
          "#resource-search",
          "#log-search");

  private final Shell shell;
  private final Commands.Window window;
  private final Overlay overlay;

  Keys(Shell shell, Commands.Window window, Overlay overlay) {
    this.shell = shell;
    this.window = window;
    this.overlay = overlay;
  }

  void listen(Node root) {
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    root.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
  }

  private void pressed(KeyEvent event) {
    if (overlay.isOpen()) {
      return;
    }
    if (event.isShortcutDown()) {
      shortcut(event);
    } else if (event.getCode() == KeyCode.ESCAPE && shell.isAskingWhy()) {
      shell.why(null);
      event.consume();
    }
  }

  private void shortcut(KeyEvent event) {
    Settings now = window.settings().get();
    int digit = event.getCode().getCode() - KeyCode.DIGIT1.getCode();
    Place[] places = Place.values();
    if (event.getCode() == KeyCode.K) {
      shell.palette();
    } else if (event.getCode() == KeyCode.F) {
      search();
    } else if (event.getCode() == KeyCode.COMMA) {
      shell.settings();
    } else if (digit >= 0 && digit < places.length && event.getCode().isDigitKey()) {
      shell.go(places[digit]);
      shell.focusPlace();
    } else if (event.getCode() == KeyCode.PLUS || event.getCode() == KeyCode.EQUALS) {
      window.take().accept(now.zoomed(1));
    } else if (event.getCode() == KeyCode.MINUS) {
      window.take().accept(now.zoomed(-1));
    } else if (event.getCode() == KeyCode.DIGIT0) {
      window.take().accept(now.withZoom(1));
    } else {
      return;
    }
    event.consume();
  }

  /// `?` and `/` where it is not text that is being typed.
  private void typed(KeyEvent event) {
    boolean isText = shell.root().getScene().getFocusOwner() instanceof TextInputControl;
    if (isText || overlay.isOpen()) {
      return;
    }
    if (event.getCharacter().equals("?")) {
      shell.shortcuts();
      event.consume();
    } else if (event.getCharacter().equals("/")) {
      search();
      event.consume();
    }
  }

  /// To the filter or search of the screen that is shown; not all have one.
  private void search() {
    SEARCHES.stream()
        .map(shell.root()::lookup)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(Node::requestFocus);
  }
}
