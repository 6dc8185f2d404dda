package dev.raydeck.desktop.palette;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.words.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The command palette: type, choose with the arrows, Enter does it.
public final class PaletteCard {
  private static final double ROW = 32;
  private static final int ROWS = 11;
  private static final double EDGES = 10;
  private static final int ICON = 16;

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

  /// Its parts are made once: new ones would have no style until the frame after.
  private static final class Row extends ListCell<Command> {
    private final FontIcon icon = Icons.of("mdi2m-magnify");
    private final Label title = Parts.label("");
    private final Label place = Parts.label("", "small", "t3");
    private final Label keys = Parts.label("", "key-cap");
    private final HBox row = Parts.row(10, icon, title, Parts.gap(), place, keys);

    Row() {
      getStyleClass().add("palette-row");
      setPrefWidth(0);
      setGraphic(row);
    }

    @Override
    protected void updateItem(@Nullable Command item, boolean isEmpty) {
      super.updateItem(item, isEmpty);
      if (item == null || isEmpty) {
        row.setVisible(false);
        setAccessibleText(null);
        return;
      }
      row.setVisible(true);
      String whyNot = item.whyNot();
      icon.setIconLiteral(item.icon());
      icon.setIconSize(ICON);
      title.setText(item.title());
      title.getStyleClass().setAll("label", whyNot == null ? "palette-title" : "t3");
      place.setText(whyNot == null ? item.place() : whyNot);
      keys.setText(item.keys());
      show(place, item.keys().isEmpty());
      show(keys, !item.keys().isEmpty());
      setAccessibleText(item.title() + (whyNot == null ? "" : ", " + whyNot));
    }

    private static void show(Label part, boolean isShown) {
      part.setVisible(isShown);
      part.setManaged(isShown);
    }
  }
}
