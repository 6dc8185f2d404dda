package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.live.Deck;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A large tile: ring or glyph, name, age, one clause. A press asks why.
final class WorkerTile extends Button {
  private final Deck deck;
  private final StateGlyph glyph;
  private final Label name = Parts.label("", "name");
  private final Label age = Parts.label("", "age");
  private final Label clause = Parts.label("", "clause");
  private @Nullable NodeFacts node;
  private String ink = "";

  WorkerTile(Deck deck, Consumer<NodeFacts> open) {
    this.deck = deck;
    glyph = new StateGlyph(deck.brush(), 34, true);
    age.setMinWidth(USE_PREF_SIZE);
    VBox words = new VBox(1, Parts.row(6, name, Parts.gap(), age), clause);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    HBox content = Parts.row(12, glyph, words);
    content.setPrefWidth(182);
    content.setMaxWidth(182);
    getStyleClass().setAll("tile");
    setGraphic(content);
    setOnAction(event -> {
      if (node != null) {
        open.accept(node);
      }
    });
  }

  void show(NodeFacts fresh) {
    node = fresh;
    name.setText(fresh.end());
    setId("tile-" + fresh.end());
    if (getTooltip() == null) {
      setTooltip(new Tooltip(fresh.pod().name()));
    }
    String wanted = fresh.held() != null ? "ink-hold" : "ink-" + fresh.state().word();
    if (!wanted.equals(ink)) {
      clause.getStyleClass().remove(ink);
      clause.getStyleClass().add(wanted);
      ink = wanted;
    }
  }

  void tick(Instant idleNow, Instant now, boolean isStale) {
    NodeFacts shown = node;
    if (shown == null) {
      return;
    }
    glyph.show(shown, idleNow, isStale);
    String said = deck.clauses().node(shown, idleNow, now);
    if (!said.equals(clause.getText())) {
      clause.setText(said);
      setAccessibleText(shown.end() + ", " + said);
    }
    String old = deck.figures().duration(shown.age(now));
    if (!old.equals(age.getText())) {
      age.setText(old);
    }
  }
}
