package dev.raydeck.desktop.overview;

import dev.raydeck.cluster.session.Right;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.kit.CapacityChart;
import dev.raydeck.desktop.kit.DecisionRow;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.DecisionLog;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Overview's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class OverviewView implements Screen {
  private static final int SHOWN_DECISIONS = 6;
  private static final double FOLD_BELOW = 980;

  /// A page lower than this has more to scroll than to keep in view.
  private static final double LOW = 440;

  @FXML private Label nowLabel;
  @FXML private SentenceView headline;
  @FXML private SentenceView detail;
  @FXML private Button whySize;
  @FXML private Button launchFirst;
  @FXML private GridPane facts;
  @FXML private VBox body;
  @FXML private HBox columns;
  @FXML private VBox left;
  @FXML private VBox right;
  @FXML private VBox lanes;
  @FXML private VBox chartCard;
  @FXML private Label chartTitle;
  @FXML private HBox resourceTabs;
  @FXML private HBox legend;
  @FXML private VBox decisions;
  @FXML private Button allDecisions;
  @FXML private VBox head;
  @FXML private VBox capacity;
  @FXML private VBox waits;
  @FXML private ScrollPane scroll;

  private final Deck deck;
  private final OverviewModel model;
  private final FourFacts four;
  private final Parent root;
  private final List<FactView> factViews = new ArrayList<>();
  private final Map<String, Lane> laneByGroup = new LinkedHashMap<>();
  private final ChartCard chart;
  private final HeadCard headCard;
  private final CapacityCard capacityCard;
  private final WaitsCard waitsCard;
  private List<DecisionLine> shownDecisions = List.of();
  private long shownTurns = -1;
  private ClusterFacts shown;

  public OverviewView(Deck deck) {
    this.deck = deck;
    this.model = new OverviewModel(deck.words(), deck.figures(), deck.clauses());
    this.four = new FourFacts(deck.words(), deck.figures(), deck.clauses());
    this.root = Layouts.load(this, deck.words().bundle());
    shown = ClusterFacts.of(deck.connection().frame());
    chart =
        new ChartCard(
            deck,
            chartTitle,
            resourceTabs,
            legend,
            new CapacityChart(deck.brush(), deck.words(), deck.figures()));
    chartCard.getChildren().add(chart.view());
    headCard = new HeadCard(deck, head);
    capacityCard = new CapacityCard(deck, capacity);
    waitsCard = new WaitsCard(deck, waits);
    factViews.add(new FactView(deck, "fact.going", "mdi2a-arrow-down-thin", "ink-marked"));
    factViews.add(new FactView(deck, "fact.coming", "mdi2a-arrow-up-thin", "ink-starting"));
    factViews.add(new FactView(deck, "fact.waiting", "mdi2t-timer-sand", "ink-pending"));
    factViews.add(new FactView(deck, "fact.held", "mdi2l-lock-outline", "ink-hold"));
    for (int i = 0; i < factViews.size(); i++) {
      facts.add(factViews.get(i), i, 0);
    }
    factViews.getLast().getStyleClass().add("last");
    whySize.setOnAction(event -> whySize());
    launchFirst.setOnAction(event -> deck.desk().launch());
    allDecisions.setOnAction(event -> deck.desk().go(Place.AUTOSCALER));
    root.layoutBoundsProperty()
        .addListener((bounds, was, is) -> {
          fold(is.getWidth());
          sink(is.getHeight() < LOW);
        });
  }

  /// On a low page the four facts scroll with what is below them.
  private void sink(boolean isLow) {
    VBox page = (VBox) root;
    if (isLow && page.getChildren().remove(facts)) {
      body.getChildren().addFirst(facts);
    } else if (!isLow && body.getChildren().remove(facts)) {
      page.getChildren().add(page.getChildren().indexOf(scroll), facts);
    }
  }

  /// On a narrow page the right column folds under the left one.
  private void fold(double width) {
    boolean isFolded = width < FOLD_BELOW;
    if (isFolded && columns.getChildren().contains(right)) {
      columns.getChildren().remove(right);
      left.getChildren().add(right);
    } else if (!isFolded && left.getChildren().contains(right)) {
      left.getChildren().remove(right);
      columns.getChildren().add(right);
    }
  }

  private void whySize() {
    shown.groups().stream()
        .findFirst()
        .ifPresent(group -> deck.desk().why(new Verdict.Subject.Group(group.name())));
  }

  @Override
  public Parent root() {
    return root;
  }

  private void markStale(boolean isStale) {
    root.getStyleClass().remove("stale-page");
    if (isStale) {
      root.getStyleClass().add("stale-page");
    }
  }

  @Override
  public void show(ClusterFacts fresh) {
    shown = fresh;
    markStale(fresh.standing().isRayStale());
    Sentence said = model.detail(fresh);
    detail.show(said);
    detail.setManaged(!said.plain().isEmpty()); // else a gap would stand before the links
    whySize.setVisible(!fresh.groups().isEmpty());
    boolean isFirst =
        fresh.ray() != null
            && fresh.workers().isEmpty()
            && fresh.demands().isEmpty()
            && !Boolean.FALSE.equals(deck.connection().rights().get(Right.LAUNCH_ACTORS));
    launchFirst.setVisible(isFirst);
    launchFirst.setManaged(isFirst);
    showLanes(fresh);
    showDecisions();
    chart.show(fresh);
    headCard.show(fresh);
    capacityCard.show(fresh);
    waitsCard.show(fresh);
    factViews.get(1).show(four.coming(fresh));
    factViews.get(2).show(four.waiting(fresh));
    factViews.get(3).show(four.held(fresh));
  }

  private void showLanes(ClusterFacts fresh) {
    List<String> names = fresh.groups().stream().map(GroupFacts::name).toList();
    if (!names.equals(List.copyOf(laneByGroup.keySet()))) {
      laneByGroup.clear();
      for (String name : names) {
        Lane lane = new Lane(deck, this::open);
        if (!laneByGroup.isEmpty()) {
          lane.getStyleClass().add("divided");
        }
        laneByGroup.put(name, lane);
      }
      lanes.getChildren().setAll(laneByGroup.values());
    }
    boolean isLarge = fresh.workers().size() <= 12;
    for (GroupFacts group : fresh.groups()) {
      Lane lane = laneByGroup.get(group.name());
      if (lane != null) {
        lane.show(group, fresh, isLarge);
      }
    }
    if (names.isEmpty()) {
      String empty =
          fresh.snapshot() != null
              ? "lane.noGroups"
              : fresh.standing() == Standing.LOADING ? "lane.loading" : "fact.unknown";
      VBox box = new VBox(Parts.prose(deck.words().plain(empty), "t2"));
      box.getStyleClass().add("lane");
      lanes.getChildren().setAll(box);
    }
  }

  private void open(NodeFacts node) {
    deck.desk().why(node.subject());
  }

  private void showDecisions() {
    long seen = deck.history().turns() + deck.history().explanations();
    if (seen == shownTurns) {
      return;
    }
    shownTurns = seen;
    List<DecisionLine> lines = DecisionLog.lines(deck.history(), deck.decisions(), SHOWN_DECISIONS);
    allDecisions.setText(deck.words().plain("decisions.all", deck.history().decisions().size()));
    if (lines.equals(shownDecisions)) {
      return;
    }
    shownDecisions = lines;
    decisions
        .getChildren()
        .setAll(
            lines.stream()
                .map(line -> new DecisionRow(line, deck.figures(), deck.words()))
                .toList());
  }

  private record Kept(@Nullable String resource, double scrolled) implements Screen.Kept {}

  @Override
  public Screen.Kept keep() {
    return new Kept(chart.chosen(), scroll.getVvalue());
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      scroll.setVvalue(was.scrolled());
      if (was.resource() != null) {
        chart.choose(was.resource());
        chart.show(shown);
      }
    }
  }

  @Override
  public void tick() {
    var now = deck.idleNow(shown);
    headline.show(model.headline(shown, now, deck.connection().isPaused()));
    factViews.get(0).show(four.going(shown, now));
    String time = deck.words().plain("now.label", deck.figures().clock(deck.now()));
    if (!time.equals(nowLabel.getText())) {
      nowLabel.setText(time);
    }
    laneByGroup.values().forEach(lane -> lane.tick(now, deck.now(), shown.standing().isRayStale()));
    headCard.tick(shown);
    capacityCard.tick(shown);
  }
}
