package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.TerminationCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Outdated nodes, and the least and most nodes there may be (ray: scheduler.py, enforce min, max and max global).
final class Limits {
  private Limits() {}

  /// Nodes Ray would give up first: not running, then longest idle, then least used.
  private static final Comparator<SchedulingNode> FIRST_TO_GO =
      Comparator.comparing((SchedulingNode node) -> !node.rayNodeId.isEmpty())
          .thenComparing(Comparator.comparingLong((SchedulingNode node) -> node.idleMillis).reversed())
          .thenComparingDouble(SchedulingNode::meanUse);

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
    end(node, TerminationCause.OUTDATED, null, "node from " + node.type + " has outdated config");
  }

  /// Missing nodes go before all others. Within one type Ray puts one object several times into the list, so ending
  /// one of them ends all; so do we.
  static void enforceMin(Plan plan) {
    Map<String, Integer> counts = counts(plan.nodes());
    List<SchedulingNode> nodes = new ArrayList<>();
    for (NodeType type : plan.types.values()) {
      int missing = type.minWorkers() - counts.getOrDefault(type.name(), 0);
      if (missing > 0) {
        SchedulingNode planned = SchedulingNode.planned(type);
        for (int i = 0; i < missing; i++) {
          nodes.add(planned);
        }
      }
    }
    nodes.addAll(plan.nodes());
    plan.replace(nodes);
  }

  /// Nodes by type, those on their way out left out.
  static Map<String, Integer> counts(List<SchedulingNode> nodes) {
    Map<String, Integer> counts = new HashMap<>();
    for (SchedulingNode node : nodes) {
      if (!node.isEnding()) {
        counts.merge(node.type, 1, Integer::sum);
      }
    }
    return counts;
  }

  /// Regroups the list by type even where nothing is ended.
  static void enforceMaxOfTypes(Plan plan) {
    List<SchedulingNode> ending = new ArrayList<>();
    Map<String, List<SchedulingNode>> byType = new LinkedHashMap<>();
    for (SchedulingNode node : plan.nodes()) {
      if (node.isEnding()) {
        ending.add(node);
      } else {
        byType.computeIfAbsent(node.type, _ -> new ArrayList<>()).add(node);
      }
    }
    List<SchedulingNode> staying = new ArrayList<>();
    byType.forEach((name, nodes) -> {
      NodeType type = plan.types.get(name);
      if (type == null) {
        throw new SchedulingFailure(
            "running instance %s: its type %s is not configured"
                .formatted(nodes.getFirst().instanceId, name));
      }
      int extra = nodes.size() - type.maxWorkers();
      staying.addAll(extra <= 0 ? nodes : endFirst(nodes, extra, false, type.maxWorkers(), ending));
    });
    ending.addAll(staying);
    plan.replace(ending);
  }

  static void enforceMaxOfAll(Plan plan) {
    if (!plan.hasMaxNodes() || plan.maxNodes() == 0) {
      return;
    }
    List<SchedulingNode> ending = new ArrayList<>();
    List<SchedulingNode> staying = new ArrayList<>();
    for (SchedulingNode node : plan.nodes()) {
      (node.isEnding() ? ending : staying).add(node);
    }
    int extra = staying.size() - plan.maxNodes();
    if (extra > 0) {
      List<SchedulingNode> left = endFirst(staying, extra, true, plan.maxNodes(), ending);
      ending.addAll(left);
      plan.replace(ending);
    }
  }

  /// Ends the first `count` nodes in the order of [#FIRST_TO_GO], adds them to `ending` and returns the others.
  private static List<SchedulingNode> endFirst(
      List<SchedulingNode> nodes, int count, boolean isOfAll, int max, List<SchedulingNode> ending) {
    List<SchedulingNode> sorted = new ArrayList<>(nodes);
    sorted.sort(FIRST_TO_GO);
    SchedulingNode head = sorted.stream().filter(SchedulingNode::isHead).findFirst().orElse(null);
    if (head != null) {
      sorted.remove(head);
    }
    if (count > sorted.size()) {
      throw new SchedulingFailure(
          "%d nodes to end for a maximum of %d, but only %d workers"
              .formatted(count, max, sorted.size()));
    }
    TerminationCause cause =
        isOfAll ? TerminationCause.MAX_NUM_NODES : TerminationCause.MAX_NUM_NODE_PER_TYPE;
    String details =
        "Terminating node due to %s: max_num_nodes=%s, max_num_nodes_per_type=%s"
            .formatted(cause, isOfAll ? max : "None", isOfAll ? "None" : max);
    for (SchedulingNode node : sorted.subList(0, count)) {
      end(node, cause, null, details);
      ending.add(node);
    }
    List<SchedulingNode> left = new ArrayList<>(sorted.subList(count, sorted.size()));
    if (head != null) {
      left.add(head);
    }
    return left;
  }

  static void end(
      SchedulingNode node, TerminationCause cause, @Nullable Long idleMillis, String details) {
    node.end(
        new Ending(
            node.instanceId, node.rayNodeId, node.type, node.status, cause, idleMillis, details));
  }
}
