package dev.raydeck.sandbox.rayhead;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Amounts of named Ray resources, kept in ten-thousandths as Ray keeps them, so that adding up
/// never drifts.
///
/// A name with amount 0 is the same as a missing name.
public record RayResources(SortedMap<String, Long> tenThousandths) {

  public static final RayResources NONE = new RayResources(new TreeMap<>());
  private static final double UNITS = 10_000;

  public RayResources {
    SortedMap<String, Long> present = new TreeMap<>(tenThousandths);
    present.values().removeIf(amount -> amount == 0);
    tenThousandths = Collections.unmodifiableSortedMap(present);
  }

  public static RayResources of(Map<String, Double> amounts) {
    SortedMap<String, Long> units = new TreeMap<>();
    amounts.forEach((name, amount) -> units.put(name, Math.round(amount * UNITS)));
    return new RayResources(units);
  }

  public RayResources plus(RayResources other) {
    return combine(other, 1);
  }

  public RayResources minus(RayResources other) {
    return combine(other, -1);
  }

  private RayResources combine(RayResources other, long sign) {
    SortedMap<String, Long> sum = new TreeMap<>(tenThousandths);
    other.tenThousandths.forEach((name, amount) -> sum.merge(name, sign * amount, Long::sum));
    return new RayResources(sum);
  }

  /// Whether everything `request` asks for is here.
  public boolean covers(RayResources request) {
    return request.tenThousandths.entrySet().stream()
        .allMatch(wanted -> amountOf(wanted.getKey()) >= wanted.getValue());
  }

  /// The largest used share of any resource of this total, as Ray's scheduler looks at a node.
  double utilization(RayResources used) {
    return used.tenThousandths.entrySet().stream()
        .filter(entry -> amountOf(entry.getKey()) > 0)
        .mapToDouble(entry -> (double) entry.getValue() / amountOf(entry.getKey()))
        .max()
        .orElse(0);
  }

  private long amountOf(String name) {
    return tenThousandths.getOrDefault(name, 0L);
  }

  public boolean isEmpty() {
    return tenThousandths.isEmpty();
  }

  public SortedMap<String, Double> amounts() {
    SortedMap<String, Double> amounts = new TreeMap<>();
    tenThousandths.forEach((name, units) -> amounts.put(name, units / UNITS));
    return amounts;
  }
}
