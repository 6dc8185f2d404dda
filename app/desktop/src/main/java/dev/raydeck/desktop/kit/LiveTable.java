package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.live.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// A table over live rows: stable row handles, visible cells polled, sorted and filtered away from
/// the FX thread. `R` is a handle that stays the same while what it shows changes.
public final class LiveTable<R> {
  private static final double SCROLL_BAR = 12;

  private final TableView<R> view = new TableView<>();
  private final List<LiveCell<R>> cells = new ArrayList<>();
  private final Map<TableColumn<R, ?>, Comparator<R>> comparators = new HashMap<>();
  private final RowOrder<R> order;
  private final DraggedWidths<R> widths = new DraggedWidths<>(view);
  private List<R> rows = List.of();
  private List<R> wanted = List.of();
  private boolean isBehind;
  private Predicate<R> filter = row -> true;
  private final Function<R, Object> key;
  private List<Object> toSelect = List.of();
  private int toScroll = -1;
  private boolean isArranging;
  private Comparator<R> natural = Comparator.comparingInt(row -> 0);
  private Comparator<R> comparator = natural;

  /// Puts a row's value into a cell.
  @FunctionalInterface
  public interface Render<R> {
    void render(LiveCell<R> cell, R row);
  }

  /// How a person arranged a table: the sorted columns and the widths of those that were dragged,
  /// by place, the selected rows by key, and the first row in view.
  public record Arranged(
      Map<Integer, TableColumn.SortType> sorted,
      Map<Integer, Double> widths,
      List<Object> selected,
      int first) {
    public Arranged {
      widths = Map.copyOf(widths);
      sorted = Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
      selected = List.copyOf(selected);
    }
  }

  /// `key` is what a row is known by for longer than its handle lives.
  public LiveTable(Executor background, Function<R, Object> key) {
    this.key = key;
    order = new RowOrder<>(background);
    view.setFixedCellSize(28);
    view.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    view.widthProperty().addListener((width, was, is) -> fit());
    view.setSortPolicy(table -> {
      sortAnew();
      return true;
    });
    view.getSortOrder().addListener((ListChangeListener<TableColumn<R, ?>>) change -> sortAnew());
    chosen(row -> toSelect = List.of());
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

  /// No column is cut: where all have no room at their least, the table scrolls.
  public void fit() {
    double needs =
        view.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getMinWidth).sum();
    var policy =
        view.getWidth() > 0 && needs > view.getWidth() - SCROLL_BAR
            ? TableView.UNCONSTRAINED_RESIZE_POLICY
            : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN;
    if (!policy.equals(view.getColumnResizePolicy())) {
      view.setColumnResizePolicy(policy);
    }
  }

  /// Gives what is left of the table's width to one column, rather than to the last.
  public void grow(TableColumn<R, R> column) {
    double own = column.getPrefWidth();
    view.widthProperty()
        .addListener((width, was, is) -> {
          double others =
              view.getVisibleLeafColumns().stream()
                  .filter(one -> !one.equals(column))
                  .mapToDouble(TableColumn::getPrefWidth)
                  .sum();
          if (!isDragged(column)) {
            column.setPrefWidth(Math.max(own, is.doubleValue() - others - SCROLL_BAR));
          }
        });
  }

  /// Whether a person set the column's width.
  public boolean isDragged(TableColumn<R, ?> column) {
    return widths.has(column);
  }

  /// How a person dragged and sorted columns, by the columns' ids, for longer than this table
  /// lives.
  public Columns columns() {
    return new Columns(widths.byId(), Map.of(), SortedColumns.byId(view));
  }

  /// Sets them as they were; what is of no column here is left.
  public void columns(Columns kept) {
    widths.restoreById(kept.widths());
    SortedColumns.restoreById(view, kept.sorted());
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

  /// Calls with the row a person selects, not with one that is only selected again.
  public void chosen(Consumer<R> taker) {
    view.getSelectionModel()
        .selectedItemProperty()
        .addListener((item, was, is) -> {
          if (is != null && !isArranging) {
            taker.accept(is);
          }
        });
  }

  public Arranged arranged() {
    List<Object> selected =
        toSelect.isEmpty()
            ? view.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(key)
                .toList()
            : toSelect;
    int first = toScroll >= 0 ? toScroll : Scrolled.first(view);
    return new Arranged(SortedColumns.byPlace(view), widths.kept(), selected, first);
  }

  /// Arranges a new table as one was; rows are selected once they are there.
  public void arrange(Arranged was) {
    SortedColumns.restoreByPlace(view, was.sorted());
    widths.restore(was.widths());
    toSelect = was.selected();
    toScroll = was.first();
  }

  /// Selects rows by key once they are there, and brings the first of them into view.
  public void reveal(List<? extends Object> keys) {
    toSelect = List.copyOf(keys);
    toScroll = -1;
    takeArrangement();
  }

  private void takeArrangement() {
    List<R> found =
        toSelect.isEmpty()
            ? List.of()
            : view.getItems().stream().filter(row -> toSelect.contains(key.apply(row))).toList();
    if (!found.isEmpty()) {
      toSelect = List.of();
      isArranging = true;
      select(found);
      isArranging = false;
      if (toScroll < 0) {
        view.scrollTo(found.getFirst());
        view.requestFocus();
      }
    }
    if (toScroll >= 0 && Scrolled.isDrawn(view)) {
      view.scrollTo(toScroll);
      toScroll = -1;
      toSelect = List.of();
    }
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
    takeArrangement();
    cells.forEach(LiveCell::poll);
  }

  private void apply(List<R> next) {
    if (next.equals(view.getItems())) {
      return;
    }
    List<R> selected = List.copyOf(view.getSelectionModel().getSelectedItems());
    isArranging = true;
    view.getItems().setAll(next);
    select(
        selected.isEmpty()
            ? selected
            : selected.stream().filter(new HashSet<>(next)::contains).toList());
    isArranging = false;
  }

  private void select(List<R> wanted) {
    if (wanted.isEmpty() || !wanted.equals(view.getSelectionModel().getSelectedItems())) {
      view.getSelectionModel().clearSelection();
      wanted.forEach(view.getSelectionModel()::select);
    }
  }
}
