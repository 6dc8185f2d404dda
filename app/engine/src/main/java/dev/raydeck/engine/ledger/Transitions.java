package dev.raydeck.engine.ledger;

import static dev.raydeck.model.InstanceStatus.ALLOCATED;
import static dev.raydeck.model.InstanceStatus.ALLOCATION_FAILED;
import static dev.raydeck.model.InstanceStatus.ALLOCATION_TIMEOUT;
import static dev.raydeck.model.InstanceStatus.QUEUED;
import static dev.raydeck.model.InstanceStatus.RAY_INSTALLING;
import static dev.raydeck.model.InstanceStatus.RAY_INSTALL_FAILED;
import static dev.raydeck.model.InstanceStatus.RAY_RUNNING;
import static dev.raydeck.model.InstanceStatus.RAY_STOPPED;
import static dev.raydeck.model.InstanceStatus.RAY_STOPPING;
import static dev.raydeck.model.InstanceStatus.RAY_STOP_REQUESTED;
import static dev.raydeck.model.InstanceStatus.REQUESTED;
import static dev.raydeck.model.InstanceStatus.TERMINATED;
import static dev.raydeck.model.InstanceStatus.TERMINATING;
import static dev.raydeck.model.InstanceStatus.TERMINATION_FAILED;
import static dev.raydeck.model.InstanceStatus.UNKNOWN;

import dev.raydeck.model.InstanceStatus;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Which status may follow which (ray: autoscaler/v2/instance_manager/common.py).
public final class Transitions {
  private static final Map<InstanceStatus, Set<InstanceStatus>> NEXT = next();
  private static final Map<InstanceStatus, Set<InstanceStatus>> REACHABLE = reachableFromAll();

  private Transitions() {}

  private static Map<InstanceStatus, Set<InstanceStatus>> next() {
    Map<InstanceStatus, Set<InstanceStatus>> next = new EnumMap<>(InstanceStatus.class);
    next.put(UNKNOWN, Set.of());
    next.put(QUEUED, Set.of(REQUESTED, TERMINATED));
    next.put(REQUESTED, Set.of(ALLOCATED, QUEUED, ALLOCATION_FAILED));
    next.put(
        ALLOCATED,
        Set.of(
            RAY_INSTALLING,
            RAY_RUNNING,
            ALLOCATION_TIMEOUT,
            RAY_STOPPING,
            RAY_STOPPED,
            TERMINATING,
            TERMINATED));
    next.put(
        RAY_INSTALLING,
        Set.of(RAY_RUNNING, RAY_INSTALL_FAILED, RAY_STOPPED, TERMINATING, TERMINATED));
    next.put(
        RAY_RUNNING,
        Set.of(RAY_STOP_REQUESTED, RAY_STOPPING, RAY_STOPPED, TERMINATING, TERMINATED));
    next.put(RAY_STOP_REQUESTED, Set.of(RAY_STOPPING, RAY_STOPPED, RAY_RUNNING, TERMINATED));
    next.put(ALLOCATION_TIMEOUT, Set.of(TERMINATING, TERMINATED));
    next.put(RAY_STOPPING, Set.of(RAY_STOPPED, TERMINATING, TERMINATED));
    next.put(RAY_STOPPED, Set.of(TERMINATING, TERMINATED));
    next.put(TERMINATING, Set.of(TERMINATED, TERMINATION_FAILED));
    next.put(TERMINATION_FAILED, Set.of(TERMINATING, TERMINATED));
    next.put(RAY_INSTALL_FAILED, Set.of(TERMINATING, TERMINATED));
    next.put(TERMINATED, Set.of());
    next.put(ALLOCATION_FAILED, Set.of());
    return next;
  }

  private static Map<InstanceStatus, Set<InstanceStatus>> reachableFromAll() {
    Map<InstanceStatus, Set<InstanceStatus>> all = new EnumMap<>(InstanceStatus.class);
    for (InstanceStatus from : InstanceStatus.values()) {
      Set<InstanceStatus> found = EnumSet.noneOf(InstanceStatus.class);
      Deque<InstanceStatus> todo = new ArrayDeque<>(after(from));
      while (!todo.isEmpty()) {
        InstanceStatus status = todo.removeFirst();
        if (found.add(status)) {
          todo.addAll(after(status));
        }
      }
      all.put(from, Collections.unmodifiableSet(found));
    }
    return all;
  }

  /// The statuses that may follow this one directly.
  public static Set<InstanceStatus> after(InstanceStatus status) {
    return NEXT.getOrDefault(status, Set.of());
  }

  /// The statuses that may follow by one or more steps; the status itself only through a cycle.
  public static Set<InstanceStatus> reachable(InstanceStatus status) {
    return REACHABLE.getOrDefault(status, Set.of());
  }

  public static boolean isAllowed(InstanceStatus from, InstanceStatus to) {
    return after(from).contains(to);
  }

  /// Nothing follows: the row only remains as a memory.
  public static boolean isFinal(InstanceStatus status) {
    return status == TERMINATED || status == ALLOCATION_FAILED;
  }
}
