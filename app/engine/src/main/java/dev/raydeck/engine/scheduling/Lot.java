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

  /// Lots whose nodes are alike although different things were put on them, if it is not alone.
  private @Nullable List<Lot> kin;

  private @Nullable Attempt attempt;
  private int @Nullable [] fitting;
  private @Nullable UtilizationScore score;

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
    Likeness likeness = state.likeness;
    Lot first = likeness.first;
    if (first == null) {
      likeness.first = this;
      return;
    }
    if (first.kin == null) {
      first.kin = new ArrayList<>(List.of(first));
    }
    first.kin.add(this);
    kin = first.kin;
  }

  /// Whether its first node is tried at all: one that is not running is passed over if one like it
  /// stands before it.
  boolean isTried() {
    if (state.body.isRunning || kin == null) {
      return true;
    }
    for (Lot other : kin) {
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
