package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One entry of `workerGroupSpecs`.
record WorkerGroup(
    String name,
    @Nullable Integer replicas,
    @Nullable Integer minReplicas,
    @Nullable Integer maxReplicas,
    int hostsPerReplica,
    boolean isSuspended,
    List<String> workersToDelete,
    JsonNode spec) {

  static WorkerGroup of(JsonNode spec) {
    return new WorkerGroup(
        Json.text(spec, "groupName"),
        number(spec, "replicas"),
        number(spec, "minReplicas"),
        number(spec, "maxReplicas"),
        spec.path("numOfHosts").asInt(1),
        spec.path("suspend").asBoolean(false),
        Json.entries(Json.at(spec, "scaleStrategy", "workersToDelete")).stream()
            .map(name -> name.asString(""))
            .toList(),
        spec);
  }

  private static @Nullable Integer number(JsonNode spec, String member) {
    return spec.path(member).isNumber() ? spec.path(member).intValue() : null;
  }

  int min() {
    return minReplicas == null ? 0 : minReplicas;
  }

  int max() {
    return maxReplicas == null ? Integer.MAX_VALUE : maxReplicas;
  }

  /// How many replicas there shall be: within min and max, and where these cross, max wins (1.5).
  int desiredReplicas() {
    if (isSuspended) {
      return 0;
    }
    int wanted = replicas == null ? min() : Math.max(replicas, min());
    return Math.min(wanted, max());
  }

  int expectedPods() {
    return desiredReplicas() * hostsPerReplica;
  }

  /// Not held within min and max: the desired resources of the status follow the bare number.
  long unclampedPods() {
    return isSuspended ? 0 : (long) (replicas == null ? 0 : replicas) * hostsPerReplica;
  }
}
