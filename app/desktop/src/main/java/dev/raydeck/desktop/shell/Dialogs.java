package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.actors.KillDialog;
import dev.raydeck.desktop.actors.LaunchDialog;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Overlay;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.palette.PaletteCard;
import dev.raydeck.desktop.palette.ShortcutsCard;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The cards over the page, one at a time; each can be opened again, as it was, over a page made
/// anew.
final class Dialogs {
  private static final double PALETTE_TOP = 96;

  private final Deck deck;
  private final Supplier<ClusterFacts> facts;
  private final Commands.Window window;
  private final Overlay overlay;
  private Supplier<Consumer<Dialogs>> again = () -> none -> {};

  Dialogs(Deck deck, Supplier<ClusterFacts> facts, Commands.Window window, Overlay overlay) {
    this.deck = deck;
    this.facts = facts;
    this.window = window;
    this.overlay = overlay;
  }

  /// What opens the same card with the same texts among other dialogs.
  Consumer<Dialogs> keep() {
    return overlay.isOpen() ? again.get() : none -> {};
  }

  /// A screen's own card; the screen opens it again where that is wanted.
  void open(Node card) {
    open(card, () -> none -> {});
  }

  private void open(Node card, Supplier<Consumer<Dialogs>> anew) {
    again = anew;
    overlay.open(card);
  }

  void launch(Map<String, String> typed) {
    LaunchDialog dialog = new LaunchDialog(deck, facts.get());
    dialog.type(typed);
    open(
        dialog.root(),
        () -> {
          Map<String, String> now = dialog.typed();
          return dialogs -> dialogs.launch(now);
        });
    dialog.focus();
  }

  void kill(List<String> actorIds) {
    KillDialog dialog = new KillDialog(deck, facts.get(), actorIds);
    open(dialog.root(), () -> dialogs -> dialogs.kill(actorIds));
    dialog.focus();
  }

  void palette(String typed) {
    PaletteCard card =
        new PaletteCard(deck.words(), Commands.of(deck, facts.get(), window), overlay::close);
    card.type(typed);
    open(
        card.root(),
        () -> {
          String now = card.typed();
          return dialogs -> dialogs.palette(now);
        });
    StackPane.setAlignment(card.root(), Pos.TOP_CENTER);
    StackPane.setMargin(card.root(), new Insets(PALETTE_TOP, 24, 24, 24));
    card.focus();
  }

  void settings() {
    boolean isOfKubeconfig = !deck.connection().target().isSandbox();
    SettingsCard card =
        new SettingsCard(
            deck.words(),
            window.settings(),
            isOfKubeconfig ? deck.connection().target().context() : null,
            window.take(),
            overlay::close);
    open(card.root(), () -> Dialogs::settings);
    card.focus();
  }

  void shortcuts() {
    ShortcutsCard card =
        new ShortcutsCard(deck.words(), Commands.of(deck, facts.get(), window), overlay::close);
    open(card.root(), () -> Dialogs::shortcuts);
    card.focus();
  }
}
