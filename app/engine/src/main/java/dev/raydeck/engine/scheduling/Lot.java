package dev.raydeck.engine.scheduling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nodes in one state, during one run of the packer: a queue of their places in the list, first to
/// last.
final class Lot {
  final NodeState state;
  private int head = -1;
  private int tail = -1;
  private int @Nullable [] next;
  private @Nullable Kin kin;
  private @Nullable Attempt attempt;
  private int @Nullable [] fitting;
  private @Nullable UtilizationScore score;

  /// Lots whose nodes are alike although different things were put on them.
  static final class Kin {
    final List<Lot> lots = new ArrayList<>();
  }

  Lot(NodeState state) {
    this.state = state;
  }

  void add(int place, int[] links) {
    links[place] = -1;
    if (head < 0) {
      head = place;
    } else {
      links[tail] = place;
    }
    tail = place;
    next = links;
  }

  /// Holds one node only, at this place.
  void hold(int place) {
    head = place;
    tail = place;
    next = null;
  }

  boolean isEmpty() {
    return head < 0;
  }

  /// The place of the first node left.
  int first() {
    return head;
  }

  int removeFirst() {
    int place = head;
    head = next == null ? -1 : next[place];
    return place;
  }

  /// Finds the other lots of its kind; the likeness is shared by all states that are alike.
  void joinKin() {
    Kin family = state.likeness.kin;
    if (family == null) {
      family = new Kin();
      state.likeness.kin = family;
    }
    family.lots.add(this);
    kin = family;
  }

  /// Whether its first node is tried at all: one that is not running is passed over if one like it
  /// stands before it.
  boolean isTried() {
    if (state.body.isRunning || kin == null) {
      return true;
    }
    for (Lot other : kin.lots) {
      if (other != this && !other.isEmpty() && other.head < head) {
        return false;
      }
    }
    return true;
  }

  Attempt attempt(Waiting waiting, NodeStates states, boolean conservesGpu) {
    Attempt known = attempt;
    if (known == null || !known.taken().holds(waiting)) {
      if (known != null && fitting == null) {
        fitting = Attempt.fitting(state, waiting, states);
      }
      known =
          fitting == null
              ? Attempt.of(state, waiting, states)
              : Attempt.of(state, fitting, waiting, states);
      attempt = known;
      score = known.score(conservesGpu);
    }
    return known;
  }

  UtilizationScore score() {
    UtilizationScore known = score;
    if (known == null) {
      throw new IllegalStateException("not tried yet");
    }
    return known;
  }
}
