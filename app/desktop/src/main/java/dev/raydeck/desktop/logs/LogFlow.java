package dev.raydeck.desktop.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The lines in view, and only those: as many rows as there is room for, asked from the buffer at
/// each tick.
///
/// A ListView, or RichTextFX, holds every paragraph as an item and tells of every one that comes or
/// goes; at a hundred thousand lines a second that is all they do. Here the cost is the rows in
/// view, whatever is read. The place is kept by line number, so that lines let go at the beginning
/// do not move what is being read.
final class LogFlow extends Region {
  static final double LINE = 19;
  private static final double WHEEL_PIXELS = 14;

  private final List<LogRow> rows = new ArrayList<>();
  private final Pane pane = new Pane();
  private final Rectangle clip = new Rectangle();
  private final ScrollBar down = new ScrollBar();
  private final ScrollBar across = new ScrollBar();
  private final ReadOnlyBooleanWrapper follows = new ReadOnlyBooleanWrapper(true);
  private LogBuffer buffer = new LogBuffer();
  private LogBuffer.Page page = new LogBuffer.Page(0, 0, List.of(), 0, 0, 0, 0);
  private LogRow.@Nullable Dress dress;
  private long anchor;
  private int fits = 1;
  private long selectedFrom = -1;
  private long selectedTo = -1;
  private boolean isPlacing;
  private Consumer<LogBuffer.Page> watcher = ignored -> {};

  LogFlow() {
    getStyleClass().add("log-flow");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    down.setOrientation(Orientation.VERTICAL);
    across.setOrientation(Orientation.HORIZONTAL);
    down.setFocusTraversable(false);
    across.setFocusTraversable(false);
    pane.setClip(clip);
    getChildren().setAll(pane, down, across);
    down.valueProperty()
        .addListener((value, was, is) -> {
          if (!isPlacing) {
            goTo((int) Math.round(is.doubleValue()));
          }
        });
    across.valueProperty().addListener((value, was, is) -> requestLayout());
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    new LogKeys(this).install();
  }

  /// Called with each page that is shown.
  void watch(Consumer<LogBuffer.Page> taker) {
    watcher = taker;
  }

  ReadOnlyBooleanProperty follows() {
    return follows.getReadOnlyProperty();
  }

  void follow(boolean wanted) {
    follows.set(wanted);
    if (!wanted && !page.rows().isEmpty()) {
      anchor = page.rows().getFirst().number();
    }
    tick();
  }

  void show(LogBuffer other) {
    buffer = other;
    selectedFrom = -1;
    selectedTo = -1;
    follows.set(true);
    tick();
  }

  /// Where it is: the first line in view, and the selected ones.
  record Kept(boolean follows, long anchor, long from, long to) {}

  Kept keep() {
    return new Kept(follows.get(), anchor, selectedFrom, selectedTo);
  }

  void restore(Kept was) {
    anchor = was.anchor();
    selectedFrom = was.from();
    selectedTo = was.to();
    follows.set(was.follows());
    tick();
  }

  void dress(LogRow.Dress fresh) {
    dress = fresh;
    across.setValue(0);
    take(page);
  }

  /// Ten times a second, and at once where something was done.
  void tick() {
    LogBuffer.Page fresh = buffer.page(follows.get() ? null : (Long) anchor, count());
    if (fresh != null && !fresh.equals(page)) {
      take(fresh);
    }
  }

  private int count() {
    return (int) (Math.max(0, getHeight()) / LINE) + 2;
  }

  int fits() {
    return Math.max(1, fits);
  }

  void scroll(int lines) {
    goTo(page.from() + lines);
  }

  void goTo(int index) {
    boolean isEnd = index + fits >= page.size();
    LogBuffer.Page fresh =
        isEnd ? buffer.page(null, count()) : buffer.pageAt(Math.max(0, index), count());
    if (fresh == null) {
      return;
    }
    follows.set(isEnd);
    if (!fresh.rows().isEmpty()) {
      anchor = fresh.rows().getFirst().number();
    }
    take(fresh);
  }

  /// Brings a line into view and selects it.
  void reveal(LogEntry entry) {
    follows.set(false);
    LogBuffer.Page at = buffer.page(entry.number(), 1);
    selectedFrom = entry.number();
    selectedTo = entry.number();
    if (at != null) {
      boolean isInView =
          at.from() >= page.from() && at.from() < page.from() + fits && !page.rows().isEmpty();
      LogBuffer.Page fresh =
          buffer.pageAt(isInView ? page.from() : Math.max(0, at.from() - fits / 3), count());
      if (fresh != null && !fresh.rows().isEmpty()) {
        anchor = fresh.rows().getFirst().number();
        take(fresh);
      }
    }
  }

