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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.fxml.FXML;
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
  private final LogsModel model;
  private final LogFlow flow = new LogFlow();
  private final ContainerList containers;
  private final Label empty = Parts.prose("", "t2");
  private final Map<LogLevel, ToggleButton> levelToggles = new EnumMap<>(LogLevel.class);
  private final Parent root;
  private List<LogContainer> followed = List.of();

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
    summary.setText(standing());
  }

  /// The worst of what is followed.
  private String standing() {
    List<LogPlace> places = model.places();
    List<LogsModel.Standing> standings = model.standings();
    int worst = 0;
    for (int i = 1; i < standings.size(); i++) {
      if (standings.get(i).state().compareTo(standings.get(worst).state()) > 0) {
        worst = i;
      }
    }
    LogsModel.Standing one = standings.get(worst);
    String name = places.get(worst).container();
    return switch (one.state()) {
      case OPENING -> deck.words().plain("logs.opening");
      case OPEN -> deck.words().plain(model.isPaused() ? "logs.paused" : "logs.live");
      case WAITING -> deck.words().plain("logs.waiting", name, one.words());
      case ENDED -> deck.words().plain("logs.ended", name);
      case ABSENT -> deck.words().plain("logs.absent", one.words());
      case FORBIDDEN -> deck.words().plain("logs.forbidden", one.words());
      case LOST -> deck.words().plain("logs.lost", one.words());
    };
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
    return page.kept() > 0 ? deck.words().plain("logs.noMatch", page.kept()) : standing();
  }

  @Override
  public void focus() {
    search.requestFocus();
  }

  @Override
  public void close() {
    model.close();
  }
}
