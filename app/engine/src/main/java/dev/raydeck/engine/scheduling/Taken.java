package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one [Attempt] takes of each waiting group, and how long that stays true.
final class Taken {
  /// The node, not the group, was the limit.
  static final int UNLIMITED = -1;

  /// The groups something was taken of, how much, and how much must wait for that to be so again,
  /// or [#UNLIMITED].
  private int[] groups = new int[4];

  private int[] counts = new int[4];
  private int[] exactly = new int[4];
  private int kinds;
  private @Nullable List<Placement> lastBase;
  private List<Placement> lastPlaced = List.of();

  void add(int group, int count, int exact) {
    if (kinds == groups.length) {
      groups = Arrays.copyOf(groups, 2 * kinds);
      counts = Arrays.copyOf(counts, 2 * kinds);
      exactly = Arrays.copyOf(exactly, 2 * kinds);
    }
    groups[kinds] = group;
    counts[kinds] = count;
    exactly[kinds] = exact;
    kinds++;
  }

  boolean isAny() {
    return kinds > 0;
  }

  /// Whether a new attempt would come to the same.
  boolean holds(Waiting waiting) {
    for (int i = 0; i < kinds; i++) {
      int left = waiting.left(groups[i]);
      if (exactly[i] == UNLIMITED ? left < counts[i] : left != exactly[i]) {
        return false;
      }
    }
    return true;
  }

  /// Takes off what waits what the attempt puts on a node.
  void takeFrom(Waiting waiting) {
    for (int i = 0; i < kinds; i++) {
      waiting.take(groups[i], counts[i]);
    }
    waiting.dropTaken();
  }

  /// Everything on the node, after what was there before; equal neighbours are one entry. The same
  /// list is asked for again and again; comparing what is in it would cost more than a copy.
  @SuppressWarnings("ReferenceEquality")
  List<Placement> placed(List<Placement> base, Waiting waiting) {
    if (base != lastBase) {
      List<Placement> all = new ArrayList<>(base);
      for (int i = 0; i < kinds; i++) {
        if (i == 0 || !waiting.differ(groups[i - 1], groups[i])) {
          waiting.place(groups[i], counts[i], all);
        } else {
          all.add(waiting.placement(groups[i], counts[i]));
        }
      }
      lastBase = base;
      lastPlaced = List.copyOf(all);
    }
    return lastPlaced;
  }
}
