package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Quantity;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The `ray start` line of a group's Pods (kuberay: controllers/ray/common/pod.go,
/// generateRayStartCommand).
final class StartCommand {
  private static final Map<String, String> FLAG_OF =
      Map.of("CPU", "num-cpus", "GPU", "num-gpus", "memory", "memory");
  private static final Set<String> FLAGS_WITH_FALSE =
      Set.of("log-color", "include-dashboard", "include-log-monitor");

  private StartCommand() {}

  static String head(RayCluster cluster, JsonNode container) {
    SortedMap<String, String> flags = flags(cluster.head(), container);
    flags.putIfAbsent("dashboard-host", "0.0.0.0");
    if (cluster.isAutoscaling()) {
      flags.put("no-monitor", "true");
    }
    return "ray start --head " + render(flags);
  }

  static String worker(RayCluster cluster, WorkerGroup group, JsonNode container) {
    SortedMap<String, String> flags = flags(group.spec(), container);
    flags.putIfAbsent("address", cluster.address() + ":" + cluster.gcsPort());
    return "ray start " + render(flags);
  }

  private static SortedMap<String, String> flags(JsonNode group, JsonNode container) {
    SortedMap<String, String> flags = new TreeMap<>();
    group
        .path("rayStartParams")
        .properties()
        .forEach(entry -> flags.put(entry.getKey(), entry.getValue().asString("")));
    flags.put("block", "true");
    flags.putIfAbsent("metrics-export-port", "8080");
    flags.putIfAbsent("dashboard-agent-listen-port", "52365");
    addContainerResources(flags, container.path("resources"));
    addGroupResources(flags, group.path("resources"));
    String labels =
        group.path("labels").properties().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
            .collect(Collectors.joining(","));
    if (!labels.isEmpty()) {
      flags.put("labels", labels);
    }
    return flags;
  }

  private static void addContainerResources(SortedMap<String, String> flags, JsonNode resources) {
    JsonNode limits = resources.path("limits");
    String cpu = Json.text(limits, "cpu");
    String cpus = cpu.isEmpty() ? Json.text(resources, "requests", "cpu") : cpu;
    if (!cpus.isEmpty()) {
      flags.putIfAbsent("num-cpus", Long.toString(Quantity.parse(cpus).ceiling()));
    }
    String memory = Json.text(limits, "memory");
    if (!memory.isEmpty()) {
      flags.putIfAbsent("memory", Long.toString(Quantity.parse(memory).ceiling()));
    }
    new TreeMap<>(
            limits.properties().stream()
                .collect(
                    Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString(""))))
        .entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("gpu"))
            .findFirst()
            .map(entry -> Quantity.parse(entry.getValue()).ceiling())
            .filter(count -> count > 0)
            .ifPresent(count -> flags.putIfAbsent("num-gpus", Long.toString(count)));
  }

  /// What a group says itself wins over what its containers have.
  private static void addGroupResources(SortedMap<String, String> flags, JsonNode resources) {
    TreeMap<String, String> custom = new TreeMap<>();
    for (var entry : resources.properties()) {
      String amount = entry.getValue().asString("");
      String flag = FLAG_OF.get(entry.getKey());
      if (flag == null) {
        custom.put(entry.getKey(), amount);
      } else {
        flags.put(flag, Long.toString(Quantity.parse(amount).ceiling()));
      }
    }
    if (!custom.isEmpty()) {
      flags.put(
          "resources",
          custom.entrySet().stream()
              .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
              .collect(Collectors.joining(",", "'{", "}'")));
    }
  }

  private static String render(SortedMap<String, String> flags) {
    StringBuilder line = new StringBuilder();
    flags.forEach((name, value) -> {
      boolean keepsFalse = FLAGS_WITH_FALSE.contains(name);
      if (value.equals("true")) {
        line.append(" --").append(name).append(' ');
      } else if (!value.equals("false") || keepsFalse) {
        line.append(" --").append(name).append('=').append(value).append(' ');
      }
    });
    return line.toString();
  }
}
