package dev.raydeck.desktop;

import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Where a window stands, and putting it back there if that place still is on a screen.
final class WindowPlace {
  private static final double TITLE_PIXELS = 40;

  private WindowPlace() {}

  static WindowMemory.Frame of(Stage stage) {
    return new WindowMemory.Frame(
        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
  }

  static void restore(Stage stage, WindowMemory.@Nullable Frame frame) {
    if (frame != null && isOnAScreen(frame)) {
      stage.setX(frame.x());
      stage.setY(frame.y());
      stage.setWidth(frame.width());
      stage.setHeight(frame.height());
      stage.setMaximized(frame.isMaximized());
    }
  }

  private static boolean isOnAScreen(WindowMemory.Frame frame) {
    double title = Math.min(frame.height(), TITLE_PIXELS);
    return !Screen.getScreensForRectangle(frame.x(), frame.y(), frame.width(), title).isEmpty();
  }
}
