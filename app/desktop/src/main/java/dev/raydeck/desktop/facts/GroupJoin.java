package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// The workers of each group, by their places among all nodes, in the order their tiles stand.
/// Where only some moved since the frame before, only those are sorted; where none did, it holds
/// for another frame as it is.
@SuppressWarnings("ReferenceEquality") // The very object is unchanged; another is compared.
final class GroupJoin {
  private static final int[] NONE = {};
  private static final Comparator<NodeFacts> TILE_ORDER =
      Comparator.<NodeFacts>comparingInt(GroupJoin::rank)
          .thenComparing(GroupJoin::idle)
          .thenComparing(node -> node.pod().createdAt())
          .thenComparing(node -> node.pod().name());

  private final Map<String, int[]> byGroup;

  private GroupJoin(Map<String, int[]> byGroup) {
    this.byGroup = byGroup;
  }

  static GroupJoin of(List<NodeFacts> nodes) {
    return new GroupJoin(woven(Map.of(), nodes, new BitSet()));
  }

  /// The same of other facts, where Pods may have come and gone.
  GroupJoin again(NodeChanges changes) {
    return changes.areInPlace() && changes.all(GroupJoin::isInPlace)
        ? this
        : again(changes.before(), changes.now(), changes::placeNow);
  }

  private GroupJoin again(List<NodeFacts> before, List<NodeFacts> nodes, IntUnaryOperator place) {
    Map<String, int[]> kept = new HashMap<>();
    BitSet areKept = new BitSet(nodes.size());
    byGroup.forEach((group, places) -> {
      int[] own = new int[places.length];
      int count = 0;
      for (int was : places) {
        int now = place.applyAsInt(was);
        if (now >= 0 && isInPlace(before.get(was), nodes.get(now))) {
          own[count++] = now;
          areKept.set(now);
        }
      }
      kept.put(group, Arrays.copyOf(own, count));
    });
    return new GroupJoin(woven(kept, nodes, areKept));
  }

  /// With all that are not kept in their groups and places.
  private static Map<String, int[]> woven(
      Map<String, int[]> kept, List<NodeFacts> nodes, BitSet areKept) {
    Map<String, List<Integer>> moved = new HashMap<>();
    for (int at = areKept.nextClearBit(0); at < nodes.size(); at = areKept.nextClearBit(at + 1)) {
      if (!nodes.get(at).isHead()) {
        moved.computeIfAbsent(nodes.get(at).pod().group(), name -> new ArrayList<>()).add(at);
      }
    }
    Map<String, int[]> all = new HashMap<>(kept);
    Comparator<Integer> order = Comparator.comparing(nodes::get, TILE_ORDER);
    moved.forEach((group, own) -> {
      own.sort(order);
      all.put(group, woven(all.getOrDefault(group, NONE), own, order));
    });
    return all;
  }

  /// Of two that are in order.
  private static int[] woven(int[] kept, List<Integer> moved, Comparator<Integer> order) {
    int[] all = new int[kept.length + moved.size()];
    int from = 0;
    int at = 0;
    for (int one : moved) {
      int to = after(kept, from, one, order);
      System.arraycopy(kept, from, all, at, to - from);
      at += to - from;
      all[at++] = one;
      from = to;
    }
    System.arraycopy(kept, from, all, at, kept.length - from);
    return all;
  }

  /// The first place in `kept`, at or after `from`, whose node comes after `one`.
  private static int after(int[] kept, int from, int one, Comparator<Integer> order) {
    int low = from;
    int high = kept.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(kept[middle], one) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isInPlace(NodeFacts old, NodeFacts now) {
    return old == now
        || (old.isHead() == now.isHead()
            && (now.isHead()
                || (old.pod().group().equals(now.pod().group())
                    && TILE_ORDER.compare(old, now) == 0)));
  }

  Placed of(String group, PagedList<NodeFacts> nodes) {
    return new Placed(nodes, byGroup.getOrDefault(group, NONE));
  }

  private static java.time.Duration idle(NodeFacts node) {
    return node.ray() == null || node.held() != null ? java.time.Duration.ZERO : node.ray().idle();
  }

  @SuppressWarnings("EnumOrdinal") // The states are declared in the order of tiles.
  private static int rank(NodeFacts node) {
    return node.held() != null ? 1 : node.state().ordinal() * 2;
  }
}
