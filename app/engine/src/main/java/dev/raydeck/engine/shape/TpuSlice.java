package dev.raydeck.engine.shape;

import java.util.Map;
import java.util.Optional;

/// The marker resource of worker 0 of a TPU slice, which Ray expects of every Pod of the group.
final class TpuSlice {
  static final String TOPOLOGY = "cloud.google.com/gke-tpu-topology";
  static final String ACCELERATOR = "cloud.google.com/gke-tpu-accelerator";

  private record Generation(String name, int coresPerChip) {}

  private static final Map<String, Generation> GENERATIONS =
      Map.of(
          "tpu-v4-podslice", new Generation("v4", 2),
          "tpu-v5-lite-device", new Generation("v5litepod", 1),
          "tpu-v5-lite-podslice", new Generation("v5litepod", 1),
          "tpu-v5p-slice", new Generation("v5p", 2),
          "tpu-v6e-slice", new Generation("v6e", 1),
          "tpu7x", new Generation("v7x", 2));

  private TpuSlice() {}

  static boolean isKnown(String accelerator) {
    return GENERATIONS.containsKey(accelerator);
  }

  static boolean isTopology(String text) {
    return text.matches("\\d{1,5}(x\\d{1,5}){0,3}");
  }

  /// `TPU-<generation>-<cores>-head`, for a Pod that names a known accelerator and its topology.
  static Optional<String> headResource(Map<String, String> nodeSelector) {
    String topology = nodeSelector.getOrDefault(TOPOLOGY, "");
    Generation generation = GENERATIONS.get(nodeSelector.getOrDefault(ACCELERATOR, ""));
    if (generation == null || !isTopology(topology)) {
      return Optional.empty();
    }
    long chips = 1;
    for (String side : topology.split("x", -1)) {
      chips *= Long.parseLong(side);
    }
    return Optional.of(
        "TPU-%s-%d-head".formatted(generation.name(), chips * generation.coresPerChip()));
  }
}
