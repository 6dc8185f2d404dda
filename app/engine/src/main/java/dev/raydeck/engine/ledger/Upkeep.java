package dev.raydeck.engine.ledger;

import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision.Stuck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The first active steps of a turn: Ray nodes that vanished, and rows that are stuck (ray:
/// reconciler.py).
public final class Upkeep {
  /// How often a request may be queued again before it is given up.
  private static final int MAX_RETRIES = 3;

  private static final Set<InstanceStatus> HAS_RAY =
      Set.of(
          InstanceStatus.RAY_RUNNING,
          InstanceStatus.RAY_STOP_REQUESTED,
          InstanceStatus.RAY_STOPPING);

  /// Statuses without a timeout, in the order Ray looks at them.
  private static final List<InstanceStatus> PASSING =
      List.of(
          InstanceStatus.RAY_STOPPING,
          InstanceStatus.RAY_INSTALL_FAILED,
          InstanceStatus.RAY_STOPPED,
          InstanceStatus.TERMINATION_FAILED,
          InstanceStatus.QUEUED);

  private Upkeep() {}

  /// Returns the rows Ray only warns of.
  public static List<Stuck> run(InstanceTable table, RayState ray) {
    stopMissing(table, ray);
    List<Stuck> stuck = stuck(table);
    endStuck(table);
    return stuck;
  }

  private static List<Stuck> stuck(InstanceTable table) {
    List<Stuck> stuck = new ArrayList<>();
    for (InstanceStatus status : PASSING) {
      for (Instance row : table.rowsIn(status)) {
        Duration since = Duration.between(row.since(), table.now());
        if (since.compareTo(StatusLimits.WARNED_AFTER) > 0) {
          stuck.add(new Stuck(row.instanceId(), status, since));
        }
      }
    }
    return stuck;
  }

  private static void stopMissing(InstanceTable table, RayState ray) {
    Set<String> present = ray.nodes().stream().map(RayNode::nodeId).collect(Collectors.toSet());
    for (Instance row : table.rows()) {
      if (row.kind() != NodeKind.HEAD
          && HAS_RAY.contains(row.status())
          && row.nodeId() != null
          && !present.contains(row.nodeId())) {
        table.move(
            row,
            InstanceStatus.RAY_STOPPED,
            "ray node %s no longer found in GCS".formatted(row.nodeId()));
      }
    }
    table.commit();
  }

  private static void endStuck(InstanceTable table) {
    for (Instance row : table.rows()) {
      Duration timeout = StatusLimits.timeout(row.status());
      if (timeout != null && Duration.between(row.since(), table.now()).compareTo(timeout) > 0) {
        endStuck(table, row, timeout.toSeconds());
      }
    }
    table.commit();
  }

  private static void endStuck(InstanceTable table, Instance row, long seconds) {
    String details = "timeout=%ds at status %s".formatted(seconds, row.status());
    switch (row.status()) {
      case REQUESTED -> retry(table, row, seconds);
      case ALLOCATED -> table.move(row, InstanceStatus.ALLOCATION_TIMEOUT, details);
      case RAY_INSTALLING -> table.move(row, InstanceStatus.RAY_INSTALL_FAILED, details);
      case TERMINATING -> table.move(row, InstanceStatus.TERMINATION_FAILED, details);
      case RAY_STOP_REQUESTED -> table.move(row, InstanceStatus.RAY_RUNNING, details);
      default -> throw new IllegalStateException("no timeout for " + row.status());
    }
  }

  private static void retry(InstanceTable table, Instance row, long seconds) {
    int tries = Observation.StatusTimes.entered(row, InstanceStatus.REQUESTED).size();
    if (tries > MAX_RETRIES) {
      table.move(
          row,
          InstanceStatus.ALLOCATION_FAILED,
          "failed to allocate cloud instance after %d attempts > max_num_retry_request_to_allocate=%d"
              .formatted(tries, MAX_RETRIES));
    } else {
      table.move(
          row, InstanceStatus.QUEUED, "queue again to launch after timeout=%ds".formatted(seconds));
    }
  }
}
