package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of the Nodes table, their natural order, and the filter.
final class NodesModel {
  private List<NodeRow> rows = List.of();
  private @Nullable ClusterFacts shown;

  /// Takes a frame's nodes into the rows. True when rows came or went.
  boolean show(ClusterFacts facts) {
    ClusterFacts before = shown;
    shown = facts;
    if (before != null && facts.hasPodsOf(before)) {
      for (int place : facts.nodes().changesSince(before.nodes())) {
        rows.get(place).show(facts.nodes().get(place));
      }
      return false;
    }
    boolean isChanged = facts.nodes().size() != rows.size();
    int[] were = before == null ? null : facts.placesIn(before);
    List<NodeRow> now = new ArrayList<>(facts.nodes().size());
    for (int place = 0; place < facts.nodes().size(); place++) {
      NodeFacts node = facts.nodes().get(place);
      NodeRow row = were == null || were[place] < 0 ? null : rows.get(were[place]);
      if (row == null || !row.isOf(node)) {
        isChanged = true;
        row = new NodeRow(node);
      }
      row.show(node);
      now.add(row);
    }
    rows = List.copyOf(now);
    return isChanged;
  }

  List<NodeRow> rows() {
    return rows;
  }

  /// Head first, then held, going soonest, leaving, coming, failed, busy.
  static Comparator<NodeRow> natural() {
    return Comparator.<NodeRow>comparingInt(row -> rank(row.facts()))
        .thenComparing(row -> timeLeft(row.facts()))
        .thenComparing(row -> row.facts().pod().group())
        .thenComparing(row -> row.facts().pod().name());
  }

  private static int rank(NodeFacts node) {
    if (node.isHead()) {
      return 0;
    }
    if (node.held() != null) {
      return 1;
    }
    return switch (node.state()) {
      case FAILED -> 2;
      case IDLE -> 3;
      case MARKED -> 4;
      case TERMINATING -> 5;
      case PENDING -> 6;
      case STARTING -> 7;
      case UNKNOWN -> 8;
      case BUSY -> 9;
    };
  }

  /// As of the reading: rows do not swap while they count down together.
  static Duration timeLeft(NodeFacts node) {
    Instant readAt = node.readAt();
    Duration left = readAt == null ? null : node.remaining(readAt);
    return Objects.requireNonNullElse(left, Duration.ofDays(9_999));
  }

  static Duration idle(NodeFacts node) {
    Instant readAt = node.readAt();
    return Objects.requireNonNullElse(readAt == null ? null : node.idle(readAt), Duration.ZERO);
  }

  /// How many workers are in each state and not held.
  static Map<NodeState, Integer> counts(ClusterFacts facts) {
    Map<NodeState, Integer> counts = new EnumMap<>(NodeState.class);
    for (NodeState state : NodeState.values()) {
      if (facts.free(state) > 0) {
        counts.put(state, facts.free(state));
      }
    }
    return counts;
  }

  /// How many workers may go within a time from now.
  static long goingWithin(ClusterFacts facts, Duration within, Instant now) {
    return facts.idle().within(within, now);
  }
}
