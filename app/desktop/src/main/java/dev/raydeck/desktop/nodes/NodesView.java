package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.live.Unread;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Troubles;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The Nodes screen's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class NodesView implements Screen {
  @FXML private Label title;
  @FXML private SentenceView summary;
  @FXML private TextField filter;
  @FXML private Label problem;
  @FXML private Button help;
  @FXML private MenuButton chooser;
  @FXML private Button export;
  @FXML private FlowPane counts;
  @FXML private StackPane body;
  @FXML private Label rowCount;
  @FXML private Label podsSource;
  @FXML private Label raySource;

  private static final Duration SOON = Duration.ofMinutes(10);
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Deck deck;
  private final NodesModel model = new NodesModel();

  private record Count(HBox entry, Label number) {}

  private final NodesTable columns;
  private final LiveTable<NodeRow> table;
  private final Parent root;
  private final Label empty = Parts.prose("", "t2");
  private final Label held = Parts.label("", "mono-strong", "ink-hold");
  private final HBox heldEntry;
  private final Map<NodeState, Count> countByState = new EnumMap<>(NodeState.class);
  private ClusterFacts shown;

  public NodesView(Deck deck) {
    this.deck = deck;
    this.shown = ClusterFacts.of(deck.connection().frame());
    this.root = Layouts.load(this, deck.words().bundle());
    table = new LiveTable<>(deck.background(), NodeRow::key);
    columns = new NodesTable(deck, table);
    table.still(NodeRow::still);
    table.natural(NodesModel.natural());
    table.view().setId("nodes-table");
    table.view().setPlaceholder(empty);
    table.view().setAccessibleText(deck.words().plain("place.nodes"));
    body.getChildren().setAll(table.view());
    filter.textProperty().addListener((text, was, is) -> filter(is));
    FilterHelp explain =
        new FilterHelp(deck, word -> filter.setText((filter.getText() + " " + word).strip()));
    help.setOnAction(event -> explain.toggle(help));
    export.setGraphic(Icons.of("mdi2d-download"));
    export.setOnAction(event -> export());
    heldEntry =
        Parts.row(
            6,
            Icons.sized("mdi2l-lock-outline", 13, "ink-hold"),
            held,
            Parts.label(deck.words().plain("state.held"), "small", "ink-hold"));
    heldEntry.setId("held-count");
    fillChooser();
    new RowMenu(deck, columns, table.view()).install();
    table.chosen(this::ask);
  }

  /// What is wrong is said under the field, and marked; what is right already counts.
  private void filter(String text) {
    NodeFilter wanted = NodeFilter.of(text);
    table.filter(row -> wanted.matches(row.facts()));
    boolean isWrong = !wanted.problems().isEmpty();
    filter.pseudoClassStateChanged(WRONG, isWrong);
    problem.setVisible(isWrong);
    problem.setManaged(isWrong);
    problem.setText(isWrong ? says(wanted.problems().getFirst()) : "");
    filter.setAccessibleHelp(problem.getText());
  }

  private String says(NodeFilter.Problem wrong) {
    return switch (wrong.kind()) {
      case UNKNOWN_FIELD -> deck.words().plain("nodes.noField", wrong.word(), wrong.near());
      case NOT_COMPARABLE -> deck.words().plain("nodes.noCompare", wrong.word(), wrong.near());
      case BAD_VALUE -> deck.words().plain("nodes.badValue", wrong.word(), wrong.near());
    };
  }

  private void fillChooser() {
    chooser.setText(deck.words().plain("nodes.columns"));
    chooser.setGraphic(Icons.of("mdi2v-view-column-outline"));
    Map<NodeColumn, CheckMenuItem> items = new EnumMap<>(NodeColumn.class);
    for (NodeColumn one : NodeColumn.values()) {
      CheckMenuItem item = new CheckMenuItem(columns.title(one));
      item.setId("choose-" + one.word());
      item.setDisable(one == NodeColumn.POD);
      item.setOnAction(event -> columns.choose(one, item.isSelected()));
      items.put(one, item);
      chooser.getItems().add(item);
    }
    MenuItem reset = new MenuItem(deck.words().plain("nodes.columnsReset"));
    reset.setOnAction(event -> columns.chooseNothing());
    chooser.getItems().addAll(new SeparatorMenuItem(), reset);
    chooser.setOnShowing(event -> {
      items.forEach((one, item) -> item.setSelected(columns.isShown(one)));
    });
  }

  private void export() {
    List<NodeFacts> rows = table.view().getItems().stream().map(NodeRow::facts).toList();
    deck.desk()
        .save("%s-nodes.csv".formatted(deck.connection().target().cluster()), NodeColumn.csv(rows));
  }

  private void ask(NodeRow row) {
    NodeFacts node = row.facts();
    deck.desk().why(node.subject());
  }

  private record Kept(String filter, Map<NodeColumn, Boolean> columns, LiveTable.Arranged table)
      implements Screen.Kept {}

  @Override
  public Screen.Kept keep() {
    return new Kept(filter.getText(), columns.chosen(), table.arranged());
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      filter.setText(was.filter());
      was.columns().forEach(columns::choose);
      table.arrange(was.table());
    }
  }

  @Override
  public Columns columns() {
    return columns.set();
  }

  @Override
  public void columns(Columns kept) {
    columns.take(kept);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts facts) {
    shown = facts;
    columns.show(facts);
    model.show(facts);
    table.rows(model.rows());
    int workers = facts.workers().size();
    Optional<Sentence> unread = Unread.cluster(facts, deck.words());
    title.setText(
        unread
            .map(Sentence::plain)
            .orElseGet(() ->
                deck.words().plain("nodes.title", workers, facts.head().isPresent() ? 1 : 0)));
    empty.setText(unread.isPresent() ? unreadRows(facts) : deck.words().plain("nodes.empty"));
    showCounts(facts);
    podsSource.setText(
        unread.isPresent()
            ? deck.words().plain("actors.notRead")
            : deck.words()
                .plain(facts.standing().isKubeStale() ? "nodes.podsStale" : "nodes.podsLive"));
  }

  private String unreadRows(ClusterFacts facts) {
    return facts.standing() == Standing.LOADING
        ? deck.words().plain("nodes.loading")
        : Troubles.say(deck.words(), facts.frame().apiServer());
  }

  private void showCounts(ClusterFacts facts) {
    Map<NodeState, Integer> now = NodesModel.counts(facts);
    for (NodeState state : NodeState.values()) {
      int count = now.getOrDefault(state, 0);
      Count shownCount = countByState.get(state);
      if (shownCount == null && count > 0) {
        shownCount = count(state);
        countByState.put(state, shownCount);
        counts.getChildren().setAll(countByState.values().stream().map(Count::entry).toList());
      }
      if (shownCount != null) {
        shownCount.number().setText(Integer.toString(count));
        shownCount.entry().setVisible(count > 0);
        shownCount.entry().setManaged(count > 0);
      }
    }
    showHeld(facts.held().size());
  }

  private Count count(NodeState state) {
    StateGlyph glyph = new StateGlyph(deck.brush(), 12, false);
    glyph.show(state);
    Label number = Parts.label("", "mono-strong");
    Label word = Parts.label(deck.words().plain("state." + state.word()), "small", "t2");
    return new Count(Parts.row(6, glyph, number, word), number);
  }

  /// Held workers are counted apart: with them the counts add up to all workers.
  private void showHeld(int count) {
    held.setText(Integer.toString(count));
    counts.getChildren().remove(heldEntry);
    if (count > 0) {
      counts.getChildren().add(heldEntry);
    }
  }

  private Sentence summary(long soon) {
    if (shown.standing() != Standing.LIVE) {
      return Sentence.EMPTY;
    }
    return shown.held().isEmpty()
        ? deck.words().sentence("nodes.summaryFree", soon)
        : deck.words()
            .sentence(
                "nodes.summary",
                soon,
                Mark.hold(deck.words().plain("nodes.held", shown.held().size())));
  }

  private void showRowCount() {
    int hidden = columns.hidden();
    int rows = table.view().getItems().size();
    int all = shown.nodes().size();
    String text =
        (rows == all
                ? deck.words().plain("nodes.rows", rows)
                : deck.words().plain("nodes.rowsOf", rows, all))
            + (hidden == 0 ? "" : deck.words().plain("nodes.columnsHidden", hidden));
    if (!text.equals(rowCount.getText())) {
      rowCount.setText(text);
    }
  }

  @Override
  public void tick() {
    table.tick();
    showRowCount();
    long soon = NodesModel.goingWithin(shown, SOON, deck.idleNow(shown));
    summary.show(summary(soon));
    Duration age = shown.age(deck.now());
    String source =
        age == null || shown.ray() == null
            ? deck.words().plain("nodes.rayUnknown")
            : deck.words().plain("nodes.rayAge", deck.figures().age(age));
    if (!source.equals(raySource.getText())) {
      raySource.setText(source);
    }
  }

  @Override
  public void focus() {
    table.view().requestFocus();
  }
}
