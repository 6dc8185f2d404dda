package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.demands.DemandWords;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What waits, and for what: a few shapes with their fate in words.
final class WaitsCard {
  private static final int SHOWN = 4;

  private final Deck deck;
  private final DemandWords words;
  private final VBox rows = new VBox();
  private List<DemandFacts> shown = List.of();
  private boolean isShown;
  private boolean wasKnown;

  WaitsCard(Deck deck, VBox card) {
    this.deck = deck;
    this.words = new DemandWords(deck);
    HBox head =
        new HBox(
            Parts.label(deck.words().plain("waits.title"), "strong"),
            Parts.gap(),
            Parts.link(deck.words().plain("place.demands"), () -> deck.desk().go(Place.DEMANDS)));
    head.getStyleClass().add("card-head");
    card.getChildren().setAll(head, rows);
  }

  void show(ClusterFacts facts) {
    boolean isKnown = facts.ray() != null;
    if (isShown && isKnown == wasKnown && facts.demands().equals(shown)) {
      return;
    }
    isShown = true;
    wasKnown = isKnown;
    shown = facts.demands();
    List<Node> wanted = new ArrayList<>();
    facts.demands().stream().limit(SHOWN).forEach(demand -> wanted.add(row(demand)));
    int more = facts.demands().size() - SHOWN;
    if (more > 0) {
      wanted.add(note(deck.words().plain("waits.more", more)));
    }
    if (facts.ray() == null) {
      wanted.add(note(deck.words().plain("waits.unknown")));
    } else {
      if (facts.demands().isEmpty()) {
        wanted.add(note(deck.words().plain("waits.none")));
      }
      if (facts.demands().stream().noneMatch(d -> d.source() == DemandFacts.Source.CONSTRAINT)) {
        wanted.add(note(deck.words().plain("waits.noConstraint")));
      }
    }
    rows.getChildren().setAll(wanted);
  }

  private Node note(String text) {
    VBox box = new VBox(Parts.prose(text, "small", "t3"));
    box.getStyleClass().add("waiting");
    return box;
  }

  private Node row(DemandFacts demand) {
    Label shape = Parts.label(DemandWords.shape(demand), "mono");
    Label count = Parts.label("× " + demand.count(), "mono", "t2");
    count.setMinWidth(Label.USE_PREF_SIZE);
    boolean isInfeasible = demand.section() == DemandFacts.Section.INFEASIBLE;
    Label fate = Parts.prose(words.fate(demand), "small", isInfeasible ? "ink-failed" : "t2");
    HBox said = new HBox(5);
    if (isInfeasible) {
      said.getChildren().add(Icons.sized("mdi2a-alert-outline", 14, "ink-failed"));
    }
    HBox.setHgrow(fate, javafx.scene.layout.Priority.ALWAYS);
    said.getChildren().add(fate);
    VBox row = new VBox(Parts.row(8, shape, Parts.gap(), count), said);
    row.getStyleClass().add("waiting");
    return row;
  }
}
