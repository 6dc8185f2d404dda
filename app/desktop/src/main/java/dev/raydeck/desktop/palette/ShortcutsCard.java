package dev.raydeck.desktop.palette;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.words.Words;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The sheet of shortcuts: every command that has one, then the keys of lists and logs.
public final class ShortcutsCard {
  private static final List<String> MORE =
      List.of("search", "tables", "filter", "logs", "yaml", "escape");

  private final VBox root;
  private final Button done;

  public ShortcutsCard(Words words, List<Command> commands, Runnable close) {
    done = Parts.act(words.plain("close"), "", close);
    done.setId("shortcuts-close");
    GridPane keys = new GridPane(20, 7);
    int row = 0;
    for (Command command : commands) {
      if (!command.keys().isEmpty()) {
        keys.addRow(row, Parts.label(command.keys(), "key-cap"), Parts.label(command.title()));
        row++;
      }
    }
    for (String more : MORE) {
      keys.addRow(
          row,
          Parts.label(words.plain("shortcuts.keys." + more), "key-cap"),
          Parts.label(words.plain("shortcuts.does." + more), "t2"));
      row++;
    }
    HBox head = Parts.row(10, Parts.label(words.plain("shortcuts.title"), "title"));
    head.getStyleClass().add("dialog-head");
    VBox body = new VBox(keys);
    body.getStyleClass().add("dialog-body");
    HBox foot = Parts.row(8, Parts.gap(), done);
    foot.getStyleClass().add("dialog-foot");
    root = new VBox(head, body, foot);
    root.getStyleClass().add("dialog-card");
    root.setId("shortcuts");
  }

  public Region root() {
    return root;
  }

  public void focus() {
    done.requestFocus();
  }
}
