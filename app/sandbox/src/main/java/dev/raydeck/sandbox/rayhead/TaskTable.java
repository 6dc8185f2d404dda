package dev.raydeck.sandbox.rayhead;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The tasks of one Ray cluster and the objects they returned, which the drivers own that called
/// them.
///
/// Every method wants the head's lock held; what comes later takes it by itself.
final class TaskTable {
  /// A new worker process comes up, and the task runs.
  private static final Duration RUN = Duration.ofMillis(900);

  private final RayHead head;
  private final RandomGenerator random;
  private final List<RayTask> tasks = new ArrayList<>();

  TaskTable(RayHead head, RandomGenerator random) {
    this.head = head;
    this.random = random;
  }

  void submit(RayJob job, TaskRequest request) {
    tasks.add(new RayTask(RayIds.task(random, job.id), job, request, head.now()));
    place();
  }

  /// A driver's end ends its tasks and frees the objects it owns.
  void endJob(RayJob job) {
    for (RayTask task : List.copyOf(tasks)) {
      if (task.job == job) {
        tasks.remove(task);
        leave(task);
      }
    }
  }

  private void leave(RayTask task) {
    RayNode node = task.node;
    if (node != null && node.isAlive()) {
      node.release(task, head.now());
      head.endIfDrained(node);
    }
  }

  /// Its node died: a task is run again, an object is lost.
  void lose(RayNode node) {
    tasks.removeIf(task -> task.node == node && task.isFinished);
    tasks.stream().filter(task -> task.node == node).forEach(task -> task.node = null);
  }

  /// Gives waiting tasks, oldest first, to nodes that have what they ask for.
  void place() {
    for (RayTask task : tasks) {
      if (task.isWaiting()) {
        head.livingNodes().stream()
            .filter(node -> node.offers(task.request.resources(), task.request.where()))
            .findFirst()
            .ifPresent(node -> lease(task, node));
      }
    }
  }

  private void lease(RayTask task, RayNode node) {
    node.lease(task, head.now());
    task.node = node;
    task.pid = node.takePid();
    task.workerId = RayIds.random(random, RayIds.NODE_BYTES);
    head.later(RUN, () -> finish(task, node));
  }

  private void finish(RayTask task, RayNode ranOn) {
    if (task.node == ranOn && ranOn.isAlive() && tasks.contains(task)) {
      task.isFinished = true;
      ranOn.settle(task, head.now());
      head.endIfDrained(ranOn);
    }
  }

  List<RayTask> tasks() {
    return List.copyOf(tasks);
  }
}
