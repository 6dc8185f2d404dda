package dev.raydeck.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The page, and a panel beside it. Where the page would become too narrow to read, the panel lies
/// over it instead. What is too wide for the page ends at its edge and never covers what is beside.
final class PageArea extends Region {
  private static final double LEAST_PAGE = 620;

  private final StackPane page = new StackPane();
  private @Nullable Region panel;

  PageArea() {
    page.getStyleClass().add("page");
    page.setAlignment(Pos.TOP_LEFT);
    getChildren().setAll(page);
    Rectangle edge = new Rectangle();
    edge.widthProperty().bind(widthProperty());
    edge.heightProperty().bind(heightProperty());
    setClip(edge);
    setMinWidth(0);
  }

  void show(Parent screen) {
    page.getChildren().setAll(screen);
  }

  boolean has(Region wanted) {
    return wanted.equals(panel);
  }

  /// Null takes the panel away.
  void panel(@Nullable Region fresh) {
    panel = fresh;
    getChildren().setAll(page);
    if (fresh != null) {
      getChildren().add(fresh);
    }
  }

  @Override
  protected void layoutChildren() {
    Region beside = panel;
    double side = beside == null ? 0 : Math.min(getWidth(), snapSizeX(beside.prefWidth(-1)));
    double left = getWidth() - side;
    page.resizeRelocate(0, 0, left < LEAST_PAGE ? getWidth() : left, getHeight());
    if (beside != null) {
      beside.resizeRelocate(left, 0, side, getHeight());
    }
  }
}
