package dev.raydeck.desktop.kit;

import javafx.geometry.Orientation;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/// How far a list or table is scrolled.
public final class Scrolled {
  private Scrolled() {}

  /// The index of the first row in view; 0 where nothing was drawn yet.
  public static int first(Control list) {
    IndexedCell<?> cell = cell(list);
    return cell == null ? 0 : Math.max(0, cell.getIndex());
  }

  /// Whether rows were laid out: to scroll before that leads elsewhere.
  public static boolean isDrawn(Control list) {
    return cell(list) != null;
  }

  /// How much of the width the bar at the right takes; 0 where there is none.
  public static double barWidth(Control list) {
    return list.lookupAll(".scroll-bar").stream()
        .filter(ScrollBar.class::isInstance)
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL && bar.isVisible())
        .mapToDouble(ScrollBar::getWidth)
        .findFirst()
        .orElse(0);
  }

  private static @Nullable IndexedCell<?> cell(Control list) {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        ? flow.getFirstVisibleCell()
        : null;
  }
}
