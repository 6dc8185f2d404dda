package dev.raydeck.desktop.logs;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Mouse and keyboard on the lines: select, extend, go, copy.
final class LogKeys {
  private final LogFlow flow;

  LogKeys(LogFlow flow) {
    this.flow = flow;
  }

  void install() {
    flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> pick(event, true));
    flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void press(MouseEvent event) {
    flow.requestFocus();
    pick(event, event.isShiftDown());
  }

  private void pick(MouseEvent event, boolean isMore) {
    LogRow row = flow.rowAt(event.getY());
    LogEntry entry = row == null ? null : row.entry();
    if (entry != null) {
      flow.select(entry.number(), isMore);
    }
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown()) {
      shortcut(event);
      return;
    }
    switch (event.getCode()) {
      case UP -> move(-1, event.isShiftDown());
      case DOWN -> move(1, event.isShiftDown());
      case PAGE_UP -> flow.scroll(-flow.fits());
      case PAGE_DOWN -> flow.scroll(flow.fits());
      case HOME -> flow.goTo(0);
      case END -> flow.follow(true);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void shortcut(KeyEvent event) {
    if (event.getCode() == KeyCode.A) {
      flow.selectAll();
      event.consume();
    } else if (event.getCode() == KeyCode.C) {
      copy();
      event.consume();
    }
  }

  /// To the next line, scrolling where it is out of view; with none selected it scrolls.
  private void move(int by, boolean isMore) {
    List<LogEntry> rows = flow.page().rows();
    int at = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).number() == flow.caret()) {
        at = i;
      }
    }
    int next = at + by;
    if (at < 0 || next < 0 || next >= Math.min(rows.size(), flow.fits())) {
      flow.scroll(by);
    }
    rows = flow.page().rows();
    int wanted = at < 0 ? -1 : Math.clamp(next, 0, Math.max(0, rows.size() - 1));
    if (wanted >= 0 && !rows.isEmpty()) {
      flow.select(rows.get(wanted).number(), isMore);
    }
  }

  void copy() {
    List<LogEntry> selected = flow.selected();
    if (!selected.isEmpty()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(
          selected.stream().map(LogEntry::text).collect(Collectors.joining("\n", "", "\n")));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }
}
