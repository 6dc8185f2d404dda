package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.raywire.common.NodeDeathInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One raylet as the head sees it: what it offers, what is held, since when it is idle. Guarded by
/// its [RayHead].
///
/// (ray: src/ray/raylet/scheduling/local_resource_manager.cc)
final class RayNode {
  /// From the true end of the last work until the head reports the node as IDLE.
  static final Duration IDLE_REPORT_DELAY = Duration.ofMillis(700);

  private static final int FIRST_PID = 102;

  final ByteString id;
  final RayStart start;
  final Instant startedAt;
  private final List<RayActor> actors = new ArrayList<>();
  private final List<RayTask> tasks = new ArrayList<>();
  private List<String> activity = List.of();
  private Instant idleSince;
  private Instant idleReportedFrom;
  private Instant stateChangedAt;
  private long snapshotIdleMillis;
  private int nextPid = FIRST_PID;
  private @Nullable String drainMessage;
  private @Nullable Instant diedAt;
  private NodeDeathInfo death = NodeDeathInfo.getDefaultInstance();

  RayNode(ByteString id, RayStart start, Instant now) {
    this.id = id;
    this.start = start;
    this.startedAt = now;
    this.idleSince = now;
    this.idleReportedFrom = now;
    this.stateChangedAt = now;
    this.snapshotIdleMillis = 20;
  }

  boolean isAlive() {
    return diedAt == null;
  }

  boolean isDraining() {
    return drainMessage != null;
  }

  @Nullable String drainMessage() {
    return drainMessage;
  }

  boolean isBusy() {
    return isLeased() || !used().isEmpty();
  }

  /// Whether a worker process works; what a task returned lies there without one.
  private boolean isLeased() {
    return !actors.isEmpty() || tasks.stream().anyMatch(task -> !task.isFinished);
  }

  List<RayActor> actors() {
    return List.copyOf(actors);
  }

  RayResources used() {
    return Stream.concat(actors.stream().map(RayActor::held), tasks.stream().map(RayTask::held))
        .reduce(RayResources.NONE, RayResources::plus);
  }

  RayResources available() {
    return start.total().minus(used());
  }

  boolean offers(RayResources wanted, LabelSelector where) {
    return isAlive()
        && !isDraining()
        && available().covers(wanted)
        && where.matches(ClusterMessages.labels(this));
  }

  void lease(RayActor actor, Instant now) {
    wake(now);
    actors.add(actor);
    activity = currentActivity();
  }

  void lease(RayTask task, Instant now) {
    wake(now);
    tasks.add(task);
    activity = currentActivity();
  }

  private void wake(Instant now) {
    if (!isBusy()) {
      snapshotIdleMillis = Math.max(1, Duration.between(idleSince, now).toMillis());
      stateChangedAt = now;
    }
  }

  void release(RayActor actor, Instant now) {
    actors.remove(actor);
    rest(now);
  }

  void release(RayTask task, Instant now) {
    tasks.remove(task);
    rest(now);
  }

  /// A task has ended; what it returned stays if it lies in the object store.
  void settle(RayTask task, Instant now) {
    if (task.held().isEmpty()) {
      tasks.remove(task);
    }
    rest(now);
  }

  /// The last reasons stay listed after the node has turned idle, as Ray leaves them.
  private void rest(Instant now) {
    if (isBusy()) {
      activity = currentActivity();
      return;
    }
    idleSince = now;
    idleReportedFrom = now.plus(IDLE_REPORT_DELAY);
    stateChangedAt = idleReportedFrom;
    snapshotIdleMillis = IDLE_REPORT_DELAY.toMillis();
  }

  private List<String> currentActivity() {
    List<String> reasons = new ArrayList<>();
    if (isLeased()) {
      reasons.add("Busy workers on node.");
    }
    for (String name : used().tenThousandths().keySet()) {
      reasons.add("Resource: " + name + " currently in use.");
    }
    return List.copyOf(reasons);
  }

  List<String> activity() {
    return activity;
  }

  int takePid() {
    return nextPid++;
  }

  void drain(String message) {
    drainMessage = message;
  }

  void die(NodeDeathInfo.Reason reason, String message, Instant now) {
    diedAt = now;
    death = NodeDeathInfo.newBuilder().setReason(reason).setReasonMessage(message).build();
  }

  @Nullable Instant diedAt() {
    return diedAt;
  }

  NodeDeathInfo death() {
    return death;
  }

  NodeStatus status(Instant now) {
    if (!isAlive()) {
      return NodeStatus.DEAD;
    }
    if (isDraining()) {
      return NodeStatus.DRAINING;
    }
    boolean reportedIdle = !isBusy() && !now.isBefore(idleReportedFrom);
    return reportedIdle ? NodeStatus.IDLE : NodeStatus.RUNNING;
  }

  /// Counted from the true end of the work; 0 unless the node is reported as IDLE.
  long idleMillis(Instant now) {
    return status(now) == NodeStatus.IDLE
        ? Math.max(1, Duration.between(idleSince, now).toMillis())
        : 0;
  }

  /// The idle time at the last change of state: this figure never grows.
  long snapshotIdleMillis() {
    return snapshotIdleMillis;
  }

  Instant stateChangedAt() {
    return stateChangedAt;
  }
}
