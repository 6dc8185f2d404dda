package dev.raydeck.desktop.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/// A row that asks for the room of all its parts, and wraps where it gets less.
public final class OneRow extends FlowPane {
  public OneRow(double across, double down, Node... parts) {
    super(across, down, parts);
    setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    double width = snappedLeftInset() + snappedRightInset();
    int shown = 0;
    for (Node part : getManagedChildren()) {
      width += snapSizeX(part.prefWidth(-1)) + (shown > 0 ? getHgap() : 0);
      shown++;
    }
    return width;
  }
}
