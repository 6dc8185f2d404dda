package dev.raydeck.sandbox.program;

import dev.raydeck.raywire.autoscaler.NodeState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The "Total Usage" lines of `ray status`: used and total of each resource.
final class UsageLines {
  private static final String[] UNITS = {"TiB", "GiB", "MiB", "KiB"};

  private record Amount(double used, double total) {
    Amount plus(Amount other) {
      return new Amount(used + other.used, total + other.total);
    }
  }

  private UsageLines() {}

  static List<String> of(List<NodeState> nodes, boolean isVerbose) {
    Map<String, Amount> amounts = new TreeMap<>();
    for (NodeState node : nodes) {
      node.getTotalResourcesMap()
          .forEach((name, total) -> {
            double free = node.getAvailableResourcesMap().getOrDefault(name, 0.0);
            amounts.merge(name, new Amount(total - free, total), Amount::plus);
          });
    }
    return amounts.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("node:"))
        .filter(entry -> isVerbose || !entry.getKey().startsWith("accelerator_type:"))
        .map(entry -> " " + line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String line(String name, Amount amount) {
    boolean isBytes = name.equals("memory") || name.equals("object_store_memory");
    return isBytes
        ? bytes(amount.used()) + "/" + bytes(amount.total()) + " " + name
        : PythonText.repr(amount.used()) + "/" + PythonText.repr(amount.total()) + " " + name;
  }

  private static String bytes(double amount) {
    double unit = Math.pow(1024, UNITS.length);
    for (String name : UNITS) {
      if (amount >= unit) {
        return String.format(Locale.ROOT, "%.2f%s", amount / unit, name);
      }
      unit /= 1024;
    }
    return (long) amount + "B";
  }
}
