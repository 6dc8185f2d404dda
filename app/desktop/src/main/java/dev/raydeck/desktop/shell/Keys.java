package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Overlay;
import dev.raydeck.desktop.live.Place;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of the whole window; a dialog keeps its own.
final class Keys {
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
      shell.screen().search();
    } else if (event.getCode() == KeyCode.COMMA) {
      shell.settings();
    } else if (digit >= 0 && digit < places.length && event.getCode().isDigitKey()) {
      shell.go(places[digit]);
      shell.screen().focus();
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
      shell.screen().search();
      event.consume();
    }
  }
}
