package dev.raydeck.desktop;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of a scene, with the defaults of the guide's cluster.
final class FrameParts {
  private static final double GIB = 1024.0 * 1024 * 1024;

  private FrameParts() {}

  static WorkerGroup group(
      int index, String group, int min, int max, double cpus, double gpus, double gib) {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("cpu", Integer.toString((int) cpus));
    limits.put("memory", (long) gib + "Gi");
    if (gpus > 0) {
      limits.put("nvidia.com/gpu", Integer.toString((int) gpus));
    }
    RayTemplate template =
        new RayTemplate(
            Map.of(), Map.of(), Map.of(), limits, limits, Map.of(), "rayproject/ray:2.52.0");
    return new WorkerGroup(group, index, 0, min, max, 1, null, false, List.of(), template);
  }

  /// The groups with as many replicas as they have Pods that stay.
  static List<WorkerGroup> sized(
      List<WorkerGroup> groups, List<RayPod> pods, Map<String, List<String>> toDelete) {
    List<WorkerGroup> sized = new ArrayList<>();
    for (WorkerGroup group : groups) {
      List<String> named = toDelete.getOrDefault(group.name(), List.of());
      long own =
          pods.stream().filter(p -> p.group().equals(group.name()) && !p.isTerminating()).count();
      sized.add(sized(group, (int) own - named.size(), named));
    }
    return sized;
  }

  private static WorkerGroup sized(WorkerGroup group, int replicas, List<String> toDelete) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        replicas,
        group.minReplicas(),
        group.maxReplicas(),
        1,
        group.idleTimeoutSeconds(),
        false,
        toDelete,
        group.template());
  }

  static RayPod worker(
      String cluster,
      String group,
      String end,
      String phase,
      String status,
      @Nullable String message,
      String ip,
      Instant createdAt) {
    boolean isRunning = status.equals("Running");
    return new RayPod(
        cluster + "-" + group + "-worker-" + end,
        "uid-" + group + "-" + end,
        NodeKind.WORKER,
        group,
        phase,
        status,
        message,
        List.of(
            new RayPod.Container(
                "ray-worker",
                isRunning,
                isRunning ? "running" : "waiting",
                isRunning ? null : status,
                0)),
        isRunning,
        ip,
        status.equals("Unschedulable") ? "" : "node-1",
        createdAt,
        null);
  }

  /// The same Pod on its way out.
  static RayPod leaving(RayPod pod, Instant deletedAt) {
    return new RayPod(
        pod.name(),
        pod.uid(),
        pod.kind(),
        pod.group(),
        pod.phase(),
        "Terminating",
        null,
        pod.containers(),
        false,
        pod.podIp(),
        pod.kubernetesNode(),
        pod.createdAt(),
        deletedAt);
  }

  static RayPod head(String cluster, boolean isHeadReady, Instant now) {
    return new RayPod(
        cluster + "-head-6zc2t",
        "uid-head",
        NodeKind.HEAD,
        "headgroup",
        "Running",
        isHeadReady ? "Running" : "CrashLoopBackOff",
        null,
        List.of(
            new RayPod.Container(
                "ray-head",
                isHeadReady,
                isHeadReady ? "running" : "waiting",
                isHeadReady ? null : "CrashLoopBackOff",
                0),
            new RayPod.Container("autoscaler", true, "running", null, 0)),
        isHeadReady,
        "10.244.0.2",
        "node-1",
        now.minus(Duration.ofMinutes(41)),
        null);
  }

  static RayNode node(
      RayPod pod,
      WorkerGroup group,
      RayNode.Status status,
      Duration idle,
      double usedCpus,
      double usedGpus,
      List<String> activity) {
    double[] offer = offer(group);
    Map<String, Double> total = new LinkedHashMap<>();
    total.put("CPU", offer[0]);
    if (offer[1] > 0) {
      total.put("GPU", offer[1]);
    }
    total.put("memory", offer[2]);
    total.put("object_store_memory", offer[2] * 0.3);
    total.put("node:" + pod.podIp(), 1.0);
    Map<String, Double> available = new LinkedHashMap<>(total);
    available.put("CPU", offer[0] - usedCpus);
    if (offer[1] > 0) {
      available.put("GPU", offer[1] - usedGpus);
    }
    available.values().removeIf(value -> value == 0);
    return new RayNode(
        Frames.nodeId(pod.name()),
        pod.name(),
        pod.group(),
        status,
        new ResourceBundle(total),
        new ResourceBundle(available),
        idle,
        Map.of("ray.io/node-group", pod.group()),
        Map.of(),
        activity,
        pod.podIp());
  }

  private static double[] offer(WorkerGroup group) {
    Map<String, String> limits = group.template().limits();
    return new double[] {
      Double.parseDouble(limits.getOrDefault("cpu", "0")),
      Double.parseDouble(limits.getOrDefault("nvidia.com/gpu", "0")),
      Double.parseDouble(limits.getOrDefault("memory", "0Gi").replace("Gi", "")) * GIB
    };
  }

  static RayNode headNode(String cluster) {
    Map<String, Double> total = new LinkedHashMap<>();
    total.put("node:__internal_head__", 1.0);
    total.put("memory", 2 * GIB);
    total.put("object_store_memory", 0.5 * GIB);
    String pod = cluster + "-head-6zc2t";
    return new RayNode(
        Frames.nodeId(pod),
        pod,
        "headgroup",
        RayNode.Status.RUNNING,
        new ResourceBundle(total),
        new ResourceBundle(total),
        Duration.ZERO,
        Map.of(),
        Map.of(),
        List.of(),
        "10.244.0.2");
  }

  static RayActor actor(
      String name,
      String type,
      RayActor.State state,
      @Nullable String node,
      double cpus,
      @Nullable Instant since) {
    return new RayActor(
        "%032x".formatted(name.hashCode() & 0xffffffffL),
        name,
        "default_namespace",
        type,
        state,
        "01000000",
        node,
        node == null ? 0 : 4711,
        cpus == 0 ? ResourceBundle.EMPTY : ResourceBundle.of("CPU", cpus),
        true,
        since,
        null,
        null);
  }

  static RayCluster cluster(
      String name,
      AutoscalerOptions options,
      List<WorkerGroup> groups,
      List<RayCluster.Condition> conditions,
      Instant now) {
    return new RayCluster(
        "default",
        name,
        "uid-cluster",
        "18442",
        3,
        "2.52.0",
        true,
        false,
        options,
        new RayTemplate(
            Map.of(),
            Map.of(),
            Map.of("num-cpus", "0"),
            Map.of("cpu", "1", "memory", "2Gi"),
            Map.of(),
            Map.of(),
            ""),
        groups,
        new RayCluster.Status(null, 0, 0, 0, conditions, null, null),
        now.minus(Duration.ofMinutes(42)));
  }

  static String end(int number) {
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder end = new StringBuilder();
    long seed = number * 2_654_435_761L + 97;
    for (int i = 0; i < 5; i++) {
      end.append(alphabet.charAt(Math.floorMod(seed, alphabet.length())));
      seed = seed * 31 + 7919;
      seed ^= seed >>> 7;
    }
    return end.toString();
  }
}
