package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The free idle workers of one reading by the time they have left.
///
/// All clocks of a reading run alike, so the order of what is left never changes; only how many
/// have nothing left does. Of those, the first in the nodes' own order goes first: [#first]
/// remembers it for every number of them.
public final class IdleQueue {
  static final IdleQueue NONE =
      new IdleQueue(PagedList.of(), null, new int[0], new Duration[0], new int[0]);

  private final PagedList<NodeFacts> nodes;
  private final @Nullable Instant readAt;
  private final int[] places;
  private final Duration[] left;
  private final int[] first;

  private IdleQueue(
      PagedList<NodeFacts> nodes,
      @Nullable Instant readAt,
      int[] places,
      Duration[] left,
      int[] first) {
    this.nodes = nodes;
    this.readAt = readAt;
    this.places = places;
    this.left = left;
    this.first = first;
  }

  private record Waiting(int place, Duration left) {}

  /// Of the workers of one reading.
  static IdleQueue of(PagedList<NodeFacts> nodes) {
    List<Waiting> waiting = new ArrayList<>();
    Instant readAt = null;
    for (int i = 0; i < nodes.size(); i++) {
      Duration left = left(nodes.get(i));
      if (left != null) {
        readAt = nodes.get(i).readAt();
        waiting.add(new Waiting(i, left));
      }
    }
    waiting.sort(Comparator.comparing(Waiting::left).thenComparingInt(Waiting::place));
    int[] places = waiting.stream().mapToInt(Waiting::place).toArray();
    Duration[] left = waiting.stream().map(Waiting::left).toArray(Duration[]::new);
    return new IdleQueue(nodes, readAt, places, left, first(places));
  }

  private static int[] first(int[] places) {
    int[] first = new int[places.length];
    for (int i = 0; i < first.length; i++) {
      boolean isSooner = i == 0 || places[i] < places[first[i - 1]];
      first[i] = isSooner ? i : first[i - 1];
    }
    return first;
  }

  /// The same of other facts, where Pods may have come and gone.
  IdleQueue again(NodeChanges changes) {
    boolean isSame =
        changes.all((was, now) ->
            Objects.equals(left(was), left(now)) && Objects.equals(was.readAt(), now.readAt()));
    boolean isPlaced =
        changes.areInPlace()
            || (places.length == 0 && changes.allNewAndGone(node -> left(node) == null));
    return isSame && isPlaced
        ? new IdleQueue(changes.now(), readAt, places, left, first)
        : of(changes.now());
  }

  private static @Nullable Duration left(NodeFacts node) {
    return node.held() == null ? node.leftWhenRead() : null;
  }

  public int size() {
    return places.length;
  }

  /// The one with the least time left.
  public Optional<NodeFacts> next(Instant now) {
    if (places.length == 0) {
      return Optional.empty();
    }
    int over = within(Duration.ZERO, now);
    return Optional.of(nodes.get(places[over == 0 ? 0 : first[over - 1]]));
  }

  /// Those whose time ran out after one moment and not after another.
  public List<NodeFacts> timedOut(Instant after, Instant until) {
    int from = within(Duration.ZERO, after);
    int to = Math.max(from, within(Duration.ZERO, until));
    return Arrays.stream(places, from, to).mapToObj(nodes::get).toList();
  }

  /// How many have at most this long left.
  public int within(Duration time, Instant now) {
    Duration sinceRead =
        readAt == null || now.isBefore(readAt) ? Duration.ZERO : Duration.between(readAt, now);
    Duration reach = time.plus(sinceRead);
    int low = 0;
    int high = places.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (left[middle].compareTo(reach) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
