package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Banner;
import dev.raydeck.desktop.kit.Overlay;
import dev.raydeck.desktop.kit.Toasts;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Desk;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.History;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.theme.Palette;
import dev.raydeck.desktop.why.WhyPanel;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The window's frame around one connected cluster. Made anew for another language, theme or
/// cluster.
public final class Shell implements Desk {
  private static final double NARROW = 1000;

  private final Deck deck;
  private final StackPane root = new StackPane();
  private final BorderPane frame = new BorderPane();
  private final PageArea page = new PageArea();
  private final Banner banner = new Banner();
  private final Overlay overlay = new Overlay();
  private final Toasts toasts;
  private final SavedFiles files;
  private final TopBar topBar;
  private final Rail rail;
  private final StatusLine status;
  private final WhyPanel why;
  private final BannerModel banners;
  private final Dialogs dialogs;
  private final OpenScreens screens;
  private Place place = Place.OVERVIEW;
  private ClusterFacts facts;

  /// Makes a screen when it is first gone to.
  @FunctionalInterface
  public interface ScreenFactory {
    Screen make(Place place, Deck deck);
  }

  /// What the window gives: where to choose a cluster, and the settings and who takes others.
  public record Surroundings(
      Words words,
      Palette palette,
      ZoneId zone,
      Executor background,
      Runnable choose,
      Supplier<Settings> settings,
      Consumer<Settings> take,
      ScreenFactory factory) {}

  public Shell(Connection connection, History history, Surroundings around) {
    deck =
        Deck.of(
            around.words(),
            around.palette(),
            connection,
            history,
            this,
            around.zone(),
            around.background());
    screens = new OpenScreens(place -> around.factory().make(place, deck));
    facts = ClusterFacts.of(connection.frame());
    topBar = new TopBar(deck, around.choose(), this::palette);
    rail = new Rail(deck, this::go, this::settings);
    Commands.Window window =
        new Commands.Window(
            around.settings(), around.take(), around.choose(), this::shortcuts, this::settings);
    status = new StatusLine(deck);
    why = new WhyPanel(deck);
    banners = new BannerModel(deck, () -> place);
    toasts = new Toasts(deck.words().plain("close"));
    files = new SavedFiles(deck, root);
    dialogs = new Dialogs(deck, () -> facts, window, overlay);
    lay();
    new Keys(this, window, overlay).listen(root);
    go(Place.OVERVIEW);
  }

  private void lay() {
    VBox.setVgrow(page, Priority.ALWAYS);
    frame.setTop(topBar);
    frame.setLeft(rail);
    frame.setCenter(new VBox(banner, page));
    root.widthProperty().addListener((width, was, is) -> rail.fold(is.doubleValue() < NARROW));
    frame.setBottom(status);
    StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(toasts, new Insets(0, 20, 44, 0));
    root.getChildren().setAll(frame, toasts, overlay);
  }

  public StackPane root() {
    return root;
  }

  public Deck deck() {
    return deck;
  }

  public Place place() {
    return place;
  }

  /// What is shown now.
  public ClusterFacts facts() {
    return facts;
  }

  boolean isAskingWhy() {
    return page.has(why.root());
  }

  /// The visible one.
  Screen screen() {
    return screens.at(place);
  }

  /// A frame arrived, on the FX thread.
  public void show(SessionFrame fresh) {
    show(ClusterFacts.of(fresh));
  }

  /// The same, joined already.
  public void show(ClusterFacts fresh) {
    facts = fresh;
    deck.history().add(facts);
    topBar.show(facts);
    rail.show(facts);
    status.show(facts);
    screens.at(place).show(facts);
    why.show(facts);
    tick();
  }

  /// Ten times a second: countdowns, ages, live cells of what is visible.
  public void tick() {
    topBar.tick(facts);
    status.tick(facts);
    banner.show(banners.banner(facts), deck.connection()::lookAgain);
    screens.at(place).tick();
    why.tick();
  }

  /// The shell is thrown away: its screens stop what they read for themselves.
  public void close() {
    screens.close();
  }

  @Override
  public void go(Place wanted) {
    place = wanted;
    rail.select(wanted);
    Screen screen = screens.at(wanted);
    page.show(screen.root());
    screen.show(facts);
    screen.tick();
    topBar.show(facts);
    rail.show(facts);
    status.show(facts);
    banner.show(banners.banner(facts), deck.connection()::lookAgain);
  }

  @Override
  public void go(Place wanted, Hint hint) {
    go(wanted);
    screens.at(wanted).take(hint);
  }

  @Override
  public void why(Verdict.@Nullable Subject subject) {
    why.ask(subject, facts);
    boolean isShown = isAskingWhy();
    if (subject != null && !isShown) {
      page.panel(why.root());
    } else if (subject == null && isShown) {
      page.panel(null);
    }
  }

  @Override
  public void dialog(Node card) {
    dialogs.open(card);
  }

  @Override
  public void closeDialog() {
    overlay.close();
  }

  @Override
  public void toast(String title, Sentence what) {
    toasts.say(title, what);
  }

  @Override
  public void launch() {
    dialogs.launch(Map.of());
  }

  @Override
  public void kill(List<String> actorIds) {
    dialogs.kill(actorIds);
  }

  /// Asks where to keep a file of this name; null where nowhere. In tests there is nobody to ask.
  public void filePlaces(Function<String, @Nullable Path> fresh) {
    files.places(fresh);
  }

  @Override
  public void save(String name, String text) {
    files.save(name, text);
  }

  /// The command palette, over the page.
  public void palette() {
    dialogs.palette("");
  }

  /// The settings, over the page.
  public void settings() {
    dialogs.settings();
  }

  /// The sheet of shortcuts.
  public void shortcuts() {
    dialogs.shortcuts();
  }

  /// How the tables' columns are set, of the screens that were opened.
  public Map<Place, Columns> columns() {
    return screens.columns();
  }

  /// What a person typed, chose and opened, to be handed to the shell made in this one's place.
  public record Kept(
      Place place,
      Map<Place, Screen.Kept> screens,
      WhyPanel.@Nullable Kept why,
      Consumer<Dialogs> dialog,
      Keyboard below,
      Keyboard keyboard) {}

  /// This shell is closed next.
  public Kept keep() {
    return new Kept(
        place,
        screens.keep(),
        why.keep(),
        dialogs.keep(),
        Keyboard.at(overlay.before()),
        Keyboard.at(root.getScene().getFocusOwner()));
  }

  /// Goes on where another shell was left; to be called once this one stands in the window.
  public void restore(Kept was) {
    screens.restore(was.screens());
    go(was.place());
    WhyPanel.Kept asked = was.why();
    if (asked != null) {
      why(asked.subject());
      why.restore(asked, facts);
    }
    root.applyCss();
    root.layout();
    was.below().restore(root);
    was.dialog().accept(dialogs);
    overlay.applyCss();
    was.keyboard().restore(root);
  }
}
