package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.GivingWay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The sign and the name; with the name it is as wide as the rail beneath.
final class Brand extends HBox {
  private static final double REST = 51;

  private final Label name = new Label("Raydeck");
  private final Region rest = new Region();

  Brand() {
    getStyleClass().add("brand");
    name.setMinWidth(USE_PREF_SIZE);
    rest.setPrefWidth(REST);
    getChildren().addAll(new Logo(), name, rest);
  }

  GivingWay.Step withoutName() {
    return GivingWay.Step.without(name, rest);
  }
}
