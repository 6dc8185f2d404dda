package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.NodeType;
import java.util.Arrays;

/// Ends nodes that were idle for longer than their timeout and that nothing was put on (ray:
/// scheduler.py, idle).
///
/// The first in the list go first, however long they were idle.
final class IdleTermination {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private IdleTermination() {}

  static void mark(Plan plan) {
    Double ofAll = plan.request.idleTimeoutSeconds();
    double[] timeouts = new double[plan.typeCount()];
    int[] left = plan.counts();
    int[] min = new int[plan.typeCount()];
    Arrays.fill(timeouts, ofAll == null ? NEVER : ofAll);
    int number = 0;
    for (NodeType type : plan.types.values()) {
      Double own = type.idleTimeoutSeconds();
      timeouts[number] = own == null ? timeouts[number] : own;
      min[number++] = type.minWorkers();
    }
    for (SchedulingNode node : plan.nodes()) {
      int type = node.typeNumber;
      if (left[type] > min[type] && isUnneededFor(node, timeouts[type])) {
        left[type]--;
        node.end(Ending.idle(node, timeouts[type]));
      }
    }
  }

  private static boolean isUnneededFor(SchedulingNode node, double timeoutSeconds) {
    return node.state() == State.SCHEDULABLE
        && !node.isHead()
        && node.idleMillis > timeoutSeconds * 1000
        && node.placed(Source.DEMAND).isEmpty()
        && node.placed(Source.CONSTRAINT).isEmpty();
  }
}
