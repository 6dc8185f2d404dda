package dev.raydeck.desktop.facts;

import dev.raydeck.model.NodeType;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.WorkerGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One worker group with its Pods, in the order their tiles stand: busy, idle with the longest time
/// left first, coming, leaving, failed.
///
/// `type` is null until the engine read the group. Minimum, maximum and replicas are in Pods.
public record GroupFacts(
    WorkerGroup group,
    @Nullable NodeType type,
    List<NodeFacts> nodes,
    NodeTally tally,
    @Nullable Verdict verdict) {

  public GroupFacts {
    nodes = nodes instanceof Placed ? nodes : List.copyOf(nodes); // Nobody can add to those.
  }

  public String name() {
    return group.name();
  }

  public ResourceBundle offer() {
    return type == null ? ResourceBundle.EMPTY : type.resources();
  }

  public int min() {
    return group.minReplicas() * group.numOfHosts();
  }

  /// The group's maximum in Pods, capped where the CR leaves it open (2^31 − 1).
  public int max() {
    return (int) Math.min(Integer.MAX_VALUE, (long) group.maxReplicas() * group.numOfHosts());
  }

  public boolean isUnbounded() {
    return max() >= 1_000_000;
  }

  public int asked() {
    return group.replicas() * group.numOfHosts();
  }

  public int count(NodeState state) {
    return tally.count(state);
  }

  public int held() {
    return tally.held().size();
  }

  public boolean isAtMaximum() {
    int leaving = count(NodeState.MARKED) + count(NodeState.TERMINATING);
    return nodes.size() - leaving >= max();
  }
}
