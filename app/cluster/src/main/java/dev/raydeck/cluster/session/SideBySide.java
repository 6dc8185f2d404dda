package dev.raydeck.cluster.session;

import dev.raydeck.model.Shadow;
import dev.raydeck.model.Shadow.Peer;
import dev.raydeck.model.Shadow.Removal;
import dev.raydeck.model.Shadow.Size;
import dev.raydeck.model.Shadow.Turn;
import dev.raydeck.model.Shadow.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Lays turns of ours beside what the in-tree autoscaler did. Pure: time comes with the turns.
///
/// The two are not in step: each acts at its own moment, on facts of its own moment. So
/// - what ours wants agrees as soon as the other has come as far or further, or began to remove the
///   same worker, and differs only when two later turns of ours, [#PATIENCE] after it, want it
///   still;
/// - what ours does not want any more by its next turn never was a difference;
/// - what the other did agrees if ours wanted it within [#PATIENCE] before, or wants it from the
///   world as it was without it ([Undone]), and differs otherwise.
final class SideBySide {
  /// Two turns of the in-tree autoscaler, which sleeps five seconds after each, with the time it
  /// works and the second until a watch or poll shows it here.
  static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final int LATER_TURNS = 2;
  private static final int KEPT = 60;

  private SideBySide() {}

  /// The Pods whose removal is still to be settled.
  static Set<String> asked(Shadow shadow) {
    Set<String> asked = new LinkedHashSet<>();
    for (Turn turn : shadow.turns()) {
      for (Removal removal : turn.removals()) {
        if (removal.verdict() == Verdict.NOT_YET) {
          asked.add(removal.pod());
        }
      }
    }
    return asked;
  }

  /// Whether turns of ours not long ago wanted all that the other did since `before`.
  static boolean isWanted(Shadow shadow, Theirs before, Theirs after, Instant at) {
    return after.replicas().entrySet().stream()
            .allMatch(entry -> {
              Integer from = before.replicas().get(entry.getKey());
              return from == null
                  || from.equals(entry.getValue())
                  || wanted(shadow, entry.getKey(), from, entry.getValue(), at);
            })
        && after.removing().stream()
            .allMatch(pod -> before.removing().contains(pod) || wanted(shadow, pod, at));
  }

  private static boolean wanted(Shadow shadow, String group, int from, int to, Instant at) {
    return recent(shadow, at).stream()
        .flatMap(turn -> turn.sizes().stream())
        .anyMatch(size -> size.group().equals(group) && isReached(from, to, size.ours()));
  }

  private static boolean wanted(Shadow shadow, String pod, Instant at) {
    return recent(shadow, at).stream()
        .flatMap(turn -> turn.removals().stream())
        .anyMatch(removal -> removal.isOurs() && removal.pod().equals(pod));
  }

  private static List<Turn> recent(Shadow shadow, Instant at) {
    Instant oldest = at.minus(PATIENCE);
    return shadow.turns().stream().filter(turn -> !turn.at().isBefore(oldest)).toList();
  }

  /// What the other has done by now.
  static Shadow look(Shadow shadow, Theirs theirs) {
    return settled(
        shadow,
        shadow.peer(),
        turn -> changed(turn, size -> met(size, theirs), removal -> met(removal, theirs)));
  }

  /// A turn of ours, and what the other has done by now.
  static Shadow turn(Shadow before, Peer peer, Ours ours, Theirs theirs) {
    UnaryOperator<Turn> settle =
        peer == Peer.RUNS
            ? turn ->
                changed(
                    turn,
                    size -> settled(turn, met(size, theirs), ours),
                    removal -> settled(turn, met(removal, theirs), ours))
            : turn -> changed(turn, SideBySide::uncompared, SideBySide::uncompared);
    Shadow past = settled(before, peer, settle);
    Turn fresh = fresh(past, peer, ours, theirs);
    List<Turn> turns = new ArrayList<>(past.turns());
    turns.add(fresh);
    while (turns.size() > KEPT && turns.getFirst().verdict() != Verdict.NOT_YET) {
      turns.removeFirst();
    }
    return new Shadow(
        peer,
        turns,
        past.compared() + (isCompared(fresh) ? 1 : 0),
        past.differing() + (fresh.verdict() == Verdict.DIFFERS ? 1 : 0));
  }

  private static Turn fresh(Shadow past, Peer peer, Ours ours, Theirs theirs) {
    Set<String> pods = new TreeSet<>(ours.removals());
    pods.addAll(theirs.removing());
    pods.removeAll(ours.before().removing());
    List<Removal> removals = new ArrayList<>();
    for (String pod : pods) {
      boolean isOurs = ours.removals().contains(pod);
      boolean isTheirs = theirs.isRemoving(pod);
      boolean isAgreed = isTheirs && (isOurs || wanted(past, pod, ours.at()));
      removals.add(
          new Removal(
              pod,
              isOurs,
              isTheirs,
              isAgreed ? Verdict.AGREES : isTheirs ? Verdict.DIFFERS : Verdict.NOT_YET));
    }
    long agreed =
        removals.stream().filter(one -> one.isTheirs() && one.verdict() == Verdict.AGREES).count();
    Set<String> groups = new TreeSet<>(ours.replicas().keySet());
    groups.addAll(ours.before().replicas().keySet());
    List<Size> sizes = new ArrayList<>();
    for (String group : groups) {
      int from = ours.before().replicas().getOrDefault(group, 0);
      int wanted = ours.wanted(group);
      int done = theirs.replicas().getOrDefault(group, from);
      if (wanted != from || done != from) {
        sizes.add(
            new Size(group, from, wanted, done, verdict(past, ours, group, from, done, agreed)));
      }
    }
    return peer == Peer.RUNS
        ? new Turn(ours.number(), ours.at(), peer, sizes, removals)
        : changed(
            new Turn(ours.number(), ours.at(), peer, sizes, removals),
            SideBySide::uncompared,
            SideBySide::uncompared);
  }

