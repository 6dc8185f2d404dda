package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the autoscaler did and holds: its decisions, the texts of `ray status`, its instances; one
/// of them at a time.
final class RecordPane {
  private enum Part {
    DECISIONS,
    STATUS,
    VERBOSE,
    INSTANCES
  }

  private final Deck deck;
  private final VBox card;
  private final DecisionTable decisions;
  private final StatusPane status;
  private final StatusPane verbose;
  private final InstancesTable instances;
  private final Label turns = Parts.label("", "source");
  private final HBox head;
  private final Map<Part, ToggleButton> toggles = new EnumMap<>(Part.class);
  private Part part = Part.DECISIONS;

  RecordPane(Deck deck, VBox card) {
    this.deck = deck;
    this.card = card;
    decisions = new DecisionTable(deck);
    status = new StatusPane(deck, false);
    verbose = new StatusPane(deck, true);
    instances = new InstancesTable(deck);
    head = Parts.row(8, segments(), Parts.gap(), turns);
    head.getStyleClass().add("card-head");
    open(Part.DECISIONS);
  }

  private HBox segments() {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    ToggleGroup group = new ToggleGroup();
    for (Part one : Part.values()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      ToggleButton toggle = new ToggleButton(deck.words().plain("record." + word));
      toggle.setId("record-" + word);
      toggle.setToggleGroup(group);
      toggle.setSelected(one == part);
      toggle.setOnAction(event -> {
        toggle.setSelected(true);
        open(one);
      });
      segments.getChildren().add(toggle);
      toggles.put(one, toggle);
    }
    segments.getChildren().getFirst().getStyleClass().add("first");
    segments.getChildren().getLast().getStyleClass().add("last");
    return segments;
  }

  /// Those of both tables, which have other words for their columns.
  Columns columns() {
    return decisions.columns().and(instances.table().columns());
  }

  void columns(Columns kept) {
    decisions.columns(kept);
    instances.table().columns(kept);
  }

  record Kept(Part part, DecisionTable.Kept decisions, LiveTable.Arranged instances) {}

  Kept keep() {
    return new Kept(part, decisions.keep(), instances.table().arranged());
  }

  void restore(Kept was) {
    decisions.restore(was.decisions());
    instances.table().arrange(was.instances());
    Objects.requireNonNull(toggles.get(was.part())).fire();
  }

  private void open(Part wanted) {
    part = wanted;
    Parent body =
        switch (wanted) {
          case DECISIONS -> decisions.root();
          case STATUS -> status.root();
          case VERBOSE -> verbose.root();
          case INSTANCES -> instances.root();
        };
    VBox.setVgrow(body, Priority.ALWAYS);
    card.getChildren().setAll(head, body);
    show(ClusterFacts.of(deck.connection().frame()));
    tick();
  }

  /// Only what is open is brought up to date.
  void show(ClusterFacts facts) {
    turns.setText(seen());
    switch (part) {
      case DECISIONS -> decisions.show();
      case STATUS -> status.show(facts);
      case VERBOSE -> verbose.show(facts);
      case INSTANCES -> instances.show(facts);
    }
  }

  private String seen() {
    List<String> parts = new ArrayList<>();
    if (deck.history().turns() > 0) {
      parts.add(deck.words().plain("decisions.turns", deck.history().turns()));
    }
    if (deck.history().explanations() > 0) {
      parts.add(deck.words().plain("decision.explained", deck.history().explanations()));
    }
    return String.join(" · ", parts);
  }

  void tick() {
    switch (part) {
      case DECISIONS -> decisions.tick();
      case STATUS -> status.tick();
      case VERBOSE -> verbose.tick();
      case INSTANCES -> instances.tick();
    }
  }
}
