package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/// The sandbox's clock; a press sets how fast it runs.
final class SpeedMenu extends Button {
  private static final List<Double> SPEEDS = List.of(0.0, 1.0, 5.0, 20.0, 60.0);

  SpeedMenu(Deck deck, Label clock, Label speed) {
    getStyleClass().setAll("clock");
    setId("clock");
    setMinWidth(USE_PREF_SIZE);
    setGraphic(Parts.row(6, Icons.of("mdi2c-clock-time-four-outline", "icon-quiet"), clock, speed));
    String says = deck.words().plain("clock.says");
    setAccessibleText(says);
    setTooltip(new Tooltip(says));
    ContextMenu menu = new ContextMenu();
    for (double times : SPEEDS) {
      String text =
          times == 0
              ? deck.words().plain("clock.hold")
              : deck.words().plain("clock.speed", Figures.number(times));
      MenuItem item = new MenuItem(text);
      item.setOnAction(event -> deck.connection().speed(times));
      menu.getItems().add(item);
    }
    setOnAction(event -> menu.show(this, Side.BOTTOM, 0, 4));
  }
}
