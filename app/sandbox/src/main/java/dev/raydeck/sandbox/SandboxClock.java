package dev.raydeck.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox's time: real time at some speed, or stepped by hand.
///
/// Everything the simulated world does by itself runs as a task of this clock, one at a time and in
/// time order: on a thread of its own while running, inside [#advance] when stepped. A stepped
/// clock moves by [#advance] alone.
public final class SandboxClock implements InstantSource, AutoCloseable {

  /// A task that may still be called off.
  public interface Scheduled {
    /// Keeps the task from starting; one that runs already is not stopped.
    void cancel();
  }

  private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);
  private static final double MAX_WAIT_NANOS = 1e9;

  private final @Nullable InstantSource real;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock stepping = new ReentrantLock();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private long nextNumber;
  private Instant anchor;
  private Instant realAnchor;
  private double speed;
  private boolean closed;
  private Runnable settle = () -> {};

  private record Task(Instant at, long number, Runnable work) {}

  private SandboxClock(@Nullable InstantSource real, Instant start, double speed) {
    this.real = real;
    this.anchor = start;
    this.realAnchor = real == null ? start : real.instant();
    this.speed = speed;
  }

  /// A clock that runs at `speed` times the given real time, beginning at its present instant.
  public static SandboxClock running(InstantSource real, double speed) {
    SandboxClock clock = new SandboxClock(real, real.instant(), speed);
    Thread.ofPlatform().daemon().name("sandbox-clock").start(clock::runTasks);
    return clock;
  }

  /// A clock that stands at `start` until it is advanced.
  public static SandboxClock stepped(Instant start) {
    return new SandboxClock(null, start, 0);
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now();
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    if (real == null) {
      return anchor;
    }
    Duration passed = Duration.between(realAnchor, real.instant());
    return passed.isNegative() ? anchor : anchor.plusNanos((long) (passed.toNanos() * speed));
  }

  public boolean isStepped() {
    return real == null;
  }

  /// Sets how many sandbox seconds pass in a real one; 0 holds the world.
  public void speed(double speed) {
    if (speed < 0 || Double.isNaN(speed)) {
      throw new IllegalArgumentException("speed must not be negative: " + speed);
    }
    if (real == null) {
      throw new IllegalStateException("a stepped clock has no speed");
    }
    lock.lock();
    try {
      anchor = now();
      realAnchor = real.instant();
      this.speed = speed;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public double speed() {
    lock.lock();
    try {
      return speed;
    } finally {
      lock.unlock();
    }
  }

  /// Runs `work` once, `delay` of sandbox time from now.
  public Scheduled schedule(Duration delay, Runnable work) {
    lock.lock();
    try {
      Task task = new Task(now().plus(delay), nextNumber++, work);
      tasks.add(task);
      changed.signalAll();
      return () -> drop(task);
    } finally {
      lock.unlock();
    }
  }

  private void drop(Task task) {
    lock.lock();
    try {
      tasks.remove(task);
    } finally {
      lock.unlock();
    }
  }

  /// Lets the calling thread wait that long in sandbox time. With a stepped clock it returns at
  /// once: a caller that waited for the very thread that advances would wait for ever.
  public void sleep(Duration duration) throws InterruptedException {
    if (real == null) {
      return;
    }
    lock.lockInterruptibly();
    try {
      Instant end = now().plus(duration);
      while (!closed && now().isBefore(end)) {
        changed.awaitNanos(waitNanos(end));
      }
    } finally {
      lock.unlock();
    }
  }

  /// What a stepped clock does before every task and at the end of a step: the world takes note of
  /// what changed.
  void whenSettling(Runnable settle) {
    this.settle = settle;
  }

  /// Moves a stepped clock and runs, on this thread and in time order, everything due on the way.
  public void advance(Duration duration) {
    if (real != null) {
      throw new IllegalStateException("only a stepped clock can be advanced");
    }
    stepping.lock();
    try {
      Instant end = instant().plus(duration);
      settle.run();
      for (Task task = takeDue(end); task != null; task = takeDue(end)) {
        task.work().run();
        settle.run();
      }
      moveTo(end);
    } finally {
      stepping.unlock();
    }
  }

  private @Nullable Task takeDue(Instant end) {
    lock.lock();
    try {
      Task first = tasks.peek();
      if (first == null || first.at().isAfter(end)) {
        return null;
      }
      tasks.poll();
      if (first.at().isAfter(anchor)) {
        anchor = first.at();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant end) {
    lock.lock();
    try {
      anchor = end;
    } finally {
      lock.unlock();
    }
  }

  private void runTasks() {
    while (true) {
      Task task;
      try {
        task = awaitDue();
      } catch (InterruptedException e) {
        return;
      }
      if (task == null) {
        return;
      }
      try {
        task.work().run();
      } catch (RuntimeException e) {
        LOG.error("A task of the sandbox failed", e);
      }
    }
  }

  private @Nullable Task awaitDue() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Task first = tasks.peek();
        if (first == null) {
          changed.await();
        } else if (first.at().isAfter(now())) {
          changed.awaitNanos(waitNanos(first.at()));
        } else {
          return tasks.poll();
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// How long to wait in real time for that moment; short of it when the clock is held or the
  /// moment far off.
  private long waitNanos(Instant until) {
    double nanos = speed == 0 ? MAX_WAIT_NANOS : Duration.between(now(), until).toNanos() / speed;
    return (long) Math.min(Math.max(nanos, 1), MAX_WAIT_NANOS);
  }

  /// Ends the clock's thread and everyone's wait; what is still due is dropped.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      tasks.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
