package dev.raydeck.desktop.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Nodes counted once: how many are in each state, which are held.
@SuppressWarnings("EnumOrdinal") // Counters by state, in memory only: thirty thousand a frame.
public final class NodeTally {
  private final int[] all = new int[NodeState.values().length];
  private final int[] free = new int[all.length];
  private final List<NodeFacts> held = new ArrayList<>();

  private NodeTally() {}

  static NodeTally of(List<NodeFacts> nodes) {
    NodeTally tally = new NodeTally();
    nodes.forEach(tally::add);
    return tally;
  }

  /// The same of other facts, `nodes`, which are those of all that `counts`: this one where it
  /// counts alike and nothing held changed, came or went.
  NodeTally again(NodeChanges changes, List<NodeFacts> nodes, Predicate<NodeFacts> counts) {
    boolean areFree =
        changes.isOrdered()
            && changes.all((was, now) -> was.held() == null && now.held() == null)
            && changes.allNewAndGone(node -> node.held() == null);
    if (!areFree) {
      return of(nodes);
    }
    NodeTally other = new NodeTally();
    System.arraycopy(all, 0, other.all, 0, all.length);
    System.arraycopy(free, 0, other.free, 0, all.length);
    other.held.addAll(held);
    changes.each(
        was -> other.count(was, counts.test(was) ? -1 : 0),
        is -> other.count(is, counts.test(is) ? 1 : 0));
    return Arrays.equals(all, other.all) ? this : other;
  }

  private void add(NodeFacts node) {
    if (node.held() == null) {
      count(node, 1);
    } else {
      all[node.state().ordinal()]++;
      held.add(node);
    }
  }

  private void count(NodeFacts node, int more) {
    all[node.state().ordinal()] += more;
    free[node.state().ordinal()] += more;
  }

  public int count(NodeState state) {
    return all[state.ordinal()];
  }

  /// Those in a state that nothing holds.
  public int free(NodeState state) {
    return free[state.ordinal()];
  }

  /// In the order of the nodes.
  public List<NodeFacts> held() {
    return java.util.Collections.unmodifiableList(held);
  }
}
