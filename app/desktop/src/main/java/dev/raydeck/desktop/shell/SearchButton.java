package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Opens the palette. It looks like the field it opens as long as there is room for that, and is an
/// icon then.
final class SearchButton extends Button {
  private static final double SPRING = 56;

  private final Label prompt;
  private final Label shortPrompt;
  private final Region spring = new Region();
  private final Label keys;

  SearchButton(Deck deck, Runnable open) {
    String says = deck.words().plain("palette.prompt");
    prompt = Parts.label(says, "t3");
    shortPrompt = Parts.label(deck.words().plain("palette.promptShort"), "t3");
    keys = Parts.label(deck.words().plain("command.ctrl", "K"), "key-cap");
    spring.setMinWidth(SPRING);
    spring.setPrefWidth(SPRING);
    setGraphic(Parts.row(8, Icons.of("mdi2m-magnify"), prompt, shortPrompt, spring, keys));
    getStyleClass().setAll("search-button");
    setId("search");
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText(says);
    setTooltip(new Tooltip(says + " · " + keys.getText()));
    setOnAction(event -> open.run());
  }

  GivingWay.Step shortPrompt() {
    return GivingWay.Step.instead(prompt, shortPrompt);
  }

  GivingWay.Step iconOnly() {
    return new GivingWay.Step(List.of(shortPrompt, spring, keys), List.of());
  }
}
