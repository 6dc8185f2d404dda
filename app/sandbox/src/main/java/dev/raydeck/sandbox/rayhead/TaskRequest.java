package dev.raydeck.sandbox.rayhead;

import java.util.Map;
import java.util.TreeMap;

/// What a driver asks for when it calls a remote function: its name, what it takes while it runs,
/// how much it returns, and the labels of the nodes it may run on.
public record TaskRequest(
    String name, RayResources resources, long returnedBytes, LabelSelector where) {

  /// A task that names no CPUs takes one.
  public static TaskRequest of(String name, Map<String, Double> resources, long returnedBytes) {
    Map<String, Double> withCpu = new TreeMap<>(resources);
    withCpu.putIfAbsent("CPU", 1.0);
    return new TaskRequest(name, RayResources.of(withCpu), returnedBytes, LabelSelector.NONE);
  }

  public TaskRequest on(LabelSelector nodes) {
    return new TaskRequest(name, resources, returnedBytes, nodes);
  }
}
