package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.kit.DecisionIcons;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.LiveCell;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SearchField;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.DecisionLog;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Beside;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.ShadowWords;
import dev.raydeck.desktop.words.Times;
import dev.raydeck.model.Shadow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// The decision log as a table, newest first: filtered by words and by what was decided.
final class DecisionTable {
  private static final int MOST = 500;

  /// What the sentence may shrink to before the table scrolls; the whole is there on hover.
  private static final double WHY = 240;

  private static final double LINE = 18;

  private final Deck deck;
  private final LiveTable<DecisionLine> table;
  private final SearchField filter = new SearchField();
  private final Set<DecisionLine.Kind> kinds = EnumSet.allOf(DecisionLine.Kind.class);
  private final Map<DecisionLine.Kind, ToggleButton> toggles =
      new EnumMap<>(DecisionLine.Kind.class);
  private final VBox root;
  private final TableColumn<DecisionLine, DecisionLine> turns;
  private final TableColumn<DecisionLine, DecisionLine> beside;
  private final ToggleButton differing = new ToggleButton();
  private List<DecisionLine> shown = List.of();

  DecisionTable(Deck deck) {
    this.deck = deck;
    table = new LiveTable<>(deck.background(), line -> line.at() + " " + line.kind());
    table.natural(Comparator.comparing(DecisionLine::at).reversed());
    table.view().setId("decisions-table");
    table.view().setAccessibleText(deck.words().plain("decisions.log"));
    Label none = Parts.prose(deck.words().plain("decisions.none"), "t2");
    table.view().setPlaceholder(none);
    column("time", 96, Comparator.comparing(DecisionLine::at), this::time, "mono");
    column("decided", 112, Comparator.comparing(DecisionLine::kind), this::kind);
    turns =
        column(
            "turn",
            82,
            Comparator.comparing(DecisionLine::times, Times.ORDER),
            this::turn,
            "mono",
            "right");
    beside = column("beside", 220, Comparator.comparing(DecisionTable::verdict), this::beside);
    beside.setVisible(
        deck.history().decisions().stream().anyMatch(decision -> decision.shadow() != null));
    var why = column("why", 640, Comparator.comparing(line -> line.sentence().plain()), this::why);
    why.setMinWidth(WHY);
    table.grow(why);
    filter.setId("decisions-filter");
    filter.setPromptText(deck.words().plain("decisions.filter"));
    filter.setClearSays(deck.words().plain("search.clear"));
    filter.setAccessibleText(deck.words().plain("decisions.filter"));
    filter.textProperty().addListener((text, was, is) -> filter());
    HBox.setHgrow(filter, Priority.ALWAYS);
    HBox tools = Parts.row(8, filter, differing(), kinds());
    tools.getStyleClass().add("record-tools");
    StackPane body = new StackPane(table.view());
    VBox.setVgrow(body, Priority.ALWAYS);
    root = new VBox(tools, body);
  }

  private TableColumn<DecisionLine, DecisionLine> column(
      String word,
      double width,
      Comparator<DecisionLine> order,
      LiveTable.Render<DecisionLine> render,
      String... styles) {
    var column = table.column(deck.words().plain("column." + word), width, order, render, styles);
    column.setId("column-" + word);
    column.setMinWidth(width);
    return column;
  }

  /// Shows only what the in-tree autoscaler decided otherwise; there while SHADOW has lines here.
  private HBox differing() {
    differing.setText(deck.words().plain("decisions.differing"));
    differing.setGraphic(Icons.of("mdi2v-vector-difference"));
    differing.setId("decisions-differing");
    differing.setMinWidth(HBox.USE_PREF_SIZE);
    differing.getStyleClass().add("only");
    differing.setOnAction(event -> filter());
    HBox segment = new HBox(differing);
    segment.getStyleClass().add("segments");
    segment.visibleProperty().bind(differing.visibleProperty());
    segment.managedProperty().bind(differing.visibleProperty());
    differing.setVisible(false);
    return segment;
  }

  private static Shadow.Verdict verdict(DecisionLine line) {
    Beside found = line.beside();
    return found == null ? Shadow.Verdict.UNCOMPARED : found.verdict();
  }

  private void beside(LiveCell<DecisionLine> cell, DecisionLine line) {
    Beside found = line.beside();
    cell.say(
        found == null ? "" : found.text(), found == null ? null : ShadowWords.ink(found.verdict()));
  }