  /// Selects a line, or up to it from the first selected one.
  void select(long number, boolean isMore) {
    selectedTo = number;
    if (!isMore || selectedFrom < 0) {
      selectedFrom = number;
    }
    take(page);
  }

  void selectAll() {
    selectedFrom = 0;
    selectedTo = Long.MAX_VALUE;
    take(page);
  }

  long caret() {
    return selectedTo;
  }

  /// The selected lines as they were read.
  List<LogEntry> selected() {
    return selectedFrom < 0
        ? List.of()
        : buffer.between(Math.min(selectedFrom, selectedTo), Math.max(selectedFrom, selectedTo));
  }

  LogBuffer.Page page() {
    return page;
  }

  /// The row at a height of this view.
  @Nullable LogRow rowAt(double y) {
    for (LogRow row : rows) {
      if (row.isVisible() && y >= row.getLayoutY() && y < row.getLayoutY() + row.getHeight()) {
        return row;
      }
    }
    return null;
  }

  private void wheel(ScrollEvent event) {
    if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      across.setValue(Math.clamp(across.getValue() - by, 0, across.getMax()));
    } else {
      scroll((int) Math.round(-event.getDeltaY() / WHEEL_PIXELS));
    }
    event.consume();
  }

  private void take(LogBuffer.Page fresh) {
    page = fresh;
    LogRow.Dress now = dress;
    if (now == null) {
      return;
    }
    while (rows.size() < fresh.rows().size()) {
      LogRow row = new LogRow();
      rows.add(row);
      pane.getChildren().add(row);
    }
    long low = Math.min(selectedFrom, selectedTo);
    long high = Math.max(selectedFrom, selectedTo);
    for (int i = 0; i < rows.size(); i++) {
      LogRow row = rows.get(i);
      boolean is = i < fresh.rows().size();
      row.setVisible(is);
      if (is) {
        LogEntry entry = fresh.rows().get(i);
        boolean isSelected = low >= 0 && entry.number() >= low && entry.number() <= high;
        row.show(entry, now, isSelected);
      }
    }
    requestLayout();
    watcher.accept(fresh);
  }

  @Override
  protected void layoutChildren() {
    boolean isWrapped = dress != null && dress.isWrapped();
    double bar = down.prefWidth(-1);
    double width = Math.max(0, getWidth() - bar);
    double height = getHeight();
    int shown = page.rows().size();
    double longest = 0;
    for (int i = 0; i < shown && !isWrapped; i++) {
      longest = Math.max(longest, rows.get(i).prefWidth(-1));
    }
    boolean isWide = longest > width;
    if (isWide) {
      height -= bar;
    }
    pane.resizeRelocate(0, 0, width, height);
    clip.setWidth(width);
    clip.setHeight(height);
    place(isWrapped ? width : Math.max(width, longest), height, isWrapped);
    bars(width, height, bar, isWide ? longest : 0);
  }

  private void place(double width, double height, boolean isWrapped) {
    int shown = page.rows().size();
    double[] heights = new double[shown];
    double all = 0;
    for (int i = 0; i < shown; i++) {
      heights[i] = isWrapped ? Math.max(LINE, rows.get(i).prefHeight(width)) : LINE;
      all += heights[i];
    }
    double y = follows.get() && all > height ? height - all : 0;
    int whole = 0;
    for (int i = 0; i < shown; i++) {
      rows.get(i).resizeRelocate(-across.getValue(), y, width, heights[i]);
      whole += y >= 0 && y + heights[i] <= height ? 1 : 0;
      y += heights[i];
    }
    fits = Math.max(1, whole);
  }

  private void bars(double width, double height, double bar, double longest) {
    isPlacing = true;
    down.resizeRelocate(width, 0, bar, getHeight());
    down.setMax(Math.max(0, page.size() - fits));
    down.setVisibleAmount(page.size() == 0 ? 1 : down.getMax() * fits / page.size());
    down.setUnitIncrement(1);
    down.setBlockIncrement(fits);
    down.setValue(follows.get() ? down.getMax() : page.from());
    down.setVisible(page.size() > fits);
    across.resizeRelocate(0, height, width, bar);
    across.setVisible(longest > 0);
    across.setMax(Math.max(0, longest - width));
    across.setVisibleAmount(longest == 0 ? 1 : across.getMax() * width / longest);
    isPlacing = false;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 20 * LINE;
  }
}
