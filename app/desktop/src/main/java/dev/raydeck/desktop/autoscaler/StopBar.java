package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints.Stop;
import dev.raydeck.model.Intent;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Where to stop, and the two answers while it stops there.
final class StopBar {
  private final Deck deck;
  private final StopWords words;
  private final Button go;
  private final Button skip;
  private final Map<Breakpoint, CheckBox> boxes = new EnumMap<>(Breakpoint.class);
  private final Label whyNot;
  private final HBox where;
  private final Tooltip tooltip = new Tooltip();
  private final Runnable rest;
  private @Nullable Intent asked;

  /// `rest` takes the keyboard from an answer that is given: what stands beside it acts too.
  StopBar(Deck deck, Runnable rest) {
    this.rest = rest;
    this.deck = deck;
    this.words = new StopWords(deck.words(), deck.figures());
    go = Parts.act("", "mdi2c-check", this::go, "primary");
    go.setId("stop-go");
    skip = Parts.act("", "", this::skip);
    skip.setId("stop-skip");
    whyNot = Parts.label("", "source");
    whyNot.setId("stop-why-not");
    where = Parts.row(12, Parts.label(deck.words().plain("stop.before"), "small", "t2"));
    where.setMinWidth(HBox.USE_PREF_SIZE);
    for (Breakpoint at : new Breakpoint[] {Breakpoint.REMOVAL, Breakpoint.LAUNCH}) {
      String word = at.name().toLowerCase(Locale.ROOT);
      CheckBox box = new CheckBox(deck.words().plain("stop.at." + word));
      box.setId("stop-at-" + word);
      box.setOnAction(event -> wish());
      boxes.put(at, box);
      where.getChildren().add(box);
    }
  }

  /// The answers, beside the other tools.
  Node[] answers() {
    return new Node[] {go, skip};
  }

  /// The choice of breakpoints, and why there is none.
  Node[] where() {
    return new Node[] {whyNot, where};
  }

  /// Where there is no room for why there is none, it is said on hover alone.
  GivingWay.Step withoutReason() {
    return GivingWay.Step.without(whyNot);
  }

  private void wish() {
    Set<Breakpoint> wanted = EnumSet.noneOf(Breakpoint.class);
    boxes.forEach((at, box) -> {
      if (box.isSelected()) {
        wanted.add(at);
      }
    });
    deck.connection().breakpoints(wanted);
  }

  private void go() {
    if (asked != null) {
      answered();
      deck.connection().approve(asked);
    }
  }

  private void skip() {
    if (asked != null) {
      answered();
      deck.connection().skip(asked);
    }
  }

  /// One answer to one question: the next frame says what became of it.
  private void answered() {
    leave();
    go.setDisable(true);
    skip.setDisable(true);
  }

  private void leave() {
    if (go.isFocused() || skip.isFocused()) {
      rest.run();
    }
  }

  void show(ClusterFacts facts, boolean isActing) {
    Stop stop = facts.frame().breakpoints().stop();
    asked = stop == null ? null : stop.intent();
    if (asked == null) {
      leave();
    }
    for (Node answer : answers()) {
      answer.setVisible(asked != null);
      answer.setManaged(asked != null);
      answer.setDisable(false);
    }
    if (asked != null) {
      label(go, words.go(asked));
      label(skip, words.skip(asked));
    }
    boxes.forEach((at, box) -> {
      box.setDisable(!isActing);
      if (!box.isFocused() || !isActing) {
        box.setSelected(isActing && facts.frame().breakpoints().set().contains(at));
      }
    });
    String reason = isActing ? "" : deck.words().plain("stop.notDriving");
    if (!reason.equals(whyNot.getText())) {
      whyNot.setText(reason);
      tooltip.setText(reason);
      if (!isActing) {
        Tooltip.install(where, tooltip);
      } else {
        Tooltip.uninstall(where, tooltip);
      }
    }
  }

  private static void label(Button button, String text) {
    if (!text.equals(button.getText())) {
      button.setText(text);
      button.setAccessibleText(text);
    }
  }
}
