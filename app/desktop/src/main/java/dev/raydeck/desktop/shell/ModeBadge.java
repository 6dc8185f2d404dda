package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Modes;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.ShadowWords;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Mode;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What the window does to the cluster: OBSERVE, SHADOW or DRIVE, and what is to be known of it. A
/// press goes where it is changed.
final class ModeBadge extends Button {
  private final Deck deck;
  private final Label mode = Parts.label("", "mode");
  private final Label note = new Label();
  private final HBox parts = Parts.row(6);
  private final Tooltip tooltip = new Tooltip();
  private @Nullable Mode shown;

  ModeBadge(Deck deck) {
    this.deck = deck;
    getStyleClass().setAll("badge");
    setId("mode-badge");
    setMinWidth(Region.USE_PREF_SIZE);
    setGraphic(parts);
    setTooltip(tooltip);
    setOnAction(event -> deck.desk().go(Place.AUTOSCALER));
  }

  GivingWay.Step withoutNote() {
    return GivingWay.Step.without(note);
  }

  void show(ClusterFacts facts) {
    Mode now = Modes.of(deck.connection(), facts.frame());
    String said = note(facts, now);
    if (shown == now && said.equals(note.getText())) {
      return;
    }
    shown = now;
    mode.setText(now.name());
    note.setText(said);
    parts.getChildren().setAll(Icons.of(icon(now)), mode, note);
    getStyleClass().setAll("badge", word(now));
    String says = deck.words().plain("mode.says", now.name(), said);
    setAccessibleText(says);
    tooltip.setText(says + "\n" + deck.words().plain("mode.what." + now.name()));
  }

  private String note(ClusterFacts facts, Mode now) {
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    if (stop != null) {
      return new StopWords(deck.words(), deck.figures()).badge(stop);
    }
    if (now == Mode.SHADOW) {
      return new ShadowWords(deck.words()).badge(facts.frame().shadow());
    }
    return deck.words()
        .plain(deck.connection().isPaused() ? "mode.paused" : "mode.note." + word(now));
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  static String icon(Mode mode) {
    return switch (mode) {
      case OBSERVE -> "mdi2e-eye-outline";
      case SHADOW -> "mdi2v-vector-difference";
      case DRIVE -> "mdi2s-steering";
    };
  }
}
