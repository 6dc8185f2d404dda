package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.PythonFloat;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.TerminationCause;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends nodes that were idle for longer than their timeout and that nothing was put on (ray: scheduler.py, idle).
///
/// The first in the list go first, however long they were idle.
final class IdleTermination {
  private IdleTermination() {}

  static void mark(Plan plan) {
    Map<String, Integer> left = new HashMap<>(Limits.counts(plan.nodes()));
    for (SchedulingNode node : plan.nodes()) {
      Double timeout = timeoutOf(plan, node);
      if (timeout == null || !isUnneededFor(node, timeout)) {
        continue;
      }
      NodeType type = plan.types.get(node.type);
      int min = type == null ? 0 : type.minWorkers();
      if (left.getOrDefault(node.type, 0) <= min) {
        continue;
      }
      left.merge(node.type, -1, Integer::sum);
      Limits.end(
          node,
          TerminationCause.IDLE,
          node.idleMillis,
          "idle for %s secs > timeout=%s secs"
              .formatted(PythonFloat.text(node.idleMillis / 1000.0), PythonFloat.text(timeout)));
    }
  }

  private static @Nullable Double timeoutOf(Plan plan, SchedulingNode node) {
    NodeType type = plan.types.get(node.type);
    return type == null || type.idleTimeoutSeconds() == null
        ? plan.request.idleTimeoutSeconds()
        : type.idleTimeoutSeconds();
  }

  private static boolean isUnneededFor(SchedulingNode node, double timeoutSeconds) {
    return node.state() == State.SCHEDULABLE
        && !node.isHead()
        && node.idleMillis > timeoutSeconds * 1000
        && node.side(Source.DEMAND).placed().isEmpty()
        && node.side(Source.CONSTRAINT).placed().isEmpty();
  }
}
