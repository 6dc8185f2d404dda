package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The rows of the Nodes table, their natural order, and the filter.
final class NodesModel {
  private final Map<String, NodeRow> rows = new LinkedHashMap<>();

  /// Takes a frame's nodes into the rows. True when rows came or went.
  boolean show(ClusterFacts facts) {
    Map<String, NodeRow> kept = new LinkedHashMap<>();
    for (NodeFacts node : facts.nodes()) {
      NodeRow row = rows.get(node.key());
      if (row == null) {
        row = new NodeRow(node);
      } else {
        row.show(node);
      }
      kept.put(node.key(), row);
    }
    boolean isChanged = !kept.keySet().equals(rows.keySet());
    rows.clear();
    rows.putAll(kept);
    return isChanged;
  }

  List<NodeRow> rows() {
    return List.copyOf(rows.values());
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
    for (NodeFacts node : facts.nodes()) {
      if (!node.isHead() && node.held() == null) {
        counts.merge(node.state(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /// How many workers may go within a time from now.
  static long goingWithin(ClusterFacts facts, Duration within, Instant now) {
    long going = 0;
    for (NodeFacts node : facts.nodes()) {
      Duration left =
          node.state() == NodeState.IDLE && node.held() == null ? node.remaining(now) : null;
      if (left != null && left.compareTo(within) <= 0) {
        going++;
      }
    }
    return going;
  }
}
