package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.live.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/// The columns a person sorted a table by, the first first: by place for a table made in its place,
/// by id for one of another run.
final class SortedColumns {
  private SortedColumns() {}

  static <R> Map<Integer, SortType> byPlace(TableView<R> view) {
    Map<Integer, SortType> sorted = new LinkedHashMap<>();
    view.getSortOrder()
        .forEach(column -> sorted.put(view.getColumns().indexOf(column), column.getSortType()));
    return sorted;
  }

  static <R> void restoreByPlace(TableView<R> view, Map<Integer, SortType> kept) {
    Map<TableColumn<R, ?>, SortType> sorted = new LinkedHashMap<>();
    kept.forEach((at, type) -> sorted.put(view.getColumns().get(at), type));
    sort(view, sorted);
  }

  static <R> List<Columns.Sorting> byId(TableView<R> view) {
    return view.getSortOrder().stream()
        .map(column ->
            new Columns.Sorting(column.getId(), column.getSortType() == SortType.DESCENDING))
        .toList();
  }

  /// What is of no column here is left; of two that are of one, the last counts.
  static <R> void restoreById(TableView<R> view, List<Columns.Sorting> kept) {
    Map<TableColumn<R, ?>, SortType> sorted = new LinkedHashMap<>();
    for (Columns.Sorting one : kept) {
      SortType type = one.isDescending() ? SortType.DESCENDING : SortType.ASCENDING;
      view.getColumns().stream()
          .filter(column -> one.column().equals(column.getId()))
          .forEach(column -> sorted.put(column, type));
    }
    sort(view, sorted);
  }

  private static <R> void sort(TableView<R> view, Map<TableColumn<R, ?>, SortType> sorted) {
    sorted.forEach(TableColumn::setSortType);
    view.getSortOrder().setAll(sorted.keySet());
  }
}
