package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The columns of the Nodes table: which are there is a person's choice where one was made, else a
/// question of room.
final class NodesTable {
  private static final double SCROLL_BAR = 12;
  private static final int HEAD_CHARS = 12;
  private static final int MOST_CHARS = 30;

  private final Deck deck;
  private final NodeCells cells;
  private final LiveTable<NodeRow> table;
  private final TableView<NodeRow> view;
  private final Map<NodeColumn, TableColumn<NodeRow, NodeRow>> columns =
      new EnumMap<>(NodeColumn.class);
  private final Map<NodeColumn, Boolean> chosen = new EnumMap<>(NodeColumn.class);
  private boolean hasGpu;
  private @Nullable ClusterFacts measured;
  private double ownWidth = NodeColumn.POD.width();
  private double wholeWidth = NodeColumn.POD.width();

  NodesTable(Deck deck, LiveTable<NodeRow> table) {
    this.deck = deck;
    this.cells = new NodeCells(deck);
    this.table = table;
    this.view = table.view();
    for (NodeColumn one : NodeColumn.values()) {
      TableColumn<NodeRow, NodeRow> column =
          table.column(
              title(one),
              one.width(),
              one.order(),
              (cell, row) -> cells.render(one, cell, row),
              styles(one));
      column.setMinWidth(one.width());
      column.setId(id(one));
      columns.put(one, column);
    }
    view.widthProperty().addListener((width, was, is) -> fit());
    fit();
  }

  private static String[] styles(NodeColumn column) {
    return switch (column) {
      case GROUP -> new String[] {"quiet"};
      case KUBERNETES, HELD, NODE -> new String[0];
      case IDLE, RESTARTS, AGE -> new String[] {"mono", "right"};
      default -> new String[] {"mono"};
    };
  }

  String title(NodeColumn column) {
    return deck.words().plain("column." + column.word());
  }

  void show(ClusterFacts facts) {
    cells.show(facts);
    ClusterFacts before = measured;
    boolean nowGpu = facts.capacity("GPU") > 0;
    if (before == null || !facts.hasPodsOf(before) || nowGpu != hasGpu) {
      measured = facts;
      hasGpu = nowGpu;
      measure(facts);
      fit();
    }
  }

  /// The names' column has at least room for the ends, and before others are shown for the groups.
  private void measure(ClusterFacts facts) {
    int end = Math.max(8, facts.longestEnd() + 1);
    int own = Math.max(end, facts.longestOwnName());
    int whole = Math.max(end, facts.longestName());
    end = facts.head().isPresent() ? Math.max(end, HEAD_CHARS) : end;
    TableColumn<NodeRow, NodeRow> pods = column(NodeColumn.POD);
    if (!table.isDragged(pods)) {
      pods.setMinWidth(NodeCells.nameWidth(end));
    }
    ownWidth = NodeCells.nameWidth(Math.clamp(own, end, MOST_CHARS));
    wholeWidth = NodeCells.nameWidth(Math.max(end, whole));
  }

  private TableColumn<NodeRow, NodeRow> column(NodeColumn one) {
    TableColumn<NodeRow, NodeRow> found = columns.get(one);
    if (found == null) {
      throw new IllegalStateException("no column " + one);
    }
    return found;
  }

  /// Which column of the view this is.
  NodeColumn of(TableColumn<?, ?> column) {
    return Stream.of(NodeColumn.values())
        .filter(one -> column(one).equals(column))
        .findFirst()
        .orElse(NodeColumn.POD);
  }

  boolean isShown(NodeColumn one) {
    return column(one).isVisible();
  }

  /// A person wants a column, or does not: that is kept whatever room there is.
  void choose(NodeColumn one, boolean isWanted) {
    chosen.put(one, isWanted);
    fit();
  }

  /// What was chosen, by column.
  Map<NodeColumn, Boolean> chosen() {
    return Map.copyOf(chosen);
  }

  /// How a person set them; back into a new table by [#take].
  Columns set() {
    Map<String, Boolean> shown = new HashMap<>();
    chosen.forEach((one, isWanted) -> shown.put(id(one), isWanted));
    return table.columns().withShown(shown);
  }

  void take(Columns kept) {
    table.columns(kept);
    for (NodeColumn one : NodeColumn.values()) {
      Boolean isWanted = kept.shown().get(id(one));
      if (isWanted != null) {
        chosen.put(one, isWanted);
      }
    }
    fit();
  }

  private static String id(NodeColumn one) {
    return "column-" + one.word();
  }

  /// Back to what there is room for.
  void chooseNothing() {
    chosen.clear();
    fit();
  }

  /// No column is cut: where there is no room for all, the less telling ones are hidden. Where more
  /// are wanted than there is room for, the table scrolls.
  private void fit() {
    double left = view.getWidth() - SCROLL_BAR;
    for (NodeColumn one : NodeColumn.values()) {
      boolean isFixed = chosen.getOrDefault(one, one.spare() == 0 && isOffered(one));
      left -= isFixed ? needed(one) : 0;
    }
    TableColumn<NodeRow, NodeRow> pods = column(NodeColumn.POD);
    double names = left < ownWidth - pods.getMinWidth() ? pods.getMinWidth() : ownWidth;
    left -= names - pods.getMinWidth();
    List<NodeColumn> spare =
        Stream.of(NodeColumn.values())
            .filter(one -> one.spare() > 0 && !chosen.containsKey(one))
            .sorted(Comparator.comparingInt(NodeColumn::spare))
            .toList();
    for (NodeColumn one : NodeColumn.values()) {
      if (!spare.contains(one)) {
        column(one).setVisible(chosen.getOrDefault(one, isOffered(one)));
      }
    }
    boolean isRoom = true;
    for (NodeColumn one : spare) {
      isRoom = isRoom && left >= needed(one);
      left -= isRoom ? needed(one) : 0;
      column(one).setVisible(isRoom);
    }
    if (!table.isDragged(pods)) {
      pods.setPrefWidth(Math.max(names, Math.min(names + left, wholeWidth)));
    }
    table.fit();
  }

  /// The least a column is to have; of what a person dragged, that.
  private double needed(NodeColumn one) {
    TableColumn<NodeRow, NodeRow> column = column(one);
    return one != NodeColumn.POD && table.isDragged(column)
        ? column.getPrefWidth()
        : column.getMinWidth();
  }

  private boolean isOffered(NodeColumn one) {
    return one != NodeColumn.GPU || hasGpu;
  }

  int hidden() {
    return (int)
        Stream.of(NodeColumn.values()).filter(one -> isOffered(one) && !isShown(one)).count();
  }
}
