package dev.raydeck.desktop.logs;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.words.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Logs screen's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class LogsView implements Screen {
  @FXML private Label title;
  @FXML private Label summary;
  @FXML private TextField search;
  @FXML private Button back;
  @FXML private Button next;
  @FXML private Label hits;
  @FXML private ToggleButton only;
  @FXML private HBox levels;
  @FXML private ToggleButton events;
  @FXML private ToggleButton times;
  @FXML private ToggleButton wrap;
  @FXML private ToggleButton previous;
  @FXML private ToggleButton follow;
  @FXML private Button pause;
  @FXML private VBox side;
  @FXML private StackPane body;
  @FXML private Label count;
  @FXML private Label memory;

  private final Deck deck;
  private LogsModel model;
  private final LogFlow flow = new LogFlow();
  private final ContainerList containers;
  private final Label empty = Parts.prose("", "t2");
  private final Map<LogLevel, ToggleButton> levelToggles = new EnumMap<>(LogLevel.class);
  private final Parent root;
  private List<LogContainer> followed = List.of();
  private boolean isHandedOver;

  public LogsView(Deck deck) {
    this.deck = deck;
    this.model = new LogsModel(deck.connection(), deck.background());
    this.root = Layouts.load(this, deck.words().bundle());
    this.containers = new ContainerList(deck, this::chosen);
    flow.setId("log-flow");
    flow.setAccessibleText(deck.words().plain("place.logs"));
    empty.setMouseTransparent(true);
    body.getChildren().setAll(flow, empty);
    side.getChildren().setAll(containers.root());
    for (LogLevel level : LogLevel.values()) {
      addLevel(level);
    }
    bind();
    dress();
  }

  private void addLevel(LogLevel level) {
    String word = level.name().toLowerCase(java.util.Locale.ROOT);
    ToggleButton toggle = new ToggleButton(deck.words().plain("log.level." + word));
    toggle.setId("log-level-" + word);
    toggle.setSelected(true);
    toggle.setOnAction(event -> filter());
    levels.getChildren().add(toggle);
    levelToggles.put(level, toggle);
    levels.getChildren().getFirst().getStyleClass().add("first");
    if (level == LogLevel.DEBUG) {
      toggle.getStyleClass().add("last");
    }
  }

  private void bind() {
    search.textProperty().addListener((text, was, is) -> filter());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    back.setOnAction(event -> find(false));
    next.setOnAction(event -> find(true));
    only.setOnAction(event -> filter());
    events.setOnAction(event -> filter());
    times.setOnAction(event -> dress());
    wrap.setOnAction(event -> dress());
    previous.setOnAction(event -> chosen(containers.selected()));
    follow.setSelected(true);
    follow.setOnAction(event -> flow.follow(follow.isSelected()));
    flow.follows().addListener((follows, was, is) -> follow.setSelected(is));
    pause.setOnAction(event -> pause(!model.isPaused()));
    flow.watch(page -> showCount());
    pause(false);
  }

  private void searchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      find(!event.isShiftDown());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    }
  }

  private void find(boolean isForward) {
    long from = flow.caret();
    if (from < 0) {
      var rows = flow.page().rows();
      from = rows.isEmpty() ? 0 : rows.getFirst().number() - 1;
    }
    LogEntry hit = model.buffer().hit(from, isForward);
    if (hit != null) {
      flow.reveal(hit);
    }
  }

  private void pause(boolean wanted) {
    model.pause(wanted);
    pause.setText(deck.words().plain(wanted ? "logs.resume" : "logs.pause"));
    pause.setGraphic(Icons.of(wanted ? "mdi2p-play" : "mdi2p-pause"));
  }

  private void chosen(List<LogContainer> wanted) {
    followed = wanted;
    boolean canBePrevious = wanted.stream().anyMatch(one -> one.restarts() > 0);
    previous.setDisable(!canBePrevious);
    if (!canBePrevious) {
      previous.setSelected(false);
    }
    model.follow(wanted.stream().map(one -> one.place(previous.isSelected())).toList());
    pause(false);
    flow.show(model.buffer());
    dress();
    tick();
  }

  private void filter() {
    Set<LogLevel> shown = EnumSet.noneOf(LogLevel.class);
    levelToggles.forEach((level, toggle) -> {
      if (toggle.isSelected()) {
        shown.add(level);
      }
    });
    model.filter(new LogFilter(search.getText(), shown, only.isSelected(), events.isSelected()));
    dress();
  }

  private void dress() {
    List<String> names =
        followed.stream()
            .map(one ->
                (one.isHead() ? deck.words().plain("value.head") : one.end()) + " " + one.name())
            .toList();
    flow.dress(
        new LogRow.Dress(
            model.filter(), times.isSelected(), wrap.isSelected(), new LogWords(deck, names)));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts facts) {
    containers.show(facts);
  }

  @Override
  public void tick() {
    flow.tick();
    showTitle();
    showCount();
  }

  private void showTitle() {
    List<LogPlace> places = model.places();
    if (places.isEmpty()) {
      title.setText(deck.words().plain("place.logs"));
      summary.setText("");
      return;
    }
    LogPlace first = places.getFirst();
    title.setText(
        places.size() == 1
            ? deck.words().plain("logs.title", first.container(), Names.alone(first.pod()))
            : deck.words().plain("logs.titleMany", places.size()));
    summary.setText(StandingWords.of(model, deck.words()));
  }

  private void showCount() {
    LogBuffer.Page page = flow.page();
    boolean hasSearch = !search.getText().isEmpty();
    hits.setText(hasSearch ? deck.words().plain("logs.hits", page.hits()) : "");
    String lines =
        page.size() == page.kept()
            ? deck.words().plain("logs.count", page.kept())
            : deck.words().plain("logs.countShown", page.size(), page.kept());
    count.setText(lines);
    memory.setText(
        page.dropped() == 0
            ? deck.words().plain("logs.read", Figures.bytes((double) page.readBytes()))
            : deck.words()
                .plain("logs.dropped", Figures.bytes((double) page.readBytes()), page.dropped()));
    boolean isEmpty = page.size() == 0;
    empty.setVisible(isEmpty);
    if (isEmpty) {
      empty.setText(emptyWords(page));
    }
  }

  private String emptyWords(LogBuffer.Page page) {
    if (followed.isEmpty()) {
      return deck.words().plain("logs.none");
    }
    return page.kept() > 0
        ? deck.words().plain("logs.noMatch", page.kept())
        : StandingWords.of(model, deck.words());
  }

  @Override
  public void focus() {
    search.requestFocus();
  }

  /// The lines are read on: what follows them goes over as it is.
  private record Kept(
      LogsModel model,
      ContainerList.Kept containers,
      String search,
      Set<String> pressed,
      LogFlow.Kept flow)
      implements Screen.Kept {}

  private List<ToggleButton> toggles() {
    List<ToggleButton> all = new ArrayList<>(levelToggles.values());
    all.addAll(List.of(only, events, times, wrap, previous));
    return all;
  }

  @Override
  public Screen.Kept keep() {
    isHandedOver = true;
    return new Kept(
        model,
        containers.keep(),
        search.getText(),
        toggles().stream()
            .filter(ToggleButton::isSelected)
            .map(Node::getId)
            .collect(Collectors.toSet()),
        flow.keep());
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      model = was.model();
      containers.restore(was.containers());
      followed = containers.selected();
      previous.setDisable(followed.stream().noneMatch(one -> one.restarts() > 0));
      toggles().forEach(toggle -> toggle.setSelected(was.pressed().contains(toggle.getId())));
      search.setText(was.search());
      pause(model.isPaused());
      flow.show(model.buffer());
      filter();
      flow.restore(was.flow());
    }
  }

  @Override
  public void close() {
    if (!isHandedOver) {
      model.close();
    }
  }
}
