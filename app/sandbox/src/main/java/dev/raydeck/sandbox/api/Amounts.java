package dev.raydeck.sandbox.api;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a Pod asks a node for, by resource, as the scheduler and quotas count it: all its
/// containers together, or an init container where that alone asks for more (kubernetes:
/// component-helpers/resource).
public final class Amounts {
  private Amounts() {}

  /// A container's limit stands for a request it does not make.
  public static Map<String, Quantity> requests(JsonNode pod) {
    return ofPod(pod, "requests");
  }

  static Map<String, Quantity> limits(JsonNode pod) {
    return ofPod(pod, "limits");
  }

  private static Map<String, Quantity> ofPod(JsonNode pod, String which) {
    Map<String, Quantity> sum = new TreeMap<>();
    for (JsonNode container : Json.entries(Json.at(pod, "spec", "containers"))) {
      ofContainer(container, which)
          .forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
    }
    for (JsonNode container : Json.entries(Json.at(pod, "spec", "initContainers"))) {
      ofContainer(container, which)
          .forEach((name, amount) -> sum.merge(name, amount, Amounts::max));
    }
    return sum;
  }

  static Map<String, Quantity> ofContainer(JsonNode container, String which) {
    Map<String, Quantity> amounts = new TreeMap<>();
    if (which.equals("requests")) {
      amounts.putAll(read(Json.at(container, "resources", "limits")));
    }
    amounts.putAll(read(Json.at(container, "resources", which)));
    return amounts;
  }

  /// A map of resource names to quantities, such as a node's `allocatable`.
  public static Map<String, Quantity> read(JsonNode amounts) {
    Map<String, Quantity> read = new TreeMap<>();
    amounts.forEachEntry((name, value) -> read.put(name, Quantity.parse(value.asString("0"))));
    return read;
  }

  private static Quantity max(Quantity one, Quantity other) {
    return Comparator.comparing(Quantity::value).compare(one, other) >= 0 ? one : other;
  }
}
