package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.kit.Ends;
import dev.raydeck.desktop.kit.GroupRuler;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.kit.TileField;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One worker group: its name and offer, the ruler, a tile for each worker, and the counts in
/// words.
final class Lane extends VBox {
  private static final int SHOWN_ROOM = 99;
  private static final int INLINE = 18;

  private final Deck deck;
  private final Consumer<NodeFacts> open;
  private final Button name;
  private final Label offer = Parts.label("", "mono", "t2");
  private final Label size = Parts.label("", "mono", "t2");
  private final Label max = Parts.label("", "mono", "t2");
  private final GroupRuler ruler;
  private final FlowPane tiles = new FlowPane(10, 10);
  private final TileField field;
  private final FlowPane legend = new FlowPane(16, 4);
  private final HBox inline = Parts.row(12);
  private final Map<String, WorkerTile> tileByKey = new LinkedHashMap<>();
  private List<String> legendShown = List.of();
  private String group = "";

  Lane(Deck deck, Consumer<NodeFacts> open) {
    this.deck = deck;
    this.open = open;
    name = Parts.link("", () -> deck.desk().why(new Verdict.Subject.Group(group)));
    name.getStyleClass().setAll("link", "lane-name");
    name.setMouseTransparent(true); // the whole header is pressed
    getStyleClass().add("lane");
    ruler = new GroupRuler(deck.brush(), 238);
    field = new TileField(deck.brush(), deck.clauses()::node, open);
    HBox.setHgrow(legend, javafx.scene.layout.Priority.ALWAYS);
    legend.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    VBox.setMargin(field, new javafx.geometry.Insets(0, 0, 0, -4));
    HBox.setMargin(field, new javafx.geometry.Insets(0, 0, 0, -4));
    max.setMinWidth(64);
    name.setMinWidth(USE_PREF_SIZE);
    size.setMinWidth(USE_PREF_SIZE);
    Ends header = new Ends(8, 4, Parts.row(8, name, offer), Parts.row(8, size, ruler, max));
    header.setOnMouseClicked(event -> name.fire());
    header.getStyleClass().add("lane-head");
    getChildren().setAll(header);
  }

  void show(GroupFacts group, ClusterFacts facts, boolean isLarge) {
    this.group = group.name();
    name.setText(group.name());
    name.setId("lane-" + group.name());
    offer.setText(Figures.offer(group.offer()));
    size.setText(
        group.min() > 0 || isLarge
            ? deck.words().plain("lane.minNow", group.min(), group.nodes().size())
            : deck.words().plain("lane.now", group.nodes().size()));
    max.setText(
        group.isUnbounded()
            ? deck.words().plain("lane.noMax")
            : deck.words().plain("lane.max", group.max()));
    ruler.show(group);
    name.setAccessibleText(
        deck.words()
            .plain("lane.says", group.name(), group.nodes().size(), group.min(), max.getText()));
    if (isLarge) {
      showTiles(group, facts);
      setBody(tiles);
    } else {
      field.show(group.nodes(), tileSize(group.nodes().size()), deck.idleNow(facts));
      showLegend(group, facts);
      if (group.nodes().size() <= INLINE) {
        inline.getChildren().setAll(field, legend);
        setBody(inline);
      } else {
        inline.getChildren().clear();
        setBody(field, legend);
      }
    }
  }

  private void setBody(Node... nodes) {
    List<Node> wanted = new ArrayList<>();
    wanted.add(getChildren().getFirst());
    wanted.addAll(List.of(nodes));
    if (!wanted.equals(getChildren())) {
      getChildren().setAll(wanted);
    }
  }

  private static double tileSize(int count) {
    return count <= 40 ? 24 : count <= 150 ? 16 : count <= 2_000 ? 8 : 4;
  }

  private void showTiles(GroupFacts group, ClusterFacts facts) {
    Map<String, WorkerTile> kept = new LinkedHashMap<>();
    for (NodeFacts node : group.nodes()) {
      WorkerTile tile = tileByKey.get(node.key());
      if (tile == null) {
        tile = new WorkerTile(deck, open);
      }
      tile.show(node);
      kept.put(node.key(), tile);
    }
    tileByKey.clear();
    tileByKey.putAll(kept);
    List<Node> wanted = new ArrayList<>(tileByKey.values());
    int room = group.max() - group.nodes().size();
    if (facts.snapshot() != null && room > 0) {
      wanted.add(room(group, room));
    }
    if (!wanted
            .subList(0, tileByKey.size())
            .equals(tiles.getChildren().stream().filter(WorkerTile.class::isInstance).toList())
        || wanted.size() != tiles.getChildren().size()
        || room > 0) {
      tiles.getChildren().setAll(wanted);
    }
  }

  private Node room(GroupFacts group, int room) {
    String text =
        group.nodes().isEmpty()
            ? deck.words().plain("lane.empty")
            : room > SHOWN_ROOM
                ? deck.words().plain("lane.roomMany")
                : deck.words().plain("lane.room", room);
    Label label = Parts.label(text, "small", "t3");
    StackPane tile = new StackPane(label);
    tile.getStyleClass().addAll("tile", "room");
    return tile;
  }

  private void showLegend(GroupFacts group, ClusterFacts facts) {
    List<String> wanted = new ArrayList<>();
    for (NodeState state : NodeState.values()) {
      wanted.add(state + " " + group.count(state));
    }
    wanted.add("held " + group.held());
    List<String> notes = notes(group, facts);
    wanted.addAll(notes);
    if (wanted.equals(legendShown)) {
      return;
    }
    legendShown = wanted;
    legend.getChildren().clear();
    for (NodeState state : NodeState.values()) {
      long free = group.tally().free(state);
      if (free > 0) {
        legend.getChildren().add(entry(state, free));
      }
    }
    group.tally().held().stream()
        .limit(2)
        .forEach(node -> legend.getChildren().add(heldEntry(node)));
    notes.forEach(note -> legend.getChildren().add(Parts.row(0, Parts.label(note, "tag", "warn"))));
  }

  private HBox entry(NodeState state, long count) {
    StateGlyph glyph = new StateGlyph(deck.brush(), 12, false);
    glyph.show(state);
    return Parts.row(
        6,
        glyph,
        Parts.label(Long.toString(count), "mono-strong"),
        Parts.label(deck.words().plain("state." + state.word()), "small", "t2"));
  }

  private HBox heldEntry(NodeFacts node) {
    return Parts.row(
        4,
        Icons.sized("mdi2l-lock-outline", 13, "ink-hold"),
        Parts.label(
            deck.words().plain("lane.held", node.end(), deck.clauses().node(node, deck.now())),
            "small",
            "ink-hold"));
  }

  /// Limits that bite here: demands that wait because this group is at its maximum.
  private List<String> notes(GroupFacts group, ClusterFacts facts) {
    long waiting =
        facts.demands().stream()
            .filter(demand -> demand.section() == DemandFacts.Section.WAITING)
            .flatMap(demand -> demand.holding().stream())
            .map(Gate::reason)
            .filter(reason ->
                reason instanceof Reason.BelowMaxReplicas max && max.group().equals(group.name()))
            .count();
    return waiting == 0
        ? List.of()
        : List.of(deck.words().plain("lane.atMax", Long.toString(waiting)));
  }

  /// `idleNow` is the moment idle clocks are told for, `now` the present.
  void tick(Instant idleNow, Instant now, boolean isStale) {
    tileByKey.values().forEach(tile -> tile.tick(idleNow, now, isStale));
    if (field.getParent() != null) {
      field.tick(idleNow);
    }
  }
}
