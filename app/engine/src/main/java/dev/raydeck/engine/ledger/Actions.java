package dev.raydeck.engine.ledger;

import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Intent;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.TerminationCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The active half of a turn: what the scheduler wants, carried into the table (ray: reconciler.py,
/// step).
public final class Actions {
  /// Rows in REQUESTED at any time, over all groups (ray: AUTOSCALER_MAX_CONCURRENT_LAUNCHES).
  public static final int MAX_CONCURRENT_LAUNCHES = 10;

  private static final Set<InstanceStatus> TO_TERMINATE =
      EnumSet.of(
          InstanceStatus.RAY_STOPPED,
          InstanceStatus.ALLOCATION_TIMEOUT,
          InstanceStatus.RAY_INSTALL_FAILED,
          InstanceStatus.TERMINATION_FAILED);

  private final InstanceTable table;
  private final Intent leftUndone;

  /// `leftUndone`: the Pods that are not to end now, and the groups that are not to grow.
  public Actions(InstanceTable table, Intent leftUndone) {
    this.table = table;
    this.leftUndone = leftUndone;
  }

  private boolean isLeft(Instance row) {
    return row.podName() != null && leftUndone.removals().contains(row.podName());
  }

  private boolean isLeft(String type) {
    return leftUndone.launches().containsKey(type);
  }

  /// How many rows of one group may be asked for now, and the numbers that say so: at most `limit`
  /// at a time, `requested` of which are there already.
  public record Rate(int wanted, int allowed, int running, int requested, int limit) {}

  /// Whether Ray could carry the reply out: it fails on ending an instance that is only requested,
  /// or is asked to stop already, and then does nothing at all this turn.
  public static boolean isPossible(SchedulingReply reply) {
    return reply.endings().stream()
        .noneMatch(ending ->
            ending.status() == InstanceStatus.REQUESTED
                || ending.status() == InstanceStatus.RAY_STOP_REQUESTED);
  }

  /// Ends and queues rows; returns the drains to send, in order.
  public List<DrainNode> apply(SchedulingReply reply) {
    List<DrainNode> drains = new ArrayList<>();
    for (Ending ending : reply.endings()) {
      Instance row = table.row(ending.instanceId());
      if (row != null && !isLeft(row)) {
        end(row, ending, drains);
      }
    }
    reply
        .launches()
        .forEach((type, count) -> {
          for (int i = 0; i < (isLeft(type) ? 0 : count); i++) {
            table.add(
                type,
                NodeKind.WORKER,
                InstanceStatus.QUEUED,
                null,
                null,
                "queuing new instance of %s from scheduler".formatted(type));
          }
        });
    table.commit();
    return drains;
  }

  private void end(Instance row, Ending ending, List<DrainNode> drains) {
    switch (row.status()) {
      case QUEUED ->
          table.move(row, InstanceStatus.TERMINATED, "allocation canceled: " + ending.details());
      case ALLOCATED, RAY_INSTALLING ->
          table.move(row, InstanceStatus.TERMINATING, "terminating ray: " + ending.details());
      default -> {
        table.move(row, InstanceStatus.RAY_STOP_REQUESTED, "draining ray: " + ending.details());
        drains.add(
            new DrainNode(
                ending.rayNodeId(),
                row.podName() == null ? "" : row.podName(),
                row.type(),
                ending.cause() == TerminationCause.IDLE
                    ? Duration.ofMillis(ending.idleMillis())
                    : null));
      }
    }
  }

  /// Moves everything that must go to TERMINATING and returns the Pods of all rows that got there
  /// this turn.
  public List<String> terminate() {
    for (Instance row : table.rows(row -> TO_TERMINATE.contains(row.status()) && !isLeft(row))) {
      if (row.status() == InstanceStatus.RAY_STOPPED && isReplaced(row)) {
        table.move(row, InstanceStatus.TERMINATED, "stale instance record");
      } else {
        table.move(row, InstanceStatus.TERMINATING, "terminating instance from " + row.status());
      }
    }
    table.commit();
    return table.transitions().stream()
        .filter(transition -> transition.to() == InstanceStatus.TERMINATING)
        .map(transition -> transition.instance().podName())
        .filter(pod -> pod != null)
        .distinct()
        .toList();
  }

  /// A raylet that restarted in its Pod has a newer row with the same Pod, which is kept.
  private boolean isReplaced(Instance row) {
    return !table
        .rows(other ->
            !other.instanceId().equals(row.instanceId())
                && other.podName() != null
                && other.podName().equals(row.podName())
                && !TO_TERMINATE.contains(other.status())
                && !Transitions.isFinal(other.status()))
        .isEmpty();
  }

  /// Asks for queued rows within the rate limit (ray: _compute_to_launch). Returns the numbers by
  /// group.
  public Map<String, Rate> launch(double upscalingSpeed) {
    int requested = table.rowsIn(InstanceStatus.REQUESTED).size();
    Map<String, List<Instance>> queued = new LinkedHashMap<>();
    for (Instance row :
        table.rows(row -> row.status() == InstanceStatus.QUEUED && !isLeft(row.type()))) {
      queued.computeIfAbsent(row.type(), _ -> new ArrayList<>()).add(row);
    }
    Map<String, Rate> rates = new LinkedHashMap<>();
    List<Instance> chosen = new ArrayList<>();
    for (Map.Entry<String, List<Instance>> entry : queued.entrySet()) {
      List<Instance> rows = entry.getValue();
      Rate rate = rate(entry.getKey(), rows.size(), requested, upscalingSpeed);
      rates.put(entry.getKey(), rate);
      rows.sort(Observation.StatusTimes.by(InstanceStatus.QUEUED));
      chosen.addAll(rows.subList(0, rate.allowed()));
      requested += rate.allowed();
    }
    request(chosen);
    return rates;
  }

  private Rate rate(String type, int wanted, int requested, double upscalingSpeed) {
    int running =
        table
            .rows(row -> row.status() == InstanceStatus.RAY_RUNNING && row.type().equals(type))
            .size();
    long desired = Math.max(1, (long) Math.ceil(upscalingSpeed * Math.max(running, 1)));
    long allowed = Math.min(MAX_CONCURRENT_LAUNCHES - (long) requested, desired);
    int limit = (int) Math.min(MAX_CONCURRENT_LAUNCHES, desired);
    return new Rate(wanted, Math.clamp(allowed, 0, wanted), running, requested, limit);
  }

  /// All rows of one turn share a new request id; one that was asked for before keeps its own.
  private void request(List<Instance> rows) {
    if (rows.isEmpty()) {
      return;
    }
    String fresh = table.newId();
    for (Instance row : rows) {
      String request = row.launchRequestId() == null ? fresh : row.launchRequestId();
      Instance changed =
          new Instance(
              row.instanceId(),
              row.type(),
              row.kind(),
              row.podName(),
              row.nodeId(),
              request,
              row.history());
      table.move(
          row,
          changed,
          InstanceStatus.REQUESTED,
          "requested to launch %s with request id %s".formatted(row.type(), request));
    }
    table.commit();
  }
}
