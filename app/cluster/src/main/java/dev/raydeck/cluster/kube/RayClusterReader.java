package dev.raydeck.cluster.kube;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.WorkerGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A RayCluster object trimmed to what anyone here reads. Takes v1 and v1alpha1, every field
/// optional.
final class RayClusterReader {
  private RayClusterReader() {}

  static RayCluster read(GenericKubernetesResource object) {
    var metadata = object.getMetadata();
    Map<?, ?> spec = map(object.getAdditionalProperties().get("spec"));
    Map<?, ?> status = map(object.getAdditionalProperties().get("status"));
    List<WorkerGroup> groups = new ArrayList<>();
    for (Object group : list(spec.get("workerGroupSpecs"))) {
      groups.add(group(groups.size(), map(group)));
    }
    return new RayCluster(
        string(metadata.getNamespace()),
        string(metadata.getName()),
        string(metadata.getUid()),
        string(metadata.getResourceVersion()),
        metadata.getGeneration() == null ? 0 : metadata.getGeneration(),
        string(spec.get("rayVersion")),
        Boolean.TRUE.equals(spec.get("enableInTreeAutoscaling")),
        Boolean.TRUE.equals(spec.get("suspend")),
        options(map(spec.get("autoscalerOptions"))),
        template(map(spec.get("headGroupSpec"))),
        groups,
        status(status),
        orEpoch(instant(metadata.getCreationTimestamp())));
  }

  private static AutoscalerOptions options(Map<?, ?> options) {
    return new AutoscalerOptions(
        stringOrNull(options.get("version")),
        stringOrNull(options.get("upscalingMode")),
        integerOrNull(options.get("idleTimeoutSeconds")),
        stringOrNull(options.get("image")),
        stringOrNull(options.get("imagePullPolicy")),
        named(options));
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(string(key), value));
    return named;
  }

  private static WorkerGroup group(int index, Map<?, ?> group) {
    List<String> named =
        list(map(group.get("scaleStrategy")).get("workersToDelete")).stream()
            .map(RayClusterReader::string)
            .toList();
    return new WorkerGroup(
        string(group.get("groupName")),
        index,
        integer(group.get("replicas"), 0),
        integer(group.get("minReplicas"), 0),
        integer(group.get("maxReplicas"), Integer.MAX_VALUE),
        integer(group.get("numOfHosts"), 1),
        integerOrNull(group.get("idleTimeoutSeconds")),
        Boolean.TRUE.equals(group.get("suspend")),
        named,
        template(group));
  }

  private static RayTemplate template(Map<?, ?> group) {
    Map<?, ?> podSpec = map(map(group.get("template")).get("spec"));
    List<?> containers = list(podSpec.get("containers"));
    Map<?, ?> ray = containers.isEmpty() ? Map.of() : map(containers.getFirst());
    Map<?, ?> resources = map(ray.get("resources"));
    return new RayTemplate(
        strings(group.get("resources")),
        strings(group.get("labels")),
        strings(group.get("rayStartParams")),
        strings(resources.get("limits")),
        strings(resources.get("requests")),
        strings(podSpec.get("nodeSelector")),
        string(ray.get("image")));
  }

  private static RayCluster.Status status(Map<?, ?> status) {
    List<RayCluster.Condition> conditions = new ArrayList<>();
    for (Object each : list(status.get("conditions"))) {
      Map<?, ?> condition = map(each);
      conditions.add(
          new RayCluster.Condition(
              string(condition.get("type")),
              string(condition.get("status")),
              string(condition.get("reason")),
              string(condition.get("message")),
              instant(condition.get("lastTransitionTime"))));
    }
    Map<?, ?> head = map(status.get("head"));
    return new RayCluster.Status(
        stringOrNull(status.get("state")),
        integer(status.get("desiredWorkerReplicas"), 0),
        integer(status.get("availableWorkerReplicas"), 0),
        integer(status.get("readyWorkerReplicas"), 0),
        conditions,
        stringOrNull(head.get("podName")),
        stringOrNull(head.get("serviceName")));
  }

  private static Map<String, String> strings(@Nullable Object value) {
    Map<String, String> strings = new LinkedHashMap<>();
    map(value).forEach((key, each) -> strings.put(string(key), string(each)));
    return strings;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String string(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable String stringOrNull(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }

  /// A number beyond int32, which the API server lets pass, is read as the nearest int.
  private static int integer(@Nullable Object value, int absent) {
    return value instanceof Number number
        ? Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE)
        : absent;
  }

  private static @Nullable Integer integerOrNull(@Nullable Object value) {
    return value instanceof Number ? (Integer) integer(value, 0) : null;
  }

  static @Nullable Instant instant(@Nullable Object value) {
    if (value == null || value.toString().isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(value.toString());
    } catch (DateTimeParseException e) {
      // A time nobody can read is an absent one: only ages are made from it.
      return null;
    }
  }

  static Instant orEpoch(@Nullable Instant instant) {
    return instant == null ? Instant.EPOCH : instant;
  }
}
