package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.Right;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.live.Unread;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.RayActor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The Actors screen's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class ActorsView implements Screen {
  @FXML private SentenceView headline;
  @FXML private SentenceView detail;
  @FXML private HBox tools;
  @FXML private TextField filter;
  @FXML private CheckBox dead;
  @FXML private StackPane body;
  @FXML private Label foot;

  private final Deck deck;
  private final LiveTable<ActorRow> table;
  private final ActorsTable columns;
  private final Map<String, ActorRow> rows = new LinkedHashMap<>();
  private final Parent root;
  private final Label empty = Parts.prose("", "t2");
  private boolean isRead;
  private final Button kill;
  private final Button launch;
  private ClusterFacts shown;

  public ActorsView(Deck deck) {
    this.deck = deck;
    this.shown = ClusterFacts.of(deck.connection().frame());
    this.root = Layouts.load(this, deck.words().bundle());
    table = new LiveTable<>(deck.background(), ActorRow::id);
    columns = new ActorsTable(deck, table);
    table.view().setId("actors-table");
    table.view().setAccessibleText(deck.words().plain("place.actors"));
    table.view().setPlaceholder(empty);
    table.view().getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    body.getChildren().setAll(table.view());
    kill = Parts.act(deck.words().plain("actors.kill"), "mdi2s-skull-outline", this::kill);
    kill.setId("kill");
    kill.setDisable(true);
    launch =
        Parts.act(
            deck.words().plain("actors.launch"), "mdi2p-plus", deck.desk()::launch, "primary");
    launch.setId("launch");
    tools.getChildren().addAll(kill, launch);
    filter.textProperty().addListener((text, was, is) -> refilter());
    dead.selectedProperty().addListener((box, was, is) -> refilter());
    table
        .view()
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((item, was, is) -> enable());
    refilter();
  }

  private void sayEmpty() {
    String none = filter.getText().isBlank() ? "actors.none" : "actors.noMatch";
    empty.setText(deck.words().plain(isRead ? none : "actors.unknown"));
  }

  private void refilter() {
    String text = filter.getText().toLowerCase(Locale.ROOT).strip();
    boolean withDead = dead.isSelected();
    Predicate<ActorRow> matches =
        row ->
            (withDead || ActorRow.isCurrent(row.actor()))
                && (text.isEmpty()
                    || row.actor().label().toLowerCase(Locale.ROOT).contains(text)
                    || row.actor().className().toLowerCase(Locale.ROOT).contains(text)
                    || row.actor().namespace().toLowerCase(Locale.ROOT).contains(text));
    table.filter(matches);
    sayEmpty();
  }

  private void enable() {
    boolean isForbidden = Boolean.FALSE.equals(deck.connection().rights().get(Right.READ_RAY));
    kill.setDisable(isForbidden || deck.connection().isReadOnly() || selected().isEmpty());
  }

  private List<String> selected() {
    return table.view().getSelectionModel().getSelectedItems().stream()
        .filter(row -> row != null && ActorRow.isCurrent(row.actor()))
        .map(ActorRow::id)
        .toList();
  }

  private void kill() {
    List<String> ids = selected();
    if (!ids.isEmpty()) {
      deck.desk().kill(ids);
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts facts) {
    shown = facts;
    columns.show(facts);
    Map<String, ActorRow> kept = new LinkedHashMap<>();
    for (RayActor actor : facts.actors()) {
      ActorRow row = rows.getOrDefault(actor.actorId(), new ActorRow(actor));
      row.show(actor);
      kept.put(actor.actorId(), row);
    }
    rows.clear();
    rows.putAll(kept);
    table.rows(List.copyOf(rows.values()));
    headline.show(Unread.ray(facts, deck.words()).orElseGet(() -> headline(facts)));
    detail.show(detail(facts));
    isRead = facts.ray() != null;
    sayEmpty();
    String whyNot = whyNotLaunch();
    launch.setDisable(facts.ray() == null || !whyNot.isEmpty());
    launch.setAccessibleHelp(whyNot);
    enable();
  }

  private String whyNotLaunch() {
    if (deck.connection().isReadOnly()) {
      return deck.words().plain("readOnly.refused", deck.connection().target().context());
    }
    boolean isForbidden = Boolean.FALSE.equals(deck.connection().rights().get(Right.LAUNCH_ACTORS));
    return isForbidden ? deck.words().plain("actors.launchForbidden") : "";
  }

  private Sentence headline(ClusterFacts facts) {
    List<RayActor> alive = inState(facts, RayActor.State.ALIVE);
    List<RayActor> waiting = inState(facts, RayActor.State.PENDING_CREATION);
    if (!waiting.isEmpty()) {
      return deck.words()
          .sentence(
              "actors.waiting",
              Mark.name(waiting.getFirst().label()),
              waiting.size() - 1,
              Figures.shape(waiting.getFirst().required()));
    }
    if (alive.isEmpty()) {
      return deck.words().sentence("actors.nobody");
    }
    RayActor first = alive.getFirst();
    String where =
        facts
            .nodeOf(first)
            .map(node -> Mark.name(node.end()))
            .orElse(deck.words().say("value.unknown"));
    return alive.size() == 1
        ? deck.words().sentence("actors.one", Mark.name(first.label()), where)
        : deck.words().sentence("actors.many", alive.size());
  }

  private Sentence detail(ClusterFacts facts) {
    return deck.words()
        .sentence(
            "actors.detail",
            facts.actors().stream().filter(ActorRow::isCurrent).count(),
            Figures.number(facts.used("CPU")),
            Figures.number(facts.capacity("CPU")));
  }

  private static List<RayActor> inState(ClusterFacts facts, RayActor.State state) {
    return facts.actors().stream().filter(a -> a.state() == state && !a.isSystem()).toList();
  }

  @Override
  public void tick() {
    table.tick();
    @Nullable Duration age = shown.age(deck.now());
    long system =
        shown.actors().stream().filter(a -> a.isSystem() && ActorRow.isCurrent(a)).count();
    String text =
        age == null || shown.ray() == null
            ? deck.words().plain("actors.notRead")
            : deck.words()
                .plain(
                    "actors.foot",
                    shown.actors().stream().filter(ActorRow::isCurrent).count(),
                    system,
                    deck.figures().age(age));
    if (!text.equals(foot.getText())) {
      foot.setText(text);
    }
  }

  @Override
  public void take(Hint hint) {
    if (hint instanceof Hint.Actors named) {
      filter.clear();
      table.reveal(named.ids());
    }
  }

  private record Kept(String filter, boolean isWithDead, LiveTable.Arranged table)
      implements Screen.Kept {}

  @Override
  public Screen.Kept keep() {
    return new Kept(filter.getText(), dead.isSelected(), table.arranged());
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      filter.setText(was.filter());
      dead.setSelected(was.isWithDead());
      table.arrange(was.table());
    }
  }

  @Override
  public Columns columns() {
    return table.columns();
  }

  @Override
  public void columns(Columns kept) {
    table.columns(kept);
  }

  @Override
  public void focus() {
    launch.requestFocus();
  }
}
