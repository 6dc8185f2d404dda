package dev.raydeck.sandbox.rayhead;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Ray node as its `ray start` line, environment and container limits make it.
///
/// @param instanceId `RAY_CLOUD_INSTANCE_ID`, the Pod's name
/// @param nodeType `RAY_NODE_TYPE_NAME`, the worker group
public record RayStart(
    boolean isHead,
    String instanceId,
    String nodeType,
    String ipAddress,
    RayResources total,
    SortedMap<String, String> labels) {

  /// Ray gives the object store this share of the memory that is free when the node starts.
  private static final double OBJECT_STORE_SHARE = 0.3;

  /// What the head's own processes take before that; makes the 1.34 GiB of the recorded 5 GiB head.
  private static final long HEAD_PROCESSES_BYTES = 570_000_000;

  private static final Pattern FLAG = Pattern.compile("--([a-z-]+)(?:=('[^']*'|\"[^\"]*\"|\\S+))?");
  private static final Pattern AMOUNT = Pattern.compile("\"([^\"]+)\"\\s*:\\s*([0-9.eE+-]+)");

  public RayStart {
    labels = new TreeMap<>(labels);
  }

  /// Whether a shell line starts a Ray node at all.
  public static boolean starts(String command) {
    return command.contains("ray start");
  }

  /// Reads the flags the operator writes: `--head`, `--num-cpus`, `--num-gpus`, `--memory`,
  /// `--object-store-memory`, `--resources`, `--labels`.
  public static RayStart parse(
      String command, String instanceId, String nodeType, String ipAddress, long memoryLimitBytes) {
    Map<String, String> flags = flags(command);
    boolean isHead = flags.containsKey("head");
    long memory = number(flags, "memory", memoryLimitBytes);
    long free = isHead ? Math.max(0, memoryLimitBytes - HEAD_PROCESSES_BYTES) : memoryLimitBytes;
    SortedMap<String, Double> total = new TreeMap<>();
    total.put("CPU", (double) number(flags, "num-cpus", 1));
    total.put("GPU", (double) number(flags, "num-gpus", 0));
    total.put("memory", (double) memory);
    total.put(
        "object_store_memory",
        (double) number(flags, "object-store-memory", (long) (free * OBJECT_STORE_SHARE)));
    total.put("node:" + ipAddress, 1.0);
    if (isHead) {
      total.put("node:__internal_head__", 1.0);
    }
    Matcher custom = AMOUNT.matcher(flags.getOrDefault("resources", "").replace("\\", ""));
    while (custom.find()) {
      total.put(custom.group(1), Double.parseDouble(custom.group(2)));
    }
    return new RayStart(
        isHead,
        instanceId,
        nodeType,
        ipAddress,
        RayResources.of(total),
        labels(flags.getOrDefault("labels", "")));
  }

  private static Map<String, String> flags(String command) {
    String line = command.substring(Math.max(0, command.indexOf("ray start")));
    Map<String, String> flags = new TreeMap<>();
    Matcher flag = FLAG.matcher(line);
    while (flag.find()) {
      String value = flag.group(2) == null ? "" : flag.group(2);
      boolean quoted = value.length() > 1 && (value.startsWith("'") || value.startsWith("\""));
      flags.put(flag.group(1), quoted ? value.substring(1, value.length() - 1) : value);
    }
    return flags;
  }

  private static long number(Map<String, String> flags, String name, long otherwise) {
    String value = flags.get(name);
    return value == null || value.isEmpty() ? otherwise : (long) Double.parseDouble(value);
  }

  private static SortedMap<String, String> labels(String flag) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String pair : flag.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return labels;
  }
}