  /// A worker that both remove takes its replica along, also where its Pod was gone from ours
  /// first.
  private static Verdict verdict(
      Shadow past, Ours ours, String group, int from, int done, long agreed) {
    int wanted = ours.wanted(group);
    if (done == from) {
      return Verdict.NOT_YET;
    }
    boolean isOfRemovals = done < from && from - done <= agreed;
    if (wanted == done || isOfRemovals || wanted(past, group, from, done, ours.at())) {
      return Verdict.AGREES;
    }
    return isReached(from, wanted, done) || !isReached(from, done, wanted)
        ? Verdict.DIFFERS
        : Verdict.NOT_YET;
  }

  /// Whether `now` lies as far from `from` as `to`, or further, on the same side.
  private static boolean isReached(int from, int to, int now) {
    return to > from ? now >= to : now <= to;
  }

  private static Size met(Size size, Theirs theirs) {
    int now = theirs.replicas().getOrDefault(size.group(), size.theirs());
    boolean isOpen = size.verdict() == Verdict.NOT_YET;
    return !isOpen
        ? size
        : new Size(
            size.group(),
            size.from(),
            size.ours(),
            now,
            isReached(size.from(), size.ours(), now) ? Verdict.AGREES : Verdict.NOT_YET);
  }

  private static Removal met(Removal removal, Theirs theirs) {
    return removal.verdict() == Verdict.NOT_YET && theirs.isRemoving(removal.pod())
        ? new Removal(removal.pod(), removal.isOurs(), true, Verdict.AGREES)
        : removal;
  }

  /// What is still open when ours takes its next turn.
  private static Size settled(Turn turn, Size size, Ours next) {
    if (size.verdict() != Verdict.NOT_YET) {
      return size;
    }
    int wanted = next.wanted(size.group());
    boolean isWithdrawn =
        size.ours() > size.from() ? wanted <= size.theirs() : wanted >= size.theirs();
    return new Size(
        size.group(), size.from(), size.ours(), size.theirs(), open(turn, next, isWithdrawn));
  }

  private static Removal settled(Turn turn, Removal removal, Ours next) {
    return removal.verdict() == Verdict.NOT_YET
        ? new Removal(
            removal.pod(),
            removal.isOurs(),
            removal.isTheirs(),
            open(turn, next, !next.removals().contains(removal.pod())))
        : removal;
  }

  private static Verdict open(Turn turn, Ours next, boolean isWithdrawn) {
    if (isWithdrawn) {
      return Verdict.WITHDRAWN;
    }
    boolean isLate =
        next.number() >= turn.number() + LATER_TURNS
            && !next.at().isBefore(turn.at().plus(PATIENCE));
    return isLate ? Verdict.DIFFERS : Verdict.NOT_YET;
  }

  private static Size uncompared(Size size) {
    return size.verdict() == Verdict.NOT_YET || size.verdict() == Verdict.DIFFERS
        ? new Size(size.group(), size.from(), size.ours(), size.theirs(), Verdict.UNCOMPARED)
        : size;
  }

  private static Removal uncompared(Removal removal) {
    return removal.verdict() == Verdict.NOT_YET || removal.verdict() == Verdict.DIFFERS
        ? new Removal(removal.pod(), removal.isOurs(), removal.isTheirs(), Verdict.UNCOMPARED)
        : removal;
  }

  private static boolean isCompared(Turn turn) {
    return turn.verdict() == Verdict.AGREES || turn.verdict() == Verdict.DIFFERS;
  }

  private static Turn changed(
      Turn turn, UnaryOperator<Size> sizes, UnaryOperator<Removal> removals) {
    return new Turn(
        turn.number(),
        turn.at(),
        turn.peer(),
        turn.sizes().stream().map(sizes).toList(),
        turn.removals().stream().map(removals).toList());
  }

  /// Settles the open turns, and counts those that came to an end.
  private static Shadow settled(Shadow shadow, Peer peer, UnaryOperator<Turn> settle) {
    int compared = shadow.compared();
    int differing = shadow.differing();
    List<Turn> turns = new ArrayList<>(shadow.turns().size());
    for (Turn turn : shadow.turns()) {
      Turn now = turn.verdict() == Verdict.NOT_YET ? settle.apply(turn) : turn;
      if (!now.equals(turn)) {
        compared += isCompared(now) ? 1 : 0;
        differing += now.verdict() == Verdict.DIFFERS ? 1 : 0;
      }
      turns.add(now);
    }
    return new Shadow(peer, turns, compared, differing);
  }
}
