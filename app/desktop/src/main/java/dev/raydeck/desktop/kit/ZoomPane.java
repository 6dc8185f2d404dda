package dev.raydeck.desktop.kit;

import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Shows its content larger or smaller: type, icons and spaces keep their proportions, and the
/// layout has less or more room.
public final class ZoomPane extends Region {
  private final Parent content;
  private final Scale scale = new Scale(1, 1);

  public ZoomPane(Parent content, double zoom) {
    this.content = content;
    zoom(zoom);
    content.getTransforms().setAll(scale);
    getChildren().setAll(content);
  }

  public void zoom(double wanted) {
    scale.setX(wanted);
    scale.setY(wanted);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    content.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
  }
}
