package dev.raydeck.desktop.kit;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Two parts of a row, one at each end; where there is no room for both, the second stands below
/// the first, at the left. Neither is cut as long as it alone has room.
public final class Ends extends Pane {
  /// The least space between the parts, side by side and one below the other.
  private final double across;

  private final double down;

  /// For a layout file.
  public Ends() {
    this(8, 8);
  }

  public Ends(double across, double down, Node... parts) {
    this.across = across;
    this.down = down;
    getChildren().setAll(parts);
  }

  private List<Node> parts() {
    return getManagedChildren().stream().map(Node.class::cast).toList();
  }

  private boolean isSideBySide(double width) {
    double needs = across * Math.max(0, parts().size() - 1);
    for (Node part : parts()) {
      needs += part.prefWidth(-1);
    }
    return needs <= width + 0.5;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    double needs = across * Math.max(0, parts().size() - 1);
    for (Node part : parts()) {
      needs += part.prefWidth(-1);
    }
    return snapSizeX(needs);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    boolean isBeside = width < 0 || isSideBySide(width);
    double height = 0;
    for (Node part : parts()) {
      double own = part.prefHeight(wide(part, width));
      height = isBeside ? Math.max(height, own) : height + own + (height > 0 ? down : 0);
    }
    return snapSizeY(height);
  }

  private static double wide(Node part, double width) {
    return width < 0 ? part.prefWidth(-1) : Math.min(width, part.prefWidth(-1));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    boolean isBeside = isSideBySide(width);
    double y = 0;
    for (int i = 0; i < parts().size(); i++) {
      Node part = parts().get(i);
      double own = snapSizeX(wide(part, width));
      double high = snapSizeY(part.prefHeight(own));
      double x = isBeside && i > 0 ? width - own : 0;
      part.resizeRelocate(
          snapPositionX(x),
          snapPositionY(isBeside ? (getHeight() - high) / 2 : y),
          Math.min(own, width),
          high);
      y += high + down;
    }
  }
}
