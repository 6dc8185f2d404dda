package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.OneRow;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// One of the four facts: label with icon, number with unit, one clause.
final class FactView extends VBox {
  private final Label number = Parts.label("", "fact-number");
  private final Label unit = Parts.label("", "t2");
  private final SentenceView clause =
      SentenceView.of(dev.raydeck.desktop.words.Sentence.EMPTY, "quiet", "small");
  private final String title;

  FactView(Deck deck, String key, String icon, String ink) {
    title = deck.words().plain(key);
    getStyleClass().add("fact");
    setId(key.replace('.', '-'));
    setMinWidth(0);
    number.setMinWidth(USE_PREF_SIZE);
    OneRow value = new OneRow(7, 0, number, unit);
    value.setRowValignment(VPos.BASELINE);
    getChildren()
        .setAll(
            Parts.row(6, Icons.of(icon, ink), Parts.label(title, "small", "t2")), value, clause);
  }

  void show(FourFacts.Fact fact) {
    number.setText(fact.number());
    unit.setText(fact.unit());
    clause.show(fact.clause());
    setAccessibleText(
        title + ": " + fact.number() + " " + fact.unit() + ". " + fact.clause().plain());
  }
}
