package dev.raydeck.engine.scheduling;

import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final class Key implements Comparable<Key> {
    private final RequestGroup group;
    private final int constraints;
    private final int labels;
    private final int resources;
    private final double sum;
    private @Nullable List<Map.Entry<String, Double>> items;

    Key(RequestGroup group) {
      ResourceRequest request = group.request();
      double total = 0;
      for (double amount : request.bundle().amounts().values()) {
        total += amount;
      }
      this.group = group;
      this.constraints = request.constraint() == null ? 0 : 1;
      this.labels =
          request.labelSelectors().isEmpty()
              ? 0
              : request.labelSelectors().getFirst().constraints().size();
      this.resources = request.bundle().amounts().size();
      this.sum = total;
    }

    @Override
    public int compareTo(Key other) {
      int order = Integer.compare(constraints, other.constraints);
      if (order == 0) {
        order = Integer.compare(labels, other.labels);
      }
      if (order == 0) {
        order = Integer.compare(resources, other.resources);
      }
      if (order == 0) {
        order = Double.compare(sum, other.sum);
      }
      return order == 0 ? compareItems(items(), other.items()) : order;
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
    keys.sort(Comparator.reverseOrder());
    List<RequestGroup> sorted = new ArrayList<>(keys.size());
    for (Key key : keys) {
      sorted.add(key.group);
    }
    return sorted;
  }
}
