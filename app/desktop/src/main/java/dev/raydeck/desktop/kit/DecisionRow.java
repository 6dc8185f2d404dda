package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// One line of the decision log: time, icon, verdict with its reason, which turn.
public final class DecisionRow extends HBox {
  public DecisionRow(DecisionLine line, Figures figures, Words words) {
    getStyleClass().add("decision");
    Label time = Parts.label(figures.clock(line.at()), "mono", "t2");
    time.setMinWidth(62);
    HBox icon = new HBox(DecisionIcons.of(line.kind()));
    icon.setAlignment(Pos.CENTER);
    icon.setMinWidth(18);
    SentenceView sentence = SentenceView.of(line.sentence(), "quiet");
    HBox box = new HBox(sentence);
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(box, javafx.scene.layout.Priority.ALWAYS);
    sentence.setMaxHeight(18);
    Label times = Parts.label(line.times().say(words), "small", "t3");
    times.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(time, icon, box, times);
  }
}
