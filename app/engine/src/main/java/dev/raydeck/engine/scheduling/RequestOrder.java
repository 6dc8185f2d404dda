package dev.raydeck.engine.scheduling;

import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The order in which requests are tried: hardest first, equals as they came (ray: scheduler.py, sort of requests).
///
/// The sum mixes units, so any bundle with memory in bytes goes before those of CPUs alone.
final class RequestOrder {
  private RequestOrder() {}

  private record Key(int constraints, int labels, int resources, double sum, List<Map.Entry<String, Double>> items)
      implements Comparable<Key> {
    static Key of(ResourceRequest request) {
      Map<String, Double> amounts = request.bundle().amounts();
      double sum = 0;
      for (double amount : amounts.values()) {
        sum += amount;
      }
      return new Key(
          request.constraint() == null ? 0 : 1,
          request.labelSelectors().isEmpty()
              ? 0
              : request.labelSelectors().getFirst().constraints().size(),
          amounts.size(),
          sum,
          sortedByName(amounts));
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
      return order == 0 ? compareItems(other) : order;
    }

    private int compareItems(Key other) {
      for (int i = 0; i < Math.min(items.size(), other.items.size()); i++) {
        int order = byCodePoints(items.get(i).getKey(), other.items.get(i).getKey());
        if (order == 0) {
          order = Double.compare(items.get(i).getValue(), other.items.get(i).getValue());
        }
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(items.size(), other.items.size());
    }
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

  private record Keyed(Key key, RequestGroup group) {}

  static List<RequestGroup> sorted(List<RequestGroup> groups) {
    List<Keyed> keyed = new ArrayList<>(groups.size());
    for (RequestGroup group : groups) {
      if (group.count() > 0) {
        keyed.add(new Keyed(Key.of(group.request()), group));
      }
    }
    keyed.sort(Comparator.comparing(Keyed::key).reversed());
    return keyed.stream().map(Keyed::group).toList();
  }
}
