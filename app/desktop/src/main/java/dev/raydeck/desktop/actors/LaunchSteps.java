package dev.raydeck.desktop.actors;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.HopTrack.Way;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What would happen with a launch, step by step: workers as tiles, then sentences.
final class LaunchSteps {
  private static final int NAMED = 4;

  private final Deck deck;
  private final ClusterFacts facts;
  private final LaunchTiles tiles;

  LaunchSteps(Deck deck, ClusterFacts facts) {
    this.deck = deck;
    this.facts = facts;
    this.tiles = new LaunchTiles(deck);
  }

  List<Node> of(LaunchPreview preview) {
    List<Node> rows = new ArrayList<>();
    rows.add(tiles.of(facts, preview));
    if (preview.isInfeasible()) {
      rows.add(step("mdi2a-alert-outline", "ink-failed", "launch.infeasible", because(preview)));
    } else {
      addSteps(preview, rows);
    }
    tiles.sizes(facts, preview).ifPresent(rows::add);
    return rows;
  }

  private void addSteps(LaunchPreview preview, List<Node> rows) {
    if (preview.fitting() > 0) {
      rows.add(
          step("mdi2c-check", "ink-pass", "launch.fits", roomText(preview), preview.fitting()));
    }
    int rest = preview.count() - preview.fitting();
    if (!preview.launches().isEmpty()) {
      String groups =
          preview.launches().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> brought(preview, entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", "));
      rows.add(step("mdi2a-arrow-up-thin", "ink-starting", "launch.adds", how(), groups));
    } else if (rest > 0) {
      rows.add(step("mdi2t-timer-sand", "ink-pending", "launch.waits", because(preview), rest));
    }
    rows.add(
        step(
            "mdi2l-lock-outline",
            "ink-t3",
            "launch.then",
            deck.words().sentence(preview.isDetached() ? "launch.thenMore" : "launch.thenDriver"),
            preview.count()));
  }

  /// How it goes on, and how long that took the workers this window saw come.
  private Sentence how() {
    Duration usual = deck.history().hops().finished().usual(Way.UP);
    return usual == null
        ? deck.words().sentence("launch.addsMore")
        : deck.words().sentence("launch.addsIn", deck.figures().age(usual));
  }

  private String brought(LaunchPreview preview, String group, int count) {
    int first = preview.first().getOrDefault(group, 0);
    return (first < count ? deck.words().plain("value.of", first, count) : count) + " " + group;
  }

  private Sentence roomText(LaunchPreview preview) {
    String workers =
        facts.workers().stream()
            .filter(node -> LaunchTiles.room(node, preview.request()) > 0)
            .map(NodeFacts::end)
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    return workers.isEmpty()
        ? deck.words().sentence("launch.fitsMore")
        : deck.words().sentence("launch.fitsOn", Mark.name(workers));
  }

  private Sentence because(LaunchPreview preview) {
    return preview
        .verdict()
        .flatMap(verdict -> verdict.holding())
        .map(gate ->
            Sentence.of(deck.reasons().holding(gate.reason(), Figures.shape(preview.request()))))
        .orElseGet(() -> deck.words().sentence("launch.covered"));
  }

  private Node step(String icon, String ink, String key, Sentence more, Object... args) {
    VBox words =
        new VBox(
            2,
            Parts.prose(deck.words().plain(key, args), "medium"),
            SentenceView.of(more, "quiet", "small"));
    HBox.setHgrow(words, Priority.ALWAYS);
    return new HBox(10, Icons.of(icon, ink), words);
  }
}
