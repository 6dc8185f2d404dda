package dev.raydeck.desktop.facts;

import java.util.ArrayList;
import java.util.List;

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

  /// The same of other facts about the same nodes: this one where it counts alike and nothing held
  /// changed.
  NodeTally again(NodeChanges changes, List<NodeFacts> nodes) {
    boolean isSame =
        changes.all(
            (was, now) -> was.state() == now.state() && was.held() == null && now.held() == null);
    return isSame ? this : of(nodes);
  }

  private void add(NodeFacts node) {
    int state = node.state().ordinal();
    all[state]++;
    if (node.held() == null) {
      free[state]++;
    } else {
      held.add(node);
    }
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
