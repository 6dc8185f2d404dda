package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A line of YAML: number, fold, key and value in two inks, and its last writer at the right edge.
final class YamlCell extends ListCell<YamlModel.Row> {
  private static final PseudoClass HIT = PseudoClass.getPseudoClass("hit");

  private final Deck deck;
  private final Label number = Parts.label("", "yaml-number");
  private final Button fold = new Button();
  private final Label key = Parts.label("", "yaml-key");
  private final Label value = Parts.label("", "yaml-value");
  private final Label writer = Parts.label("", "yaml-writer");
  private final HBox row = new HBox(0, number, fold, key, value, Parts.gap(), writer);

  YamlCell(Deck deck, Consumer<YamlModel.Row> toggle) {
    this.deck = deck;
    getStyleClass().add("yaml-cell");
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    fold.getStyleClass().setAll("yaml-fold");
    fold.setFocusTraversable(false);
    fold.setOnAction(event -> {
      if (getItem() != null) {
        toggle.accept(getItem());
      }
    });
    for (Label label : java.util.List.of(number, key, writer)) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    value.setTextOverrun(OverrunStyle.ELLIPSIS);
    value.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(YamlModel.@Nullable Row item, boolean isEmpty) {
    super.updateItem(item, isEmpty);
    pseudoClassStateChanged(HIT, item != null && !isEmpty && item.isHit());
    if (item == null || isEmpty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    number.setText(Integer.toString(item.number()));
    fold.setVisible(item.isFoldable());
    fold.setGraphic(
        Icons.sized(item.folded() > 0 ? "mdi2c-chevron-right" : "mdi2c-chevron-down", 14));
    split(item);
    ObjectView.Writer by = item.line().writer();
    writer.setText(by == null || item.isWriterSaid() ? "" : says(by));
    setGraphic(row);
    setAccessibleText(item.line().text() + (by == null ? "" : ", " + says(by)));
  }

  private void split(YamlModel.Row item) {
    String text = item.line().text();
    int colon = text.indexOf(": ");
    int end = colon >= 0 ? colon + 1 : text.endsWith(":") ? text.length() : 0;
    key.setText(text.substring(0, end));
    String rest = text.substring(end);
    value.setText(
        item.folded() == 0
            ? rest
            : rest + "  " + deck.words().plain("resource.folded", item.folded()));
  }

  private String says(ObjectView.Writer by) {
    String name = by.subresource().isEmpty() ? by.manager() : by.manager() + "/" + by.subresource();
    if (by.at() == null) {
      return name;
    }
    Duration age = Duration.between(by.at(), deck.now());
    return name
        + " · "
        + deck.words()
            .plain("resource.ago", deck.figures().duration(age.isNegative() ? Duration.ZERO : age));
  }
}
