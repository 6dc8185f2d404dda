package dev.raydeck.sandbox.rayhead;

import java.util.List;

/// What lies in the object stores of all living nodes together, in bytes, and in how many objects.
public record StoreUse(double usedBytes, double totalBytes, long objects) {
  static StoreUse of(RayHead head) {
    List<RayNode> nodes = head.livingNodes();
    return new StoreUse(
        nodes.stream().mapToDouble(node -> bytes(node.used())).sum(),
        nodes.stream().mapToDouble(node -> bytes(node.start.total())).sum(),
        head.tasks().stream().filter(task -> bytes(task.held()) > 0).count());
  }

  private static double bytes(RayResources resources) {
    return resources.amounts().getOrDefault("object_store_memory", 0.0);
  }
}
