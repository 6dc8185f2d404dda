package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Target;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What can be taken from a row: the cell under the pointer, the row, a kubectl command for its
/// Pod.
final class RowMenu {
  private final Deck deck;
  private final NodesTable columns;
  private final TableView<NodeRow> view;
  private NodeColumn pointed = NodeColumn.POD;

  RowMenu(Deck deck, NodesTable columns, TableView<NodeRow> view) {
    this.deck = deck;
    this.columns = columns;
    this.view = view;
  }

  void install() {
    ContextMenu menu = new ContextMenu();
    menu.setId("row-menu");
    add(menu, "nodes.copyCell", row -> pointed.value(row.facts()));
    add(menu, "nodes.copyRow", row -> NodeColumn.row(row.facts()));
    add(menu, "nodes.copyName", row -> row.facts().pod().name());
    add(menu, "nodes.copyDescribe", row -> kubectl("describe pod", row));
    add(menu, "nodes.copyLogs", row -> kubectl("logs", row) + " --all-containers");
    view.setContextMenu(menu);
    view.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::point);
    view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void add(ContextMenu menu, String key, Function<NodeRow, String> text) {
    MenuItem item = new MenuItem(deck.words().plain(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(event -> copy(text));
    menu.getItems().add(item);
  }

  private void point(ContextMenuEvent event) {
    javafx.scene.Node node = event.getPickResult().getIntersectedNode();
    while (node != null && !(node instanceof TableCell<?, ?>)) {
      node = node.getParent();
    }
    pointed =
        node instanceof TableCell<?, ?> cell && cell.getTableColumn() != null
            ? columns.of(cell.getTableColumn())
            : NodeColumn.POD;
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy(row -> NodeColumn.row(row.facts()));
      event.consume();
    }
  }

  private void copy(Function<NodeRow, String> text) {
    NodeRow row = view.getSelectionModel().getSelectedItem();
    if (row != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(text.apply(row));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  private String kubectl(String verb, NodeRow row) {
    Target target = deck.connection().target();
    String context = target.isSandbox() ? "" : " --context " + quoted(target.context());
    return "kubectl%s -n %s %s %s"
        .formatted(context, target.namespace(), verb, row.facts().pod().name());
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
