package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.TerminationCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Outdated nodes, and the least and most nodes there may be (ray: scheduler.py, enforce min, max
/// and max global).
final class Limits {
  private Limits() {}

  /// Nodes Ray would give up first: not running, then longest idle, then least used.
  private static int compareFirstToGo(SchedulingNode one, SchedulingNode other) {
    int order = Boolean.compare(!one.rayNodeId.isEmpty(), !other.rayNodeId.isEmpty());
    if (order == 0) {
      order = Long.compare(other.idleMillis, one.idleMillis);
    }
    return order == 0 ? Double.compare(one.meanUse(), other.meanUse()) : order;
  }

  static void endOutdated(Plan plan) {
    if (!plan.request.checksLaunchConfig()) {
      return;
    }
    for (SchedulingNode node : plan.nodes()) {
      if (node.state() == State.SCHEDULABLE && !node.isHead() && isOutdated(plan, node)) {
        endOutdated(node);
      }
    }
  }

  private static boolean isOutdated(Plan plan, SchedulingNode node) {
    NodeType type = plan.types.get(node.type);
    return type == null
        || (!type.launchConfigHash().isEmpty() && !type.launchConfigHash().equals(node.hash));
  }

  static void endOutdated(SchedulingNode node) {
    node.end(Ending.outdated(node));
  }

  /// Missing nodes go before all others. Within one type Ray puts one object several times into the
  /// list, so ending one of them ends all; so do we.
  static void enforceMin(Plan plan) {
    int[] counts = plan.counts();
    int number = 0;
    List<SchedulingNode> nodes = new ArrayList<>(plan.nodes().size());
    for (NodeType type : plan.types.values()) {
      int missing = type.minWorkers() - counts[number++];
      if (missing > 0) {
        SchedulingNode planned = plan.planned(type);
        for (int i = 0; i < missing; i++) {
          nodes.add(planned);
        }
      }
    }
    nodes.addAll(plan.nodes());
    plan.replace(nodes);
  }

  /// Regroups the list by type even where nothing is ended.
  static void enforceMaxOfTypes(Plan plan) {
    List<SchedulingNode> ending = new ArrayList<>(plan.nodes().size());
    Map<Integer, List<SchedulingNode>> byType = new LinkedHashMap<>();
    List<SchedulingNode> last = List.of();
    for (SchedulingNode node : plan.nodes()) {
      if (node.isEnding()) {
        ending.add(node);
        continue;
      }
      if (last.isEmpty() || last.getFirst().typeNumber != node.typeNumber) {
        last = byType.get(node.typeNumber);
        if (last == null) {
          last = new ArrayList<>();
          byType.put(node.typeNumber, last);
        }
      }
      last.add(node);
    }
    List<SchedulingNode> staying = new ArrayList<>(plan.nodes().size());
    for (List<SchedulingNode> nodes : byType.values()) {
      staying.addAll(enforceMax(plan, nodes, ending));
    }
    ending.addAll(staying);
    plan.replace(ending);
  }

  private static List<SchedulingNode> enforceMax(
      Plan plan, List<SchedulingNode> nodes, List<SchedulingNode> ending) {
    NodeType type = plan.types.get(nodes.getFirst().type);
    if (type == null) {
      throw new SchedulingFailure(
          "running instance %s: its type %s is not configured"
              .formatted(nodes.getFirst().instanceId, nodes.getFirst().type));
    }
    int extra = nodes.size() - type.maxWorkers();
    return extra <= 0 ? nodes : endFirst(nodes, extra, false, type.maxWorkers(), ending);
  }

  static void enforceMaxOfAll(Plan plan) {
    if (!plan.hasMaxNodes() || plan.maxNodes() == 0) {
      return;
    }
    int extra = -plan.maxNodes();
    for (SchedulingNode node : plan.nodes()) {
      extra += node.isEnding() ? 0 : 1;
    }
    if (extra > 0) {
      List<SchedulingNode> ending = new ArrayList<>();
      List<SchedulingNode> staying = new ArrayList<>();
      for (SchedulingNode node : plan.nodes()) {
        (node.isEnding() ? ending : staying).add(node);
      }
      List<SchedulingNode> left = endFirst(staying, extra, true, plan.maxNodes(), ending);
      ending.addAll(left);
      plan.replace(ending);
    }
  }

  /// Ends the first `count` nodes in the order of [#compareFirstToGo], adds them to `ending` and
  /// returns the others. One head stays whatever the count: Ray gives up where that leaves too few
  /// to end for the whole cluster, but not for one type.
  private static List<SchedulingNode> endFirst(
      List<SchedulingNode> nodes,
      int count,
      boolean isOfAll,
      int max,
      List<SchedulingNode> ending) {
    List<SchedulingNode> sorted = new ArrayList<>(nodes);
    sorted.sort(Limits::compareFirstToGo);
    SchedulingNode head = sorted.stream().filter(SchedulingNode::isHead).findFirst().orElse(null);
    if (head != null) {
      sorted.remove(head);
    }
    if (count > sorted.size() && isOfAll) {
      throw new SchedulingFailure(
          "%d nodes to end for a maximum of %d, but only %d workers"
              .formatted(count, max, sorted.size()));
    }
    TerminationCause cause =
        isOfAll ? TerminationCause.MAX_NUM_NODES : TerminationCause.MAX_NUM_NODE_PER_TYPE;
    int ended = Math.min(count, sorted.size());
    for (SchedulingNode node : sorted.subList(0, ended)) {
      node.end(Ending.overLimit(node, cause, max));
      ending.add(node);
    }
    List<SchedulingNode> left = new ArrayList<>(sorted.subList(ended, sorted.size()));
    if (head != null) {
      left.add(head);
    }
    return left;
  }
}
