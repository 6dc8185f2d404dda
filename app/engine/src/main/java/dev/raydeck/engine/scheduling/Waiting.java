package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups of equal requests in the order they are tried, and how many of each still wait.
final class Waiting {
  private final List<RequestGroup> requests;
  private final Ask[] asks;
  private final int[] left;
  private final int[] active;
  private int activeCount;

  /// Resources that every group from some place on asks for, and by place the least of each that
  /// anybody from there on asks for: a node with less of one takes nothing more.
  private int[] scarce = {};

  private double[] least = {};

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
    findLeast();
  }

  private void findLeast() {
    scarce = asks[asks.length - 1].resources;
    int width = scarce.length;
    least = new double[asks.length * width];
    for (int i = asks.length - 1; i >= 0; i--) {
      Ask ask = asks[i];
      for (int k = 0; k < width; k++) {
        double asked = ask.amount(scarce[k]);
        int here = i * width + k;
        least[here] = i == asks.length - 1 ? asked : Math.min(asked, least[here + width]);
      }
    }
  }

  /// Whether a node with this much free can take nothing of the group at `from` and of those after
  /// it; false only says that it may. What the node does not list is NaN and never decides.
  boolean isTooLittle(double[] free, int from) {
    int width = scarce.length;
    if (from == asks.length) {
      return true;
    }
    for (int k = 0; k < width; k++) {
      if (free[scarce[k]] < least[from * width + k]) {
        return true;
      }
    }
    return false;
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

  /// Takes off what waits; [#dropTaken] must follow.
  void take(int group, int count) {
    left[group] -= count;
  }

  /// Leaves out the groups of which nothing waits any more.
  void dropTaken() {
    int kept = 0;
    for (int i = 0; i < activeCount; i++) {
      if (left[active[i]] > 0) {
        active[kept++] = active[i];
      }
    }
    activeCount = kept;
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

  Placement placement(int group, int count) {
    RequestGroup requested = requests.get(group);
    return new Placement(requested.request(), count, requested.gang());
  }

  /// Whether two groups certainly ask for different things; false only says that they may. Equal
  /// bundles may list their resources in different orders.
  boolean differ(int one, int other) {
    Ask ask = asks[one];
    Ask second = asks[other];
    if (ask.amounts.length != second.amounts.length) {
      return true;
    }
    return ask.amounts.length > 0
        && ask.resources[0] == second.resources[0]
        && ask.amounts[0] != second.amounts[0];
  }

  List<RequestGroup> unplaced() {
    List<RequestGroup> unplaced = new ArrayList<>();
    for (int i = 0; i < activeCount; i++) {
      unplaced.add(requests.get(active[i]).withCount(left[active[i]]));
    }
    return unplaced;
  }

  /// The smallest amount above zero of each resource, by number, and infinity for those nobody asks
  /// for; null if nobody asks for anything.
  double @Nullable [] leastAmounts(int resources) {
    double[] smallest = new double[resources];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    boolean isAny = false;
    for (Ask ask : asks) {
      for (int i = 0; i < ask.amounts.length; i++) {
        int resource = ask.resources[i];
        if (ask.amounts[i] != 0 && !ask.isImplicit[i]) {
          smallest[resource] = Math.min(smallest[resource], ask.amounts[i]);
          isAny = true;
        }
      }
    }
    return isAny ? smallest : null;
  }
}
