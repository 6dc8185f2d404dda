package dev.raydeck.desktop.kit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;

/// The widths a person gave to a table's columns by dragging their edges. The column that takes
/// what is left is none of them. They hold whatever columns come, go or grow beside them: between
/// two drags such a column can have no other width.
final class DraggedWidths<R> {
  /// What a column may be at most when nothing was said: JavaFX's own.
  private static final double MOST = 5_000;

  private final TableView<R> view;
  private final Map<TableColumn<R, ?>, Double> before = new HashMap<>();
  private final Map<TableColumn<R, ?>, Double> free = new HashMap<>();
  private final Map<TableColumn<R, ?>, Double> dragged = new LinkedHashMap<>();

  DraggedWidths(TableView<R> view) {
    this.view = view;
    view.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> press());
    view.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> release());
  }

  private void press() {
    before.clear();
    free.forEach((column, least) -> {
      column.setMinWidth(Math.min(least, column.getWidth()));
      column.setMaxWidth(MOST);
    });
    view.getVisibleLeafColumns().forEach(column -> before.put(column, column.getWidth()));
  }

  private void release() {
    List<TableColumn<R, ?>> shown = view.getVisibleLeafColumns();
    for (TableColumn<R, ?> column : shown.subList(0, Math.max(0, shown.size() - 1))) {
      double was = before.getOrDefault(column, column.getWidth());
      if (Math.abs(was - column.getWidth()) >= 1) {
        drag(column, column.getWidth());
      }
    }
    before.clear();
    dragged.forEach(this::hold);
  }

  private void hold(TableColumn<R, ?> column, double width) {
    free.putIfAbsent(column, column.getMinWidth());
    column.setMinWidth(Math.min(width, column.getMinWidth()));
    column.setMaxWidth(width);
    column.setMinWidth(width);
  }

  private void drag(TableColumn<R, ?> column, double width) {
    dragged.put(column, width);
    column.setPrefWidth(width);
    hold(column, width);
  }

  boolean has(TableColumn<R, ?> column) {
    return dragged.containsKey(column);
  }

  /// By the columns' places.
  Map<Integer, Double> kept() {
    Map<Integer, Double> kept = new LinkedHashMap<>();
    dragged.forEach((column, width) -> kept.put(view.getColumns().indexOf(column), width));
    return kept;
  }

  /// By the columns' ids.
  Map<String, Double> byId() {
    Map<String, Double> byId = new LinkedHashMap<>();
    dragged.forEach((column, width) -> byId.put(column.getId(), width));
    return byId;
  }

  /// What is of no column here is left.
  void restoreById(Map<String, Double> kept) {
    for (TableColumn<R, ?> column : view.getColumns()) {
      Double width = kept.get(column.getId());
      if (width != null) {
        drag(column, width);
      }
    }
  }

  void restore(Map<Integer, Double> kept) {
    kept.forEach((at, width) -> drag(view.getColumns().get(at), width));
  }
}
