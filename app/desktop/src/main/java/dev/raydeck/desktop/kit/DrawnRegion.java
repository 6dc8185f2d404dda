package dev.raydeck.desktop.kit;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/// A region that is one drawing, as large as the region is laid out, and drawn anew with its size.
abstract class DrawnRegion extends Region {
  private final Canvas canvas = new Canvas();

  DrawnRegion() {
    getChildren().add(canvas);
  }

  /// What to draw with; it is cleared already.
  abstract void draw(GraphicsContext g, double width);

  /// What is shown changed.
  final void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    draw(g, canvas.getWidth());
  }

  @Override
  protected final void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }
}
