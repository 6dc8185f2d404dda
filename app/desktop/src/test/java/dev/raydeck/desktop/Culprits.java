package dev.raydeck.desktop;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.testfx.api.FxRobot;

/// The cards under a gate of the Why panel, as a person reads and presses them.
final class Culprits {
  private static final String CARDS = "#why .culprit";

  private Culprits() {}

  static int count(FxRobot robot) {
    return robot.lookup(CARDS).queryAll().size();
  }

  /// Of each card its texts, then its links.
  static List<String> texts(FxRobot robot) {
    return robot.lookup(CARDS).queryAll().stream()
        .flatMap(card ->
            Stream.concat(card.lookupAll(".label").stream(), card.lookupAll(".link").stream()))
        .map(node -> ((Labeled) node).getText())
        .toList();
  }

  /// What lies below the fold is reached too.
  static void press(FxRobot robot, String text) {
    robot.interact(() ->
        robot.lookup(CARDS).queryAll().stream()
            .flatMap(card -> card.lookupAll(".link").stream())
            .map(Button.class::cast)
            .filter(button -> button.getText().equals(text))
            .findFirst()
            .orElseThrow()
            .fire());
  }
}
