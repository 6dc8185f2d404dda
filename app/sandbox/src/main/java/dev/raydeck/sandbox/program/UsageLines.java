package dev.raydeck.sandbox.program;

import dev.raydeck.raywire.autoscaler.NodeState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The "Total Usage" lines of `ray status`: used and total of each resource, those of placement groups folded into
/// their base names.
final class UsageLines {
  private static final Pattern INDEXED_GROUP = Pattern.compile("(.+)_group_(\\d+)_([0-9a-zA-Z]+)");
  private static final Pattern GROUP = Pattern.compile("(.+)_group_([0-9a-zA-Z]+)");
  private static final String[] UNITS = {"TiB", "GiB", "MiB", "KiB"};

  private record Amount(double used, double total) {
    Amount plus(Amount other) {
      return new Amount(used + other.used, total + other.total);
    }
  }

  private UsageLines() {}

  static List<String> of(List<NodeState> nodes, boolean isVerbose) {
    Map<String, Amount> plain = new TreeMap<>();
    Map<String, Amount> grouped = new TreeMap<>();
    for (NodeState node : nodes) {
      node.getTotalResourcesMap()
          .forEach(
              (name, total) -> {
                double free = node.getAvailableResourcesMap().getOrDefault(name, 0.0);
                add(plain, grouped, name, new Amount(total - free, total));
              });
    }
    return plain.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("node:"))
        .filter(entry -> isVerbose || !entry.getKey().startsWith("accelerator_type:"))
        .map(entry -> " " + line(entry.getKey(), entry.getValue(), grouped))
        .toList();
  }

  private static void add(
      Map<String, Amount> plain, Map<String, Amount> grouped, String name, Amount amount) {
    Matcher group = GROUP.matcher(name);
    if (INDEXED_GROUP.matcher(name).matches()) {
      return;
    }
    if (group.matches()) {
      grouped.merge(group.group(1), amount, Amount::plus);
    } else {
      plain.merge(name, amount, Amount::plus);
    }
  }

  private static String line(String name, Amount amount, Map<String, Amount> grouped) {
    Amount group = grouped.get(name);
    double used = group == null ? amount.used() : amount.used() - group.total() + group.used();
    boolean isBytes = name.equals("memory") || name.equals("object_store_memory");
    String line =
        isBytes
            ? bytes(used) + "/" + bytes(amount.total()) + " " + name
            : PythonText.repr(used) + "/" + PythonText.repr(amount.total()) + " " + name;
    if (group == null) {
      return line;
    }
    return "%s (%s used of %s reserved in placement groups)"
        .formatted(line, PythonText.repr(group.used()), PythonText.repr(group.total()));
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
