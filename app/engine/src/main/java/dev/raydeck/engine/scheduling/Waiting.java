package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Groups of equal requests in the order they are tried, and how many of each still wait.
final class Waiting {
  private final List<RequestGroup> requests;
  private final Ask[] asks;
  private final int[] left;
  private final int[] active;
  private int activeCount;

  Waiting(List<RequestGroup> requests, Vocabulary vocabulary) {
    this.requests = requests;
    this.asks = new Ask[requests.size()];
    this.left = new int[requests.size()];
    this.active = new int[requests.size()];
    for (int i = 0; i < asks.length; i++) {
      asks[i] = vocabulary.ask(requests.get(i).request());
      left[i] = requests.get(i).count();
      active[activeCount++] = i;
    }
  }

  boolean isEmpty() {
    return activeCount == 0;
  }

  /// Groups of which something waits, in order.
  int activeCount() {
    return activeCount;
  }

  int active(int i) {
    return active[i];
  }

  Ask ask(int group) {
    return asks[group];
  }

  int left(int group) {
    return left[group];
  }

  void take(int group, int count) {
    left[group] -= count;
    if (left[group] == 0) {
      int kept = 0;
      for (int i = 0; i < activeCount; i++) {
        if (active[i] != group) {
          active[kept++] = active[i];
        }
      }
      activeCount = kept;
    }
  }

  /// Adds `count` requests of a group to what is placed on a node; equal neighbours are one entry.
  void place(int group, int count, List<Placement> placed) {
    RequestGroup requested = requests.get(group);
    Placement last = placed.isEmpty() ? null : placed.getLast();
    int before = 0;
    if (last != null
        && last.gang() == requested.gang()
        && last.request().equals(requested.request())) {
      placed.removeLast();
      before = last.count();
    }
    placed.add(new Placement(requested.request(), before + count, requested.gang()));
  }

  List<RequestGroup> unplaced() {
    List<RequestGroup> unplaced = new ArrayList<>();
    for (int i = 0; i < activeCount; i++) {
      unplaced.add(requests.get(active[i]).withCount(left[active[i]]));
    }
    return unplaced;
  }

  /// The smallest amount above zero of each resource; null if there is none.
  @Nullable Map<String, Double> leastAmounts() {
    Map<String, Double> least = new HashMap<>();
    for (RequestGroup group : requests) {
      group
          .request()
          .bundle()
          .amounts()
          .forEach((name, amount) -> {
            if (amount != 0 && !name.startsWith(Vocabulary.IMPLICIT_PREFIX)) {
              least.merge(name, amount, Math::min);
            }
          });
    }
    return least.isEmpty() ? null : least;
  }
}
