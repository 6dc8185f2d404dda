package dev.raydeck.engine.text;

import dev.raydeck.engine.PythonFloat;
import dev.raydeck.model.RayNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Used and total per resource, as `ray status` lists them.
public final class UsageLines {
  private static final List<String> UNITS = List.of("TiB", "GiB", "MiB", "KiB");

  private UsageLines() {}

  /// What is used and there of one resource, and of that, what placement groups hold.
  private static final class Usage {
    double used;
    double total;
    double groupUsed;
    double groupTotal;
    boolean isInGroup;
    boolean isPlain;
  }

  public static List<String> of(List<RayNode> nodes, boolean isVerbose) {
    Map<String, Usage> usages = new TreeMap<>();
    for (RayNode node : nodes) {
      node.total()
          .amounts()
          .forEach((name, total) -> {
            double used = total - node.available().amount(name);
            add(usages, name, used, total);
          });
    }
    List<String> lines = new ArrayList<>();
    usages.forEach((name, usage) -> {
      boolean isHidden = !isVerbose && name.startsWith("accelerator_type:");
      if (usage.isPlain && !isHidden) {
        lines.add(" " + line(name, usage));
      }
    });
    return lines;
  }

  private static void add(Map<String, Usage> usages, String name, double used, double total) {
    if (name.contains("node:")) {
      return;
    }
    Optional<GroupResource> group = GroupResource.parse(name);
    Usage usage =
        usages.computeIfAbsent(group.map(GroupResource::base).orElse(name), _ -> new Usage());
    if (group.isEmpty()) {
      usage.used += used;
      usage.total += total;
      usage.isPlain = true;
    } else if (!group.get().isIndexed()) {
      usage.groupUsed += used;
      usage.groupTotal += total;
      usage.isInGroup = true;
    }
  }

  private static String line(String name, Usage usage) {
    double used = usage.isInGroup ? usage.used - usage.groupTotal + usage.groupUsed : usage.used;
    if (name.equals("memory") || name.equals("object_store_memory")) {
      return "%s/%s %s".formatted(bytes(used), bytes(usage.total), name);
    }
    String line = "%s/%s %s".formatted(PythonFloat.text(used), PythonFloat.text(usage.total), name);
    return usage.isInGroup
        ? line
            + " (%s used of %s reserved in placement groups)"
                .formatted(PythonFloat.text(usage.groupUsed), PythonFloat.text(usage.groupTotal))
        : line;
  }

  private static String bytes(double amount) {
    for (int i = 0; i < UNITS.size(); i++) {
      double unit = Math.pow(2, 10.0 * (UNITS.size() - i));
      if (amount >= unit) {
        return new BigDecimal(amount / unit).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
            + UNITS.get(i);
      }
    }
    return (long) amount + "B";
  }
}
