package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.MissBar;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.model.ResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A line of the matrix: a section's title, or a shape with what each group says to it.
final class MatrixRow extends ListCell<MatrixModel.Line> {
  private final Deck deck;
  private final DemandWords words;
  private final CellWords cells;

  MatrixRow(Deck deck, DemandWords words) {
    this.deck = deck;
    this.words = words;
    this.cells = new CellWords(deck.words());
    setPrefWidth(0); // The list's width is a row's: its cells stand below their column heads.
  }

  /// As high as the row is at the list's width: who asks may take more than a line.
  @Override
  protected double computePrefHeight(double width) {
    return getGraphic() instanceof Region row
        ? snapSizeY(snappedTopInset() + row.prefHeight(width) + snappedBottomInset())
        : super.computePrefHeight(width);
  }

  @Override
  protected void updateItem(MatrixModel.@Nullable Line line, boolean isEmpty) {
    super.updateItem(line, isEmpty);
    setText(null);
    if (line == null || isEmpty) {
      setGraphic(null);
      return;
    }
    setGraphic(
        switch (line) {
          case MatrixModel.Line.Title title -> title(title);
          case MatrixModel.Line.Shape shape -> shape(shape);
        });
  }

  private Node title(MatrixModel.Line.Title title) {
    String word = title.section().name().toLowerCase(Locale.ROOT);
    HBox row =
        new HBox(
            icon(title.section()),
            Parts.label(deck.words().plain("section." + word), "strong"),
            Parts.label(
                deck.words().plain("section.counts", title.shapes(), title.requests()),
                "small",
                "t2"));
    row.getStyleClass().add("matrix-section");
    return row;
  }

  private static Node icon(DemandFacts.Section section) {
    return switch (section) {
      case INFEASIBLE -> Icons.of("mdi2a-alert-outline", "ink-failed");
      case WAITING, UNDECIDED -> Icons.of("mdi2t-timer-sand", "ink-pending");
      case COVERED, SERVED -> Icons.of("mdi2c-check", "ink-pass");
      case CONSTRAINT -> Icons.of("mdi2p-pin-outline", "ink-accent");
    };
  }

  private Node shape(MatrixModel.Line.Shape line) {
    Label shape = Parts.label(DemandWords.shape(line.demand()), "mono");
    Label count = Parts.label("× " + line.demand().count(), "mono", "t2");
    count.setMinWidth(Label.USE_PREF_SIZE);
    Label source = Parts.label(words.source(line.demand()) + line.since(), "source");
    source.setWrapText(true);
    source.setMinHeight(Label.USE_PREF_SIZE);
    source.setTooltip(new Tooltip(source.getText()));
    VBox left = new VBox(Parts.row(8, shape, Parts.gap(), count), source);
    left.getStyleClass().add("matrix-shape");
    left.setMinWidth(DemandsView.SHAPE_WIDTH);
    left.setMaxWidth(DemandsView.SHAPE_WIDTH);
    HBox row = new HBox(left);
    row.getStyleClass().add("matrix-row");
    for (MatrixModel.Cell cell : line.cells()) {
      row.getChildren().add(cell(cell, line.demand().bundle()));
    }
    setAccessibleText(
        DemandWords.shape(line.demand())
            + " × "
            + line.demand().count()
            + ". "
            + words.fate(line.demand()));
    return row;
  }

  private Node cell(MatrixModel.Cell cell, ResourceBundle asked) {
    VBox said =
        new VBox(1, Parts.label(cells.verdict(cell, asked), "verdict", CellWords.ink(cell)));
    String reason = cells.reason(cell, asked);
    if (!reason.isEmpty()) {
      said.getChildren().add(Parts.label(reason, "source"));
    }
    Optional<Map.Entry<String, Double>> worst = MatrixModel.worst(cell, asked);
    if (cell.kind() == MatrixModel.Cell.Kind.TOO_BIG && worst.isPresent()) {
      double whole = asked.amount(worst.get().getKey());
      MissBar bar = new MissBar(deck.brush(), 112, 6);
      bar.show(whole, whole - worst.get().getValue());
      VBox.setMargin(bar, new javafx.geometry.Insets(3, 0, 0, 0));
      said.getChildren().add(bar);
    }
    HBox box = new HBox(Icons.sized(CellWords.icon(cell.kind()), 14, CellWords.ink(cell)), said);
    box.getStyleClass().add("matrix-cell");
    switch (cell.kind()) {
      case CHOSEN -> box.getStyleClass().add("chosen");
      case AT_MAXIMUM, LAUNCH_RATE -> box.getStyleClass().add("limit");
      case PINS -> box.getStyleClass().add("pinned");
      default -> {}
    }
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setPrefWidth(161);
    box.setMinWidth(120);
    return box;
  }
}
