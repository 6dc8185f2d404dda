package dev.raydeck.engine.scheduling;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The order in which requests are tried: hardest first, equals as they came (ray: scheduler.py,
/// sort of requests).
///
/// The sum mixes units, so any bundle with memory in bytes goes before those of CPUs alone.
final class RequestOrder {
  private RequestOrder() {}

  /// The items are sorted by name only where everything else is equal, which is rare and slow.
  private static final class Key {
    private final RequestGroup group;

    /// Number of placement constraints, of label constraints in the first selector, of resources.
    private final long counts;

    private final double sum;
    private @Nullable List<Map.Entry<String, Double>> items;

    Key(RequestGroup group) {
      ResourceRequest request = group.request();
      List<LabelSelector> selectors = request.labelSelectors();
      double total = 0;
      for (double amount : request.bundle().amounts().values()) {
        total += amount;
      }
      this.group = group;
      this.counts =
          ((request.constraint() == null ? 0L : 1L) << 62)
              | ((long) (selectors.isEmpty() ? 0 : selectors.getFirst().constraints().size()) << 31)
              | request.bundle().amounts().size();
      this.sum = total;
    }

    int compareHardestFirst(Key other) {
      if (counts != other.counts) {
        return counts > other.counts ? -1 : 1;
      }
      int order = Double.compare(other.sum, sum);
      if (order != 0 || group.request().bundle().equals(other.group.request().bundle())) {
        return order;
      }
      return compareItems(other.items(), items());
    }

    private List<Map.Entry<String, Double>> items() {
      List<Map.Entry<String, Double>> known = items;
      if (known == null) {
        known = sortedByName(group.request().bundle().amounts());
        items = known;
      }
      return known;
    }
  }

  private static int compareItems(
      List<Map.Entry<String, Double>> one, List<Map.Entry<String, Double>> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = byCodePoints(one.get(i).getKey(), other.get(i).getKey());
      if (order == 0) {
        order = Double.compare(one.get(i).getValue(), other.get(i).getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static List<Map.Entry<String, Double>> sortedByName(Map<String, Double> amounts) {
    TreeMap<String, Double> sorted = new TreeMap<>(RequestOrder::byCodePoints);
    sorted.putAll(amounts);
    return List.copyOf(sorted.entrySet());
  }

  /// Python's order of strings, which differs from Java's beyond the basic plane.
  private static int byCodePoints(String one, String other) {
    int same = 0;
    int shorter = Math.min(one.length(), other.length());
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    if (same == shorter) {
      return Integer.compare(one.length(), other.length());
    }
    boolean splitsPair = same > 0 && Character.isHighSurrogate(one.charAt(same - 1));
    int at = splitsPair ? same - 1 : same;
    return Integer.compare(one.codePointAt(at), other.codePointAt(at));
  }

  static List<RequestGroup> sorted(List<RequestGroup> groups) {
    if (groups.size() == 1 && groups.getFirst().count() > 0) {
      return groups;
    }
    List<Key> keys = new ArrayList<>(groups.size());
    for (RequestGroup group : groups) {
      if (group.count() > 0) {
        keys.add(new Key(group));
      }
    }
    keys.sort(Key::compareHardestFirst);
    List<RequestGroup> sorted = new ArrayList<>(keys.size());
    for (Key key : keys) {
      sorted.add(key.group);
    }
    return sorted;
  }
}
