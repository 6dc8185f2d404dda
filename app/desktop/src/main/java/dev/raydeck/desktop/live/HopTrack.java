package dev.raydeck.desktop.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One worker on its way up or down: when each hop was seen. A hop nobody saw has no time, and none
/// is made up for it.
///
/// `byPerson` are the hops that waited for a person, at a breakpoint or in a pause.
public record HopTrack(
    Way way, String subject, Map<Hop, Instant> seen, boolean isHeld, Set<Hop> byPerson) {

  public HopTrack {
    seen = Map.copyOf(seen);
    byPerson = Set.copyOf(byPerson);
  }

  public enum Way {
    UP,
    DOWN
  }

  /// The hops of each way, in order. CREATED, WORKING and IDLE have the times of Kubernetes and of
  /// Ray, DECIDED that of the decision's facts; the others the time of the first look that saw
  /// them.
  public enum Hop {
    DEMAND(Way.UP),
    DECIDED(Way.UP),
    PATCHED(Way.UP),
    CREATED(Way.UP),
    SCHEDULED(Way.UP),
    RUNNING(Way.UP),
    JOINED(Way.UP),
    WORKING(Way.UP),
    IDLE(Way.DOWN),
    TIMED_OUT(Way.DOWN),
    DRAINED(Way.DOWN),
    NAMED(Way.DOWN),
    TERMINATING(Way.DOWN),
    GONE(Way.DOWN);

    private final Way way;

    Hop(Way way) {
      this.way = way;
    }

    public static List<Hop> of(Way way) {
      return List.of(values()).stream().filter(hop -> hop.way == way).toList();
    }
  }

  /// DONE has a time. MISSED has none although a later one was seen. NOW is the first that is
  /// waited for, NEXT come after it.
  public enum State {
    DONE,
    MISSED,
    NOW,
    NEXT
  }

  /// `took` is the time since the last hop that was seen before it; null for the first, and where
  /// there is none.
  public record Step(Hop hop, State state, @Nullable Instant at, @Nullable Duration took) {}

  public List<Step> steps() {
    List<Hop> hops = Hop.of(way);
    int last = -1;
    for (Hop hop : hops) {
      last = seen.containsKey(hop) ? hops.indexOf(hop) : last;
    }
    List<Step> steps = new ArrayList<>();
    Instant before = null;
    for (int i = 0; i < hops.size(); i++) {
      Instant at = seen.get(hops.get(i));
      State state =
          at != null
              ? State.DONE
              : i < last ? State.MISSED : i == last + 1 ? State.NOW : State.NEXT;
      Duration took = at == null || before == null ? null : Duration.between(before, at);
      // Kubernetes tells whole seconds, cut off: such a hop can seem to come before its cause.
      steps.add(
          new Step(
              hops.get(i), state, at, took != null && took.isNegative() ? Duration.ZERO : took));
      before = at == null ? before : at;
    }
    return steps;
  }

  public boolean isOver() {
    return seen.containsKey(Hop.of(way).getLast());
  }

  /// All its hops together.
  public Duration took() {
    return steps().stream()
        .map(Step::took)
        .filter(Objects::nonNull)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// The last that was seen; null if none was.
  public @Nullable Instant latest() {
    return seen.values().stream().max(Instant::compareTo).orElse(null);
  }

  /// The same track being written.
  static final class Draft {
    final Way way;
    final String subject;
    final Map<Hop, Instant> seen = new EnumMap<>(Hop.class);
    final Set<Hop> byPerson = EnumSet.noneOf(Hop.class);
    boolean isHeld;

    Draft(Way way, String subject) {
      this.way = way;
      this.subject = subject;
    }

    void see(Hop hop, @Nullable Instant at) {
      if (at != null) {
        seen.putIfAbsent(hop, at);
      }
    }

    boolean isOver() {
      return seen.containsKey(Hop.of(way).getLast());
    }

    /// A person keeps it where it is, if what comes next is one of these.
    void waitForPerson(Set<Hop> kept) {
      done().steps().stream()
          .filter(step -> step.state() == State.NOW)
          .map(Step::hop)
          .filter(kept::contains)
          .forEach(byPerson::add);
    }

    HopTrack done() {
      return new HopTrack(way, subject, seen, isHeld, byPerson);
    }
  }
}
