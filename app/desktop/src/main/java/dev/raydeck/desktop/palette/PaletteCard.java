package dev.raydeck.desktop.palette;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The command palette: type, choose with the arrows, Enter does it.
public final class PaletteCard {
  private static final double ROW = 32;
  private static final int ROWS = 11;
  private static final double EDGES = 10;

  private final PaletteModel model;
  private final Runnable close;
  private final TextField typed = new TextField();
  private final ListView<Command> list = new ListView<>();
  private final VBox root;

  public PaletteCard(Words words, List<Command> commands, Runnable close) {
    this.model = new PaletteModel(commands);
    this.close = close;
    typed.setId("palette-field");
    typed.setPromptText(words.plain("palette.prompt"));
    typed.setAccessibleText(words.plain("palette.prompt"));
    typed.getStyleClass().add("palette-field");
    typed.textProperty().addListener((text, was, is) -> fill());
    typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setId("palette-list");
    list.setAccessibleText(words.plain("palette.title"));
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Row());
    list.setPlaceholder(Parts.label(words.plain("palette.none"), "t2"));
    list.setOnMouseClicked(event -> act());
    root = new VBox(typed, list);
    root.getStyleClass().addAll("dialog-card", "palette");
    root.setId("palette");
    fill();
  }

  public Region root() {
    return root;
  }

  public void focus() {
    typed.requestFocus();
  }

  public String typed() {
    return typed.getText();
  }

  public void type(String text) {
    typed.setText(text);
    typed.end();
  }

  private void fill() {
    list.getItems().setAll(model.fitting(typed.getText()));
    list.getSelectionModel().selectFirst();
    double height = ROW * Math.clamp(list.getItems().size(), 1, ROWS) + EDGES;
    list.setMinHeight(height);
    list.setPrefHeight(height);
    list.setMaxHeight(height);
  }

  private void key(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> go(at + 1);
      case UP -> go(at - 1);
      case PAGE_DOWN -> go(Math.min(at + ROWS, list.getItems().size() - 1));
      case PAGE_UP -> go(Math.max(at - ROWS, 0));
      case ENTER -> act();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(int index) {
    if (!list.getItems().isEmpty()) {
      int wanted = Math.floorMod(index, list.getItems().size());
      list.getSelectionModel().clearAndSelect(wanted);
      list.scrollTo(Math.max(0, wanted - ROWS + 2));
    }
  }

  private void act() {
    Command command = list.getSelectionModel().getSelectedItem();
    if (command != null && command.isPossible()) {
      close.run();
      command.act().run();
    }
  }

  private static final class Row extends ListCell<Command> {
    Row() {
      getStyleClass().add("palette-row");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Command item, boolean isEmpty) {
      super.updateItem(item, isEmpty);
      if (item == null || isEmpty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      String whyNot = item.whyNot();
      Label title = Parts.label(item.title(), whyNot == null ? "palette-title" : "t3");
      Node right =
          item.keys().isEmpty()
              ? Parts.label(whyNot == null ? item.place() : whyNot, "small", "t3")
              : Parts.label(item.keys(), "key-cap");
      HBox row = Parts.row(10, Icons.of(item.icon()), title, Parts.gap(), right);
      setGraphic(row);
      setAccessibleText(item.title() + (whyNot == null ? "" : ", " + whyNot));
    }
  }
}
