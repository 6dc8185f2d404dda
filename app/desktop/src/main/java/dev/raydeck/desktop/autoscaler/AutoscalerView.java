package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Ends;
import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.OneRow;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.Modes;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.event.EventHandler;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Autoscaler screen's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class AutoscalerView implements Screen {
  /// What the form has to show in a line needs this; what will be sent beside it takes the rest.
  private static final double FORM = 566;

  private static final double FORM_SHARE = 0.52;
  private static final double EDGES = 56;

  @FXML private SentenceView headline;
  @FXML private SentenceView detail;
  @FXML private StackPane tools;
  @FXML private ScrollPane scroll;
  @FXML private VBox form;
  @FXML private GridPane cards;
  @FXML private VBox change;
  @FXML private VBox hops;
  @FXML private VBox log;

  private final Deck deck;
  private final Parent root;
  private final RecordPane record;
  private final HopPane hopPane;
  private final OptionsForm options;
  private final ChangePane changes;
  private final ModeSwitch modes;
  private final OneRow acts = new OneRow(10, 8);
  private GivingWay room;
  private final Button pause;
  private final Button step;
  private final StopBar stops;
  private final AutoscalerWords words;
  private final EventHandler<KeyEvent> keys = this::key;
  private ClusterFacts shown;
  private double toScroll = -1;

  public AutoscalerView(Deck deck) {
    this.deck = deck;
    this.shown = ClusterFacts.of(deck.connection().frame());
    this.root = Layouts.load(this, deck.words().bundle());
    pause = Parts.act("", "", this::pauseOrResume);
    pause.setId("pause");
    step = Parts.act("", "", this::step);
    label(step, "mdi2s-step-forward", deck.words().plain("control.step"), "F8");
    step.setId("step");
    modes = new ModeSwitch(deck);
    stops = new StopBar(deck, scroll::requestFocus);
    words = new AutoscalerWords(deck);
    options = new OptionsForm(deck, form, this::read);
    changes = new ChangePane(deck, change, this::discard, options::problems);
    hopPane = new HopPane(deck, hops);
    record = new RecordPane(deck, log);
    tools();
    root.sceneProperty().addListener((scene, was, is) -> listen(was, is));
    root.layoutBoundsProperty().addListener((bounds, was, is) -> fold(is.getWidth()));
  }

  /// On a narrow page what will be sent stands below the form, and what is wider than the page
  /// scrolls.
  private void fold(double width) {
    boolean isFolded = width < Layouts.NARROW;
    double beside = Math.max(FORM, FORM_SHARE * (width - EDGES));
    double share = isFolded ? 100 : 100 * beside / (width - EDGES);
    cards.getColumnConstraints().getFirst().setPercentWidth(share);
    cards.getColumnConstraints().getLast().setPercentWidth(100 - share);
    cards.setHgap(isFolded ? 0 : 16);
    scroll.setHbarPolicy(
        isFolded ? ScrollPane.ScrollBarPolicy.AS_NEEDED : ScrollPane.ScrollBarPolicy.NEVER);
    GridPane.setConstraints(change, isFolded ? 0 : 1, isFolded ? 1 : 0);
    GridPane.setRowIndex(hops, isFolded ? 2 : 1);
    GridPane.setRowIndex(log, isFolded ? 3 : 2);
  }

  /// F5 and F8 hold wherever the focus is, while this screen is the one shown.
  private void listen(@Nullable Scene was, @Nullable Scene is) {
    if (was != null) {
      was.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
    }
    if (is != null) {
      is.addEventHandler(KeyEvent.KEY_PRESSED, keys);
    }
  }

  private void tools() {
    acts.getChildren().add(modes.root());
    acts.getChildren().addAll(stops.answers());
    acts.getChildren().addAll(step, pause, modes.refused());
    HBox where = Parts.row(10, stops.where());
    tools.getChildren().setAll(new Ends(10, 8, acts, where));
    room = new GivingWay(where, List.of(stops.withoutReason()));
    tools.widthProperty().addListener((width, was, is) -> fit());
  }

  private void fit() {
    Insets insets = tools.getInsets();
    double beside = acts.prefWidth(-1) + 10 + insets.getLeft() + insets.getRight();
    room.fit(tools.getWidth() - beside, 0);
  }

  /// Icon, word and key, the key last.
  private static void label(Button button, String icon, String word, String key) {
    if (word.equals(button.getAccessibleText())) {
      return;
    }
    button.setAccessibleText(word);
    button.setGraphic(
        Parts.row(8, Icons.of(icon), Parts.label(word, "act-text"), Parts.label(key, "key-cap")));
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.F8 && !step.isDisabled()) {
      step();
      event.consume();
    } else if (event.getCode() == KeyCode.F5 && !pause.isDisabled()) {
      pauseOrResume();
      event.consume();
    }
  }

  private void pauseOrResume() {
    if (deck.connection().isPaused()) {
      deck.connection().resume();
    } else {
      deck.connection().pause();
    }
    show(shown);
  }

  private void step() {
    deck.connection().step();
  }

  private void read() {
    OptionsModel.Reading reading = options.read();
    Map<String, String> messages = new LinkedHashMap<>();
    reading
        .problems()
        .forEach((field, problem) ->
            messages.put(field, deck.words().plain(problem.key(), problem.detail())));
    options.problems(messages);
    reading
        .change()
        .ifPresentOrElse(
            wanted -> changes.want(wanted, reading.changes()), () -> changes.none(messages));
  }

  private void discard() {
    options.reset();
    changes.none(Map.of());
  }

  private @Nullable RayCluster cluster() {
    ClusterSnapshot snapshot = shown.snapshot();
    return snapshot == null ? null : snapshot.cluster();
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts facts) {
    shown = facts;
    RayCluster cluster = cluster();
    if (cluster != null) {
      options.show(cluster);
    }
    boolean isActing = deck.connection().target().isSandbox() || facts.frame().mode() == Mode.DRIVE;
    boolean isPaused = deck.connection().isPaused();
    modes.show(Modes.of(deck.connection(), facts.frame()));
    label(
        pause,
        isPaused ? "mdi2p-play" : "mdi2p-pause",
        deck.words().plain(isPaused ? "control.resume" : "control.pause"),
        "F5");
    pause.setDisable(!isActing);
    step.setDisable(!isActing);
    stops.show(facts, isActing);
    fit();
    headline.show(words.headline(facts, isActing, isPaused));
    detail.show(words.detail(facts, cluster));
    record.show(facts);
    hopPane.tick();
  }

  @Override
  public void take(Hint hint) {
    if (hint instanceof Hint.Fields proposed) {
      options.type(proposed.texts());
    }
  }

  private record Kept(
      OptionsForm.Kept form, RecordPane.Kept record, ModeSwitch.Kept mode, double scrolled)
      implements Screen.Kept {}

  @Override
  public Columns columns() {
    return record.columns();
  }

  @Override
  public void columns(Columns kept) {
    record.columns(kept);
  }

  @Override
  public Screen.Kept keep() {
    return new Kept(options.keep(), record.keep(), modes.keep(), scrolled());
  }

  private double scrolled() {
    return toScroll >= 0 ? toScroll : scroll.getVvalue();
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      options.restore(was.form());
      record.restore(was.record());
      modes.restore(was.mode());
      toScroll = was.scrolled();
    }
  }

  /// A share of the height says where only once the height is known.
  private void takeScroll() {
    if (toScroll >= 0) {
      scroll.setVvalue(toScroll);
      boolean isLaid = scroll.getContent() instanceof Parent parts && !parts.isNeedsLayout();
      toScroll = isLaid && scroll.getHeight() > 0 ? -1 : toScroll;
    }
  }

  @Override
  public void tick() {
    record.tick();
    hopPane.tick();
    takeScroll();
    Breakpoints.Stop stop = shown.frame().breakpoints().stop();
    if (stop != null) {
      headline.show(words.stopped(stop, shown));
      detail.show(words.detail(shown, cluster()));
    }
    boolean isPaused = deck.connection().isPaused();
    String wanted = deck.words().plain(isPaused ? "control.resume" : "control.pause");
    if (!wanted.equals(pause.getAccessibleText())) {
      show(shown);
    }
  }
}
