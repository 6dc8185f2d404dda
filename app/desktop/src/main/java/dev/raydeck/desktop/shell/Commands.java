package dev.raydeck.desktop.shell;

import static java.util.Locale.ROOT;

import dev.raydeck.desktop.actors.ActorRow;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.Modes;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.palette.Command;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every action of a window with a cluster open, as it stands just now.
final class Commands {
  /// Held ones come first: they are asked about most.
  private static final int MOST_NODES = 2_000;

  private final Deck deck;
  private final ClusterFacts facts;
  private final Words words;
  private final List<Command> all = new ArrayList<>();

  private Commands(Deck deck, ClusterFacts facts, Words words) {
    this.deck = deck;
    this.facts = facts;
    this.words = words;
  }

  /// What the window does for commands that are not the shell's.
  record Window(
      Supplier<Settings> settings,
      Consumer<Settings> take,
      Runnable choose,
      Runnable shortcuts,
      Runnable openSettings) {}

  /// Where another language is shown, each is found by its English words too: those of the field.
  static List<Command> of(Deck deck, ClusterFacts facts, Window window) {
    List<Command> shown = list(deck, facts, window, deck.words());
    if (deck.words().language() == Language.ENGLISH) {
      return shown;
    }
    List<Command> english = list(deck, facts, window, new Words(Language.ENGLISH));
    return IntStream.range(0, shown.size())
        .mapToObj(at -> shown.get(at).foundAs(english.get(at)))
        .toList();
  }

  private static List<Command> list(Deck deck, ClusterFacts facts, Window window, Words words) {
    Commands commands = new Commands(deck, facts, words);
    commands.places();
    commands.acts(window);
    commands.settings(window);
    commands.modes();
    commands.actors();
    commands.waiting();
    commands.nodes();
    return List.copyOf(commands.all);
  }

  private String say(String key, Object... args) {
    return words.plain(key, args);
  }

  private void add(String icon, String title, String keys, Runnable act) {
    addIf(icon, title, keys, null, act);
  }

  private void addIf(
      String icon, String title, String keys, @Nullable String whyNot, Runnable act) {
    all.add(Command.of(icon, title, "", keys, whyNot, act));
  }

  private void places() {
    for (Place place : Place.values()) {
      add(
          place.icon(),
          say("command.go", say("place." + place.word())),
          say("command.ctrl", Integer.toString(List.of(Place.values()).indexOf(place) + 1)),
          () -> deck.desk().go(place));
    }
  }

  private void acts(Window window) {
    Connection connection = deck.connection();
    add("mdi2p-plus", say("command.launch"), "", deck.desk()::launch);
    boolean isPaused = connection.isPaused();
    boolean isActing = connection.target().isSandbox() || facts.frame().mode() == Mode.DRIVE;
    String whyNot = isActing ? null : say("command.notDriving");
    addIf(
        isPaused ? "mdi2p-play" : "mdi2p-pause",
        say(isPaused ? "command.resume" : "command.pause"),
        "",
        whyNot,
        isPaused ? connection::resume : connection::pause);
    addIf("mdi2s-step-forward", say("command.step"), "", whyNot, connection::step);
    stops(whyNot);
    add("mdi2r-refresh", say("command.look"), "", connection::lookAgain);
    add("mdi2k-kubernetes", say("command.choose"), "", window.choose());
    add("mdi2k-keyboard-outline", say("command.shortcuts"), "?", window.shortcuts());
  }

  /// The answers while it stops, and where to stop.
  private void stops(@Nullable String whyNot) {
    Connection connection = deck.connection();
    Breakpoints breakpoints = facts.frame().breakpoints();
    Breakpoints.Stop stop = breakpoints.stop();
    if (stop != null) {
      StopWords says = new StopWords(words, deck.figures().speaking(words));
      Intent asked = stop.intent();
      add("mdi2c-check", says.go(asked), "", () -> connection.approve(asked));
      add("mdi2c-close", says.skip(asked), "", () -> connection.skip(asked));
    }
    for (Breakpoint at : Breakpoint.values()) {
      boolean isSet = breakpoints.set().contains(at);
      Set<Breakpoint> wanted = EnumSet.noneOf(Breakpoint.class);
      wanted.addAll(breakpoints.set());
      if (isSet) {
        wanted.remove(at);
      } else {
        wanted.add(at);
      }
      String word = at.name().toLowerCase(ROOT);
      String key = isSet ? "command.runThrough." + word : "command.stopAt." + word;
      addIf("mdi2p-pause", say(key), "", whyNot, () -> connection.breakpoints(wanted));
    }
  }

