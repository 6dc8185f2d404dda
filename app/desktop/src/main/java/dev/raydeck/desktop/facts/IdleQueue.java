package dev.raydeck.desktop.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The free idle workers of one reading by the time they have left.
///
/// All clocks of a reading run alike, so the order of what is left never changes; only how many
/// have nothing left does. Of those, the first in the nodes' own order goes first: [#first]
/// remembers it for every number of them.
public final class IdleQueue {
  static final IdleQueue NONE = new IdleQueue(null, List.of());

  private final @Nullable Instant readAt;
  private final List<Waiting> byTime;
  private final int[] first;

  private record Waiting(NodeFacts node, int place, Duration left) {}

  private IdleQueue(@Nullable Instant readAt, List<Waiting> byTime) {
    this.readAt = readAt;
    this.byTime = byTime;
    first = new int[byTime.size()];
    for (int i = 0; i < first.length; i++) {
      boolean isSooner = i == 0 || byTime.get(i).place() < byTime.get(first[i - 1]).place();
      first[i] = isSooner ? i : first[i - 1];
    }
  }

  /// Of the workers of one reading.
  static IdleQueue of(List<NodeFacts> workers) {
    List<Waiting> waiting = new ArrayList<>();
    Instant readAt = null;
    for (int i = 0; i < workers.size(); i++) {
      NodeFacts node = workers.get(i);
      Duration left = node.held() == null ? node.leftWhenRead() : null;
      if (left != null) {
        readAt = node.readAt();
        waiting.add(new Waiting(node, i, left));
      }
    }
    waiting.sort(Comparator.comparing(Waiting::left).thenComparingInt(Waiting::place));
    return new IdleQueue(readAt, waiting);
  }

  public int size() {
    return byTime.size();
  }

  /// The one with the least time left.
  public Optional<NodeFacts> next(Instant now) {
    if (byTime.isEmpty()) {
      return Optional.empty();
    }
    int over = within(Duration.ZERO, now);
    return Optional.of(byTime.get(over == 0 ? 0 : first[over - 1]).node());
  }

  /// How many have at most this long left.
  public int within(Duration time, Instant now) {
    Duration sinceRead =
        readAt == null || now.isBefore(readAt) ? Duration.ZERO : Duration.between(readAt, now);
    Duration reach = time.plus(sinceRead);
    int low = 0;
    int high = byTime.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byTime.get(middle).left().compareTo(reach) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
