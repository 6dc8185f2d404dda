package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.words.DecisionBrief;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The recent past of one connection: capacity, use and demand for the chart, asked-for changes of
/// size, and the decisions. It forgets what is older than half an hour.
public final class History {
  static final Duration KEPT = Duration.ofMinutes(30);
  private static final Duration STEP = Duration.ofMillis(250);

  /// Shorter than the silence that a chart leaves empty.
  private static final Duration SAME = Duration.ofSeconds(10);

  private static final int KEPT_DECISIONS = 500;
  private static final List<String> RESOURCES = List.of("CPU", "GPU", "memory");

  private final Deque<Point> points = new ArrayDeque<>();
  private final Deque<SizeChange> changes = new ArrayDeque<>();
  private final Deque<LoggedDecision> decisions = new ArrayDeque<>();
  private final Map<String, Integer> replicas = new HashMap<>();
  private final HopClock hops = new HopClock();
  private final IdleClocks idleClocks = new IdleClocks(KEPT);
  private final Waits waits = new Waits();
  private Shadow settled = Shadow.NONE;
  private long turns;
  private long explanations;

  /// What was there at one instant, by resource.
  public record Point(Instant at, Map<String, Level> levels) {
    public Level level(String resource) {
      return levels.getOrDefault(resource, Level.NONE);
    }
  }

  /// Amounts of one resource.
  public record Level(double capacity, double used, double waiting) {
    static final Level NONE = new Level(0, 0, 0);
  }

  /// A change of a group's replicas in the RayCluster, whoever wrote it.
  public record SizeChange(Instant at, String group, int by) {}

  public void add(ClusterFacts facts) {
    ClusterSnapshot snapshot = facts.snapshot();
    if (snapshot == null) {
      return;
    }
    Instant at = snapshot.takenAt();
    addPoint(facts, at);
    addChanges(facts, at);
    addDecision(facts);
    hops.add(facts);
    idleClocks.add(facts.workers(), at);
    waits.add(facts, at);
    while (!points.isEmpty() && points.getFirst().at().isBefore(at.minus(KEPT))) {
      points.removeFirst();
    }
    changes.removeIf(change -> change.at().isBefore(at.minus(KEPT)));
  }

  private void addPoint(ClusterFacts facts, Instant at) {
    RayState ray = facts.ray();
    if (ray == null || facts.standing().isRayStale()) {
      return;
    }
    if (!points.isEmpty() && !points.getLast().at().isBefore(at)) {
      return;
    }
    Map<String, Level> levels = new HashMap<>();
    for (String resource : RESOURCES) {
      levels.put(
          resource,
          new Level(facts.capacity(resource), facts.used(resource), facts.waiting(resource)));
    }
    add(new Point(at, Map.copyOf(levels)));
  }

  /// The last point is let go where the one before it says the same, or where all three are within
  /// one step: a chart of minutes looks the same without.
  private void add(Point fresh) {
    Point last = points.pollLast();
    Point before = points.peekLast();
    if (last != null && (before == null || !isBetween(before, last, fresh))) {
      points.add(last);
    }
    points.add(fresh);
  }

  private static boolean isBetween(Point before, Point last, Point fresh) {
    Duration between = Duration.between(before.at(), fresh.at());
    return between.compareTo(before.levels().equals(last.levels()) ? SAME : STEP) < 0;
  }

  private void addChanges(ClusterFacts facts, Instant at) {
    for (GroupFacts group : facts.groups()) {
      Integer before = replicas.put(group.name(), group.asked());
      if (before != null && before != group.asked()) {
        changes.add(new SizeChange(at, group.name(), group.asked() - before));
      }
    }
  }

  /// What was still open of decisions in SHADOW may be settled by now; equal ones are folded then.
  /// After SHADOW nobody settles what is open: nothing is said of it any more.
  private void settle(Shadow shadow) {
    if (shadow.equals(settled)) {
      return;
    }
    settled = shadow;
    List<LoggedDecision> all = List.copyOf(decisions);
    decisions.clear();
    for (LoggedDecision one : all) {
      Shadow.Turn turn = one.mode() == Mode.SHADOW ? shadow(shadow, one.turn()) : null;
      fold(turn == null && !one.isOpen() ? one : one.with(turn));
    }
  }

  private void fold(LoggedDecision fresh) {
    LoggedDecision last = decisions.peekLast();
    if (last != null && last.isSameAs(fresh)) {
      decisions.removeLast();
      decisions.add(last.again(fresh));
    } else {
      decisions.add(fresh);
    }
  }

  private static Shadow.@Nullable Turn shadow(Shadow shadow, long turn) {
    return shadow.turns().stream().filter(one -> one.number() == turn).findFirst().orElse(null);
  }

  private void addDecision(ClusterFacts facts) {
    settle(facts.frame().shadow());
    ScalingDecision decision = facts.decision();
    if (decision == null) {
      return;
    }
    LoggedDecision last = decisions.peekLast();
    if (last != null && !last.at().isBefore(decision.at())) {
      return;
    }
    if (facts.frame().mode() == Mode.OBSERVE) {
      explanations++;
    } else {
      turns++;
    }
    LoggedDecision fresh =
        new LoggedDecision(
            facts.frame().turn(),
            decision.at(),
            facts.frame().mode(),
            DecisionBrief.of(decision, facts.frame().breakpoints()),
            facts.frame().result().outcome(),
            facts.frame().breakpoints(),
            facts.workers().size(),
            1,
            shadow(facts.frame().shadow(), facts.frame().turn()));
    fold(fresh);
    if (decisions.size() > KEPT_DECISIONS) {
      decisions.removeFirst();
    }
  }

  public List<Point> points() {
    return List.copyOf(points);
  }

  public List<SizeChange> changes() {
    return List.copyOf(changes);
  }

  /// When the idle clock of a Ray node began anew, oldest first.
  public List<Instant> idleRestarts(String nodeId) {
    return idleClocks.restarts(nodeId);
  }

  /// The runs of a node's idle clock this window saw, oldest first; between two it was in use.
  public List<IdleRun> idleRuns(String nodeId) {
    return idleClocks.runs(nodeId);
  }

  /// Since when a demand, gang or constraint is there, as far as this window saw.
  public Optional<Waits.Since> waitingSince(Verdict.Subject subject) {
    return waits.of(subject);
  }

  /// Newest first.
  public List<LoggedDecision> decisions() {
    return new ArrayList<>(decisions).reversed();
  }

  /// How workers came up and went down.
  public HopClock hops() {
    return hops;
  }

  /// How many turns were seen of a session that drives.
  public long turns() {
    return turns;
  }

  /// How many times it was explained what a turn would do, by a session that takes none.
  public long explanations() {
    return explanations;
  }
}