  private void settings(Window window) {
    Settings now = window.settings().get();
    add(
        "mdi2c-cog-outline",
        say("command.settings"),
        say("command.ctrl", ","),
        window.openSettings());
    for (ThemeChoice theme : ThemeChoice.values()) {
      add(
          "mdi2t-theme-light-dark",
          say("command.theme", say("settings." + theme.word())),
          "",
          () -> window.take().accept(now.with(theme)));
    }
    for (Language language : Language.values()) {
      // For whoever can not type the language's own name.
      String english = language.locale().getDisplayLanguage(Locale.ENGLISH);
      all.add(
          Command.of(
              "mdi2t-translate",
              say("command.language", language.ownName()),
              english.equals(language.ownName()) ? "" : english,
              "",
              null,
              () -> window.take().accept(now.with(language))));
    }
    add(
        "mdi2f-format-font-size-increase",
        say("command.larger"),
        say("command.ctrl", "+"),
        () -> window.take().accept(now.zoomed(1)));
    add(
        "mdi2f-format-font-size-decrease",
        say("command.smaller"),
        say("command.ctrl", "−"),
        () -> window.take().accept(now.zoomed(-1)));
    add(
        "mdi2f-format-size",
        say("command.usual"),
        say("command.ctrl", "0"),
        () -> window.take().accept(now.withZoom(1)));
    for (int ticks : Settings.TICKS) {
      add(
          "mdi2t-timer-outline",
          say("command.refresh", say("settings.perSecond", ticks)),
          "",
          () -> window.take().accept(now.withTicks(ticks)));
    }
  }

  private void actors() {
    for (RayActor actor : facts.actors()) {
      if (ActorRow.isCurrent(actor)) {
        all.add(
            Command.of(
                "mdi2s-skull-outline",
                say("command.kill", actor.label()),
                facts.nodeOf(actor).map(NodeFacts::end).orElse(""),
                "",
                null,
                () -> deck.desk().kill(List.of(actor.actorId()))));
      }
    }
  }

  private void nodes() {
    List<NodeFacts> nodes = new ArrayList<>(facts.nodes());
    nodes.sort(Comparator.comparing(node -> node.held() == null));
    for (NodeFacts node : nodes.subList(0, Math.min(MOST_NODES, nodes.size()))) {
      all.add(
          Command.of(
              "mdi2h-help-circle-outline",
              say(node.isHead() ? "why.head" : "why.node", node.end()),
              node.pod().group(),
              "",
              null,
              () -> {
                deck.desk().go(Place.NODES);
                deck.desk().why(node.subject());
              }));
    }
  }

  private void modes() {
    for (Mode mode : Modes.offered(deck.connection())) {
      addIf(
          ModeBadge.icon(mode),
          say("command.mode", mode.name()),
          "",
          mode == Modes.of(deck.connection(), facts.frame()) ? say("command.modeNow") : null,
          () -> mode(mode));
    }
  }

  /// Where something would be sent, the screen asks first.
  private void mode(Mode wanted) {
    if (Modes.isAsked(deck.connection(), wanted)) {
      deck.desk().go(Place.AUTOSCALER);
    } else {
      FxFrames.answer(
          Modes.wish(deck.connection(), wanted), (change, error) -> deck.connection().lookAgain());
    }
  }

  private void waiting() {
    facts
        .groups()
        .forEach(group ->
            all.add(
                why(
                    say("command.whyGroup", group.name()),
                    Place.OVERVIEW,
                    new Verdict.Subject.Group(group.name()))));
    facts
        .demands()
        .forEach(demand ->
            all.add(
                why(
                    say("command.whyDemand", Figures.shape(demand.shapes().getFirst().request())),
                    Place.DEMANDS,
                    demand.subject())));
  }

  private Command why(String title, Place place, Verdict.Subject subject) {
    return Command.of(
        "mdi2h-help-circle-outline",
        title,
        say("place." + place.word()),
        "",
        null,
        () -> {
          deck.desk().go(place);
          deck.desk().why(subject);
        });
  }
}