  private HBox kinds() {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    for (DecisionLine.Kind kind : DecisionLine.Kind.values()) {
      ToggleButton toggle = new ToggleButton(word(kind), DecisionIcons.of(kind));
      toggle.setId("decisions-" + kind.name().toLowerCase(Locale.ROOT));
      toggle.setMinWidth(HBox.USE_PREF_SIZE);
      toggle.setSelected(true);
      toggles.put(kind, toggle);
      toggle.setOnAction(event -> {
        if (toggle.isSelected()) {
          kinds.add(kind);
        } else {
          kinds.remove(kind);
        }
        filter();
      });
      segments.getChildren().add(toggle);
    }
    segments.getChildren().getFirst().getStyleClass().add("first");
    segments.getChildren().getLast().getStyleClass().add("last");
    return segments;
  }

  private String word(DecisionLine.Kind kind) {
    return deck.words().plain("decisions.kind." + kind.name().toLowerCase(Locale.ROOT));
  }

  private void filter() {
    Set<DecisionLine.Kind> wanted = Set.copyOf(kinds);
    boolean isDiffering = differing.isSelected();
    String words = filter.getText().toLowerCase(Locale.ROOT).strip();
    table.filter(line ->
        wanted.contains(line.kind())
            && (!isDiffering || verdict(line) == Shadow.Verdict.DIFFERS)
            && line.plain().toLowerCase(Locale.ROOT).contains(words));
  }

  private void time(LiveCell<DecisionLine> cell, DecisionLine line) {
    cell.say(deck.figures().clock(line.at()), null);
  }

  private void turn(LiveCell<DecisionLine> cell, DecisionLine line) {
    Times times = line.times();
    cell.say(times.isTurn() ? Long.toString(times.turn()) : times.times() + " ×", "ink-t3");
  }

  private void kind(LiveCell<DecisionLine> cell, DecisionLine line) {
    HBox icon = cell.graphic(HBox.class, HBox::new);
    if (!line.kind().equals(icon.getUserData())) {
      icon.setUserData(line.kind());
      icon.getChildren().setAll(DecisionIcons.of(line.kind()));
    }
    cell.say(word(line.kind()), null);
  }

  private void why(LiveCell<DecisionLine> cell, DecisionLine line) {
    SentenceView sentence = cell.graphic(SentenceView.class, DecisionTable::firstLine);
    if (!line.equals(sentence.getUserData())) {
      sentence.setUserData(line);
      sentence.show(line.sentence());
      cell.setAccessibleText(line.sentence().plain());
      cell.setTooltip(new Tooltip(line.sentence().plain()));
    }
  }

  /// Of a sentence that has no room the first line alone is seen, not two halves of lines.
  private static SentenceView firstLine() {
    SentenceView sentence = new SentenceView();
    sentence.setMinHeight(LINE);
    sentence.setMaxHeight(LINE);
    Rectangle line = new Rectangle(0, LINE);
    line.widthProperty().bind(sentence.widthProperty());
    sentence.setClip(line);
    return sentence;
  }

  Parent root() {
    return root;
  }

  Columns columns() {
    return table.columns();
  }

  void columns(Columns kept) {
    table.columns(kept);
  }

  record Kept(
      String filter, Set<DecisionLine.Kind> kinds, boolean isDiffering, LiveTable.Arranged table) {}

  Kept keep() {
    return new Kept(filter.getText(), Set.copyOf(kinds), differing.isSelected(), table.arranged());
  }

  void restore(Kept was) {
    toggles.forEach((kind, toggle) -> toggle.setSelected(was.kinds().contains(kind)));
    kinds.retainAll(was.kinds());
    differing.setSelected(was.isDiffering());
    filter.setText(was.filter());
    filter();
    table.arrange(was.table());
  }

  void show() {
    List<DecisionLine> lines = DecisionLog.lines(deck.history(), deck.decisions(), MOST);
    if (!lines.equals(shown)) {
      shown = lines;
      boolean isAnyTurn = lines.stream().anyMatch(line -> line.times().isTurn());
      boolean isAnyBeside = lines.stream().anyMatch(line -> line.beside() != null);
      beside.setVisible(isAnyBeside);
      differing.setVisible(isAnyBeside || differing.isSelected());
      turns.setText(deck.words().plain(isAnyTurn ? "column.turn" : "column.explained"));
      table.rows(lines);
    }
  }

  void tick() {
    table.tick();
  }
}
