package dev.raydeck.desktop.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A table over live rows: stable row handles, visible cells polled, sorted and filtered away from
/// the FX thread. `R` is a handle that stays the same while what it shows changes.
public final class LiveTable<R> {
  private final TableView<R> view = new TableView<>();
  private final List<LiveCell<R>> cells = new ArrayList<>();
  private final Map<TableColumn<R, ?>, Comparator<R>> comparators = new HashMap<>();
  private final RowOrder<R> order;
  private List<R> rows = List.of();
  private List<R> wanted = List.of();
  private boolean isBehind;
  private Predicate<R> filter = row -> true;
  private Comparator<R> natural = Comparator.comparingInt(row -> 0);
  private Comparator<R> comparator = natural;

  /// Puts a row's value into a cell.
  @FunctionalInterface
  public interface Render<R> {
    void render(LiveCell<R> cell, R row);
  }

  public LiveTable(Executor background) {
    order = new RowOrder<>(background);
    view.setFixedCellSize(28);
    view.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    view.setSortPolicy(table -> {
      sortAnew();
      return true;
    });
    view.getSortOrder().addListener((ListChangeListener<TableColumn<R, ?>>) change -> sortAnew());
  }

  public TableView<R> view() {
    return view;
  }

  /// Adds a column. Styles are those of its cells: `mono`, `right`, `quiet`.
  public TableColumn<R, R> column(
      String title, double width, Comparator<R> comparator, Render<R> render, String... styles) {
    TableColumn<R, R> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 48));
    column.setReorderable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setCellFactory(ignored -> {
      LiveCell<R> cell = new LiveCell<>(render, styles);
      cells.add(cell);
      return cell;
    });
    if (List.of(styles).contains("right")) {
      column.getStyleClass().add("right");
    }
    comparators.put(column, comparator);
    view.getColumns().add(column);
    return column;
  }

  /// The order where no header was clicked.
  public void natural(Comparator<R> comparator) {
    natural = comparator;
    sortAnew();
  }

  /// How to look at a row while it is sorted: see [RowOrder.Still].
  public void still(RowOrder.Still<R> still) {
    order.still(still);
  }

  public void rows(List<R> newRows) {
    rows = newRows;
    reorder();
  }

  public void filter(Predicate<R> newFilter) {
    filter = newFilter;
    reorder();
  }

  private void reorder() {
    order.order(rows, comparator, filter);
  }

  private void sortAnew() {
    comparator = comparator();
    reorder();
  }

  private Comparator<R> comparator() {
    Comparator<R> comparator = null;
    for (TableColumn<R, ?> column : view.getSortOrder()) {
      Comparator<R> own = comparators.getOrDefault(column, natural);
      if (column.getSortType() == TableColumn.SortType.DESCENDING) {
        own = own.reversed();
      }
      comparator = comparator == null ? own : comparator.thenComparing(own);
    }
    return comparator == null ? natural : comparator.thenComparing(natural);
  }

  /// Takes a waiting order and polls the cells. The order never changes under the pointer.
  public void tick() {
    List<R> fresh = order.take();
    wanted = fresh == null ? wanted : fresh;
    boolean isPointed = view.isHover() && !view.getItems().isEmpty();
    if (fresh != null || (isBehind && !isPointed)) {
      isBehind = isPointed;
      apply(isPointed ? RowOrder.keepingOrder(view.getItems(), wanted) : wanted);
    }
    cells.forEach(LiveCell::poll);
  }

  private void apply(List<R> next) {
    if (next.equals(view.getItems())) {
      return;
    }
    R selected = view.getSelectionModel().getSelectedItem();
    view.getItems().setAll(next);
    select(selected);
  }

  public void select(@Nullable R row) {
    if (row == null || !view.getItems().contains(row)) {
      view.getSelectionModel().clearSelection();
    } else if (!row.equals(view.getSelectionModel().getSelectedItem())) {
      view.getSelectionModel().select(row);
    }
  }
}
