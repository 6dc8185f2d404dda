package dev.raydeck.desktop.actors;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.engine.scheduling.Labels;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The workers of a launch as small tiles: those that run with the room they have, those with the
/// most room first, then the new ones, dashed.
final class LaunchTiles {
  private static final int MOST = 6;
  private static final String CPU = "CPU";

  private final Deck deck;

  LaunchTiles(Deck deck) {
    this.deck = deck;
  }

  Node of(ClusterFacts facts, LaunchPreview preview) {
    FlowPane tiles = new FlowPane(8, 8);
    List<NodeFacts> workers = new ArrayList<>(facts.workers());
    workers.sort(
        Comparator.<NodeFacts>comparingDouble(node -> room(node, preview.request())).reversed());
    workers.stream()
        .limit(MOST)
        .map(node -> worker(node, preview.request(), facts))
        .forEach(tiles.getChildren()::add);
    if (workers.size() > MOST) {
      tiles.getChildren().add(more(workers.size() - MOST));
    }
    preview.launches().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> {
          int shown = Math.min(MOST, entry.getValue());
          for (int i = 0; i < shown; i++) {
            tiles.getChildren().add(fresh(entry.getKey()));
          }
          if (entry.getValue() > shown) {
            tiles.getChildren().add(more(entry.getValue() - shown));
          }
        });
    tiles.setVisible(!tiles.getChildren().isEmpty());
    tiles.setManaged(tiles.isVisible());
    return tiles;
  }

  private static boolean isTaking(NodeFacts node) {
    return node.isJoined() && (node.state() == NodeState.BUSY || node.state() == NodeState.IDLE);
  }

  /// CPUs a worker could still take; negative where it takes nothing, because it starts or leaves,
  /// or does not carry the labels asked for.
  static double room(NodeFacts node, ResourceRequest request) {
    return isTaking(node) && carries(node, request) ? node.total(CPU) - node.used(CPU) : -1;
  }

  private static boolean carries(NodeFacts node, ResourceRequest request) {
    return node.ray() != null && Labels.allow(request.labelSelectors(), node.ray().labels());
  }

  private Node worker(NodeFacts node, ResourceRequest request, ClusterFacts facts) {
    StateGlyph glyph = new StateGlyph(deck.brush(), 14, false);
    glyph.show(node, deck.idleNow(facts), facts.standing().isRayStale());
    double room = room(node, request);
    String says =
        room > 0
            ? deck.words().plain("launch.tile.room", Figures.number(room))
            : deck.words().plain(says(room, node));
    return tile(Parts.row(6, glyph, Parts.label(node.end(), "mono")), says);
  }

  private static String says(double room, NodeFacts node) {
    if (room < 0) {
      return isTaking(node) ? "launch.tile.labels" : "launch.tile.noRoom";
    }
    return "launch.tile.full";
  }

  private Node fresh(String group) {
    VBox tile =
        tile(
            Parts.row(
                6,
                Icons.sized("mdi2a-arrow-up-thin", 14, "ink-starting"),
                Parts.label(deck.words().plain("launch.tile.new"), "mono")),
            group);
    tile.getStyleClass().add("new");
    return tile;
  }

  private Node more(int count) {
    VBox tile = tile(Parts.row(0), deck.words().plain("launch.tile.more", count));
    tile.getStyleClass().add("plain");
    return tile;
  }

  private static VBox tile(Node head, String says) {
    VBox tile = new VBox(2, head, Parts.label(says, "source"));
    tile.getStyleClass().add("mini-tile");
    return tile;
  }

  /// How large each group that grows is now and would be; empty where none grows.
  Optional<Node> sizes(ClusterFacts facts, LaunchPreview preview) {
    String sizes =
        facts.groups().stream()
            .filter(group -> preview.launches().containsKey(group.name()))
            .map(group -> size(group, preview.launches().getOrDefault(group.name(), 0)))
            .collect(Collectors.joining("\n"));
    return sizes.isEmpty() ? Optional.empty() : Optional.of(Parts.prose(sizes, "small", "t2"));
  }

  private String size(GroupFacts group, int more) {
    int now = group.nodes().size();
    return group.isUnbounded()
        ? deck.words().plain("launch.sizeUnbounded", group.name(), now, now + more)
        : deck.words().plain("launch.size", group.name(), now, now + more, group.max());
  }
}
