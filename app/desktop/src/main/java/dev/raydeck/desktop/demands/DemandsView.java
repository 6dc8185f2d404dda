package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.kit.GroupRuler;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.Scrolled;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.live.Unread;
import dev.raydeck.desktop.words.Figures;
import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Demands screen's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class DemandsView implements Screen {
  static final double SHAPE_WIDTH = 240;

  @FXML private SentenceView headline;
  @FXML private SentenceView detail;
  @FXML private HBox columns;
  @FXML private ListView<MatrixModel.Line> list;
  @FXML private FlowPane legend;

  private final Deck deck;
  private final DemandWords words;
  private final DemandsHeadline says;
  private final Parent root;
  private final Label empty = Parts.prose("", "t2");
  private List<MatrixModel.Line> shown = List.of();
  private List<GroupFacts> groups = List.of();
  private @Nullable ClusterFacts last;
  private long tickedSecond;
  private @Nullable Kept toArrange;

  public DemandsView(Deck deck) {
    this.deck = deck;
    this.words = new DemandWords(deck);
    this.says = new DemandsHeadline(deck.words());
    this.root = Layouts.load(this, deck.words().bundle());
    list.setCellFactory(view -> new MatrixRow(deck, words));
    list.setPlaceholder(empty);
    list.setAccessibleText(deck.words().plain("place.demands"));
    list.setOnKeyPressed(event -> {
      if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
        ask(list.getSelectionModel().getSelectedItem());
      }
    });
    list.setOnMouseClicked(event -> ask(list.getSelectionModel().getSelectedItem()));
    legend();
  }

  private void ask(MatrixModel.@Nullable Line line) {
    if (line instanceof MatrixModel.Line.Shape shape) {
      deck.desk().why(shape.demand().subject());
    }
  }

  private void legend() {
    legend("mdi2c-check-bold", "ink-pass", "cell.chosen");
    legend("mdi2c-check", "ink-t2", "cell.fits");
    legend("mdi2a-arrow-collapse-up", "ink-pending", "cell.atMax");
    legend("mdi2s-speedometer-slow", "ink-pending", "cell.rate");
    legend("mdi2a-arrow-expand-horizontal", "ink-failed", "cell.tooBig");
    legend("mdi2m-minus", "ink-t3", "cell.notOffered");
    legend.setMaxHeight(FlowPane.USE_PREF_SIZE);
  }

  private void legend(String icon, String ink, String key) {
    legend
        .getChildren()
        .add(Parts.row(5, Icons.sized(icon, 14, ink), new Label(deck.words().plain(key))));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts facts) {
    headline.show(Unread.ray(facts, deck.words()).orElseGet(() -> says.of(facts)));
    int requests = facts.demands().stream().mapToInt(DemandFacts::count).sum();
    detail.show(
        facts.demands().isEmpty()
            ? deck.words().sentence("demands.detailNone")
            : deck.words().sentence("demands.detail", requests, facts.demands().size()));
    empty.setText(deck.words().plain(facts.ray() == null ? "waits.unknown" : "demands.none"));
    showColumns(facts);
    last = facts;
    showLines(MatrixModel.lines(facts, words::since));
  }

  /// Lines that only say something else stay where they are, with selection and focus.
  private void showLines(List<MatrixModel.Line> lines) {
    if (lines.size() != shown.size()) {
      int selected = list.getSelectionModel().getSelectedIndex();
      list.getItems().setAll(lines);
      if (selected >= 0 && selected < lines.size()) {
        list.getSelectionModel().select(selected);
      }
    } else {
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).equals(shown.get(i))) {
          list.getItems().set(i, lines.get(i));
        }
      }
    }
    shown = lines;
  }

  private void showColumns(ClusterFacts facts) {
    if (facts.groups().equals(groups) && !columns.getChildren().isEmpty()) {
      return;
    }
    groups = facts.groups();
    VBox corner =
        new VBox(
            2,
            Parts.label(deck.words().plain("demands.shape"), "small", "t2"),
            Parts.prose(deck.words().plain("demands.axes"), "source"));
    corner.getStyleClass().add("matrix-shape");
    corner.setMinWidth(SHAPE_WIDTH);
    corner.setMaxWidth(SHAPE_WIDTH);
    columns.getChildren().setAll(corner);
    for (GroupFacts group : groups) {
      columns.getChildren().add(column(group));
    }
  }

  private VBox column(GroupFacts group) {
    GroupRuler ruler = new GroupRuler(deck.brush(), 68);
    Label name = Parts.label(group.name(), "strong");
    name.setTooltip(new Tooltip(group.name()));
    ruler.show(group);
    String limit = group.isUnbounded() ? "∞" : Integer.toString(group.max());
    Label count = Parts.label(group.nodes().size() + "/" + limit, "mono", "t2");
    count.setMinWidth(Label.USE_PREF_SIZE);
    VBox column =
        new VBox(
            1,
            name,
            Parts.prose(Figures.offer(group.offer()), "source"),
            Parts.row(8, ruler, count));
    column.getStyleClass().add("matrix-cell");
    HBox.setHgrow(column, Priority.ALWAYS);
    column.setPrefWidth(161);
    column.setMinWidth(120);
    return column;
  }

  private record Kept(int selected, int first) implements Screen.Kept {}

  @Override
  public Screen.Kept keep() {
    return new Kept(list.getSelectionModel().getSelectedIndex(), Scrolled.first(list));
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      toArrange = was;
    }
  }

  @Override
  public void tick() {
    Kept was = toArrange;
    if (was != null && Scrolled.isDrawn(list)) {
      toArrange = null;
      list.getSelectionModel().select(was.selected());
      list.scrollTo(was.first());
    }
    alignHeads();
    ClusterFacts facts = last;
    if (facts != null && deck.now().getEpochSecond() != tickedSecond) {
      tickedSecond = deck.now().getEpochSecond();
      showLines(MatrixModel.lines(facts, words::since));
    }
  }

  /// Beside the list's scroll bar too, a group's head stands above its cells.
  private void alignHeads() {
    double bar = Scrolled.barWidth(list);
    if (columns.getPadding().getRight() != bar) {
      columns.setPadding(new Insets(0, bar, 0, 0));
    }
  }

  @Override
  public void focus() {
    list.requestFocus();
  }
}
