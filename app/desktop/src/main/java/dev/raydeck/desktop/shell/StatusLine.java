package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.DecisionIcons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.ShadowWords;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ScalingDecision;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The status bar: the last decision in a sentence, and whether a next turn comes.
final class StatusLine extends HBox {
  private final Deck deck;
  private final HBox icon = new HBox();
  private final Label time = Parts.label("", "mono");
  private final Label sentence = new Label();
  private final Label right = new Label();
  private String shownIcon = "";

  StatusLine(Deck deck) {
    this.deck = deck;
    getStyleClass().add("status-line");
    icon.setAlignment(javafx.geometry.Pos.CENTER);
    sentence.setId("status-sentence");
    right.setId("status-note");
    time.setMinWidth(USE_PREF_SIZE);
    right.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(icon, time, sentence, Parts.gap(), right);
  }

  void show(ClusterFacts facts) {
    ScalingDecision decision = facts.decision();
    time.setText(decision == null ? "" : deck.figures().clock(decision.at()));
    showIcon(facts);
    right.setText(turnNote(facts));
    tick(facts);
  }

  private void showIcon(ClusterFacts facts) {
    ScalingDecision decision = facts.decision();
    DecisionLine.Kind kind =
        decision == null ? DecisionLine.Kind.KEEP : deck.decisions().kind(facts, decision);
    if (!shownIcon.equals(kind.name())) {
      shownIcon = kind.name();
      icon.getChildren().setAll(DecisionIcons.of(kind));
    }
  }

  private String turnNote(ClusterFacts facts) {
    if (facts.frame().breakpoints().stop() != null) {
      return deck.words().plain("status.stopped");
    }
    if (facts.frame().mode() == Mode.SHADOW) {
      return new ShadowWords(deck.words()).badge(facts.frame().shadow());
    }
    if (deck.connection().isPaused()) {
      return deck.words().plain("status.paused");
    }
    String driver = facts.frame().driver();
    return driver == null ? "" : deck.words().plain("status.driver", driver);
  }

  void tick(ClusterFacts facts) {
    String said = deck.decisions().status(facts, deck.idleNow(facts));
    if (!said.equals(sentence.getText())) {
      sentence.setText(said);
    }
  }
}
