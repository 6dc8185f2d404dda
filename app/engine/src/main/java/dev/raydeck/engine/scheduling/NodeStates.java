package dev.raydeck.engine.scheduling;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All states nodes are in during one decision, each kept once.
final class NodeStates {
  /// Running nodes are never passed over, so it does not matter which of them are alike.
  static final Object RUNNING = new Object();

  private static final int[] NONE = {};

  private final Vocabulary vocabulary;
  private final LabelSets labelSets;
  private final Map<String, NodeType> types;
  private final Map<NodeBody, NodeBody> bodies = new HashMap<>();
  private final Map<NodeState, NodeState> states = new HashMap<>();
  private final Map<Likeness, Likeness> likenesses = new HashMap<>();

  NodeStates(Vocabulary vocabulary, LabelSets labelSets, Map<String, NodeType> types) {
    this.vocabulary = vocabulary;
    this.labelSets = labelSets;
    this.types = types;
  }

  /// The state of a node, noted on it once found. Nodes with placements have their note from the
  /// packer, unless a label changed since: then everything is gone through again.
  NodeState of(SchedulingNode node, Source source) {
    NodeState noted = node.note(source);
    if (noted == null) {
      noted = build(node, source);
      node.note(source, noted);
    }
    return noted;
  }

  private NodeState build(SchedulingNode node, Source source) {
    double[] free = blank();
    node.free(source)
        .amounts()
        .forEach((name, amount) -> {
          int number = vocabulary.resource(name);
          if (number >= 0) {
            free[number] = amount;
          }
        });
    NodeBody body = body(node, source);
    int labels = labelSets.of(node.labels);
    Object base =
        !node.isRunning() || isLikeNew(node, source) ? newNode(node.type, node.kind) : RUNNING;
    NodeState start =
        intern(
            new NodeState(
                body,
                free,
                labels,
                false,
                new boolean[vocabulary.size()],
                NONE,
                likeness(base, labels, free)));
    return node.placed(source).isEmpty() ? start : Attempt.replay(start, node, source, this);
  }

  /// What nodes of a type start from that do not run Ray.
  private static Object newNode(String type, NodeKind kind) {
    return kind == NodeKind.WORKER ? type : List.of(type, kind);
  }

  private double[] blank() {
    double[] blank = new double[vocabulary.size()];
    Arrays.fill(blank, Double.NaN);
    return blank;
  }

  private NodeBody body(SchedulingNode node, Source source) {
    Map<String, Double> totals = node.total.amounts();
    double[] total = blank();
    int[] parts = new int[totals.size()];
    double[] fixed = new double[totals.size()];
    int count = 0;
    int zeros = 0;
    String broken = null;
    for (Map.Entry<String, Double> entry : totals.entrySet()) {
      int number = vocabulary.resource(entry.getKey());
      double all = entry.getValue();
      Double free = node.free(source).amounts().get(entry.getKey());
      if (number >= 0) {
        total[number] = all;
        parts[count++] = number;
        continue;
      }
      if (all == 0 || free == null) {
        continue;
      }
      double used = (all - free) / all;
      if (!UtilizationScore.isShare(used)) {
        broken = "%s of %s %s".formatted(free, all, entry.getKey());
      }
      if (used == 0) {
        zeros++;
      } else {
        parts[count] = -1;
        fixed[count++] = all * UtilizationScore.cube(used);
      }
    }
    NodeBody body =
        new NodeBody(
            node, broken, total, Arrays.copyOf(parts, count), Arrays.copyOf(fixed, count), zeros);
    NodeBody known = bodies.putIfAbsent(body, body);
    return known == null ? body : known;
  }

  /// Whether a running node has exactly what a new node of its type has, down to the labels.
  private boolean isLikeNew(SchedulingNode node, Source source) {
    NodeType type = types.get(node.type);
    if (type == null
        || node.total.amounts().size() != type.resources().amounts().size()
        || !node.total.equals(type.resources())) {
      return false;
    }
    return isSame(node.free(source).amounts(), type.resources().amounts(), true)
        && isSame(node.labels, type.labels(), false);
  }

  /// Whether two maps agree in everything no request mentions; the rest is compared as numbers.
  private boolean isSame(Map<String, ?> one, Map<String, ?> other, boolean isOfResources) {
    return isWithin(one, other, isOfResources) && isWithin(other, one, isOfResources);
  }

  private boolean isWithin(Map<String, ?> one, Map<String, ?> other, boolean isOfResources) {
    for (Map.Entry<String, ?> entry : one.entrySet()) {
      boolean isMentioned =
          isOfResources
              ? vocabulary.resource(entry.getKey()) >= 0
              : vocabulary.mentionsLabel(entry.getKey());
      if (!isMentioned && !entry.getValue().equals(other.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /// Kept once too, so that all states that are alike share it.
  Likeness likeness(Object base, int labels, double[] free) {
    Likeness likeness = new Likeness(base, labels, free);
    @Nullable Likeness known = likenesses.putIfAbsent(likeness, likeness);
    return known == null ? likeness : known;
  }

  NodeState intern(NodeState state) {
    @Nullable NodeState known = states.putIfAbsent(state, state);
    return known == null ? state : known;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  LabelSets labelSets() {
    return labelSets;
  }
}
