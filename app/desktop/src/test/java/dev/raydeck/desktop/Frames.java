package dev.raydeck.desktop;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds session frames that read like the case. Defaults are the guide's cluster, just started: a
/// head that takes no work, one group of 1-CPU workers, 0 to 10, idle timeout 60 s. Decisions are
/// the engine's own.
public final class Frames {
  /// 14:07:22 of a day in UTC.
  public static final Instant NOW = Instant.parse("2026-11-24T14:07:22Z");

  private static final double GIB = 1024.0 * 1024 * 1024;

  private final List<WorkerGroup> groups = new ArrayList<>();
  private final List<RayPod> pods = new ArrayList<>();
  private final List<RayNode> nodes = new ArrayList<>();
  private final List<RayActor> actors = new ArrayList<>();
  private final List<ResourceDemand> demands = new ArrayList<>();
  private final List<GangDemand> gangs = new ArrayList<>();
  private final Map<String, List<String>> toDelete = new LinkedHashMap<>();
  private @Nullable List<ResourceDemand> constraint;
  private String name = "raycluster-autoscaler";
  private Instant now = NOW;
  private long turn = 502;
  private Mode mode = Mode.OBSERVE;
  private boolean isHeadReady = true;
  private boolean isRayRead = true;
  private Duration rayAge = Duration.ofMillis(400);
  private Health api = ok();
  private Health head = ok();
  private Health autoscaler = ok();
  private AutoscalerOptions options = new AutoscalerOptions(null, "Default", 60, null, null);
  private List<RayCluster.Condition> conditions = List.of();
  private int ip = 10;

  private static Health ok() {
    return new Health(Health.State.OK, NOW.minusSeconds(600), "", null);
  }

  public static Frames guide() {
    return new Frames().group("small-group", 0, 10, 1, 0, 1);
  }

  public static Frames empty() {
    return new Frames();
  }

  public Frames named(String cluster) {
    name = cluster;
    return this;
  }

  public Frames at(Instant instant) {
    now = instant;
    return this;
  }

  /// A condition of the RayCluster that is True.
  public Frames condition(String type, String message) {
    conditions = List.of(new RayCluster.Condition(type, "True", "", message, now));
    return this;
  }

  public Frames turn(long number) {
    turn = number;
    return this;
  }

  public Frames group(String group, int min, int max, double cpus, double gpus, double gib) {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("cpu", Integer.toString((int) cpus));
    limits.put("memory", (long) gib + "Gi");
    if (gpus > 0) {
      limits.put("nvidia.com/gpu", Integer.toString((int) gpus));
    }
    RayTemplate template =
        new RayTemplate(
            Map.of(), Map.of(), Map.of(), limits, limits, Map.of(), "rayproject/ray:2.52.0");
    groups.add(
        new WorkerGroup(group, groups.size(), 0, min, max, 1, null, false, List.of(), template));
    return this;
  }

  private double[] offer(String group) {
    RayTemplate template =
        groups.stream().filter(g -> g.name().equals(group)).findFirst().orElseThrow().template();
    Map<String, String> limits = template.limits();
    return new double[] {
      Double.parseDouble(limits.getOrDefault("cpu", "0")),
      Double.parseDouble(limits.getOrDefault("nvidia.com/gpu", "0")),
      Double.parseDouble(limits.getOrDefault("memory", "0Gi").replace("Gi", "")) * GIB
    };
  }

  private RayPod pod(
      String group,
      String end,
      String phase,
      String status,
      @Nullable String message,
      Duration age) {
    boolean isRunning = status.equals("Running");
    RayPod pod =
        new RayPod(
            name + "-" + group + "-worker-" + end,
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
            "10.244.0." + ip++,
            status.equals("Unschedulable") ? "" : "node-1",
            now.minus(age),
            null);
    pods.add(pod);
    return pod;
  }

  private void join(
      RayPod pod,
      RayNode.Status status,
      Duration idle,
      double usedCpus,
      double usedGpus,
      List<String> activity) {
    double[] offer = offer(pod.group());
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
    nodes.add(
        new RayNode(
            nodeId(pod.name()),
            pod.name(),
            pod.group(),
            status,
            new ResourceBundle(total),
            new ResourceBundle(available),
            idle,
            Map.of("ray.io/node-group", pod.group()),
            Map.of(),
            activity,
            pod.podIp()));
  }

  /// 56 hex digits that differ for each Pod.
  public static String nodeId(String podName) {
    return "%08x".formatted(podName.hashCode()).repeat(7);
  }

  public Frames busy(String group, String end, double cpus, double gpus, Duration age) {
    join(
        pod(group, end, "Running", "Running", null, age),
        RayNode.Status.RUNNING,
        Duration.ZERO,
        cpus,
        gpus,
        List.of("Resource: CPU currently in use."));
    return this;
  }

  /// A worker with a detached actor of as many CPUs.
  public Frames withActor(String group, String end, String actor, double cpus, Duration age) {
    RayPod pod = pod(group, end, "Running", "Running", null, age);
    join(
        pod,
        RayNode.Status.RUNNING,
        Duration.ZERO,
        cpus,
        0,
        List.of(cpus > 0 ? "Resource: CPU currently in use." : "Busy workers on node."));
    actors.add(
        actor(
            actor,
            actor.startsWith("_") ? actor : "CpuHolder",
            RayActor.State.ALIVE,
            nodeId(pod.name()),
            cpus,
            now.minus(age).plusSeconds(30)));
    return this;
  }

  public Frames idle(String group, String end, Duration idle, Duration age) {
    join(
        pod(group, end, "Running", "Running", null, age),
        RayNode.Status.IDLE,
        idle.minus(rayAge),
        0,
        0,
        List.of());
    return this;
  }

  public Frames starting(String group, String end, Duration age) {
    pod(group, end, "Running", "Running", null, age);
    return this;
  }

  public Frames pending(String group, String end, String status, String message, Duration age) {
    pod(group, end, "Pending", status, message, age);
    return this;
  }

  public Frames failed(String group, String end, String status, Duration age) {
    pod(group, end, "Pending", status, "Back-off pulling image", age);
    return this;
  }

  public Frames marked(String group, String end, Duration age) {
    RayPod pod = pod(group, end, "Running", "Running", null, age);
    join(pod, RayNode.Status.DRAINING, Duration.ofSeconds(61), 0, 0, List.of());
    toDelete.computeIfAbsent(group, key -> new ArrayList<>()).add(pod.name());
    return this;
  }

  public Frames terminating(String group, String end, Duration left, Duration age) {
    RayPod pod = pod(group, end, "Running", "Terminating", null, age);
    pods.set(
        pods.size() - 1,
        new RayPod(
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
            now.plus(left)));
    return this;
  }

  public Frames waitingActor(String actor, double cpus) {
    actors.add(actor(actor, "CpuHolder", RayActor.State.PENDING_CREATION, null, cpus, null));
    return demand(ResourceBundle.of("CPU", cpus), 1);
  }

  public Frames demand(ResourceBundle bundle, int count) {
    demands.add(ResourceDemand.of(bundle, count));
    return this;
  }

  public Frames gang(String strategy, ResourceBundle... bundles) {
    List<ResourceRequest> requests = List.of(bundles).stream().map(ResourceRequest::of).toList();
    gangs.add(new GangDemand(requests, "5f0b:" + strategy + "|PENDING"));
    return this;
  }

  public Frames constraint(ResourceBundle bundle, int count) {
    constraint = List.of(ResourceDemand.of(bundle, count));
    return this;
  }

  private static RayActor actor(
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

  public Frames headNotReady(String status) {
    isHeadReady = false;
    isRayRead = false;
    head =
        new Health(
            Health.State.CONNECTING, now.minusSeconds(12), "container ray-head is not ready", null);
    return this;
  }

  public Frames rayLost(Duration age) {
    rayAge = age;
    head =
        new Health(
            Health.State.LOST, now.minus(age), "no answer from port 6379", now.plusSeconds(4));
    return this;
  }

  public Frames lost(Duration age) {
    rayAge = age;
    api = new Health(Health.State.LOST, now.minus(age), "connection refused", now.plusSeconds(4));
    return this;
  }

  public Frames mode(Mode wanted) {
    mode = wanted;
    return this;
  }

  public Frames options(AutoscalerOptions wanted) {
    options = wanted;
    return this;
  }

  public ClusterSnapshot snapshot() {
    List<RayPod> all = new ArrayList<>(List.of(headPod()));
    all.addAll(pods);
    return new ClusterSnapshot(now, cluster(), all, isRayRead ? ray() : null, List.of());
  }

  private RayPod headPod() {
    return new RayPod(
        name + "-head-6zc2t",
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

  private RayCluster cluster() {
    List<WorkerGroup> sized = new ArrayList<>();
    for (WorkerGroup group : groups) {
      List<String> named = toDelete.getOrDefault(group.name(), List.of());
      long own =
          pods.stream().filter(p -> p.group().equals(group.name()) && !p.isTerminating()).count();
      sized.add(
          new WorkerGroup(
              group.name(),
              group.index(),
              (int) own - named.size(),
              group.minReplicas(),
              group.maxReplicas(),
              1,
              group.idleTimeoutSeconds(),
              false,
              named,
              group.template()));
    }
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
        sized,
        new RayCluster.Status(null, 0, 0, 0, conditions, null, null),
        now.minus(Duration.ofMinutes(42)));
  }

  private RayState ray() {
    List<RayNode> all = new ArrayList<>();
    Map<String, Double> headTotal = new LinkedHashMap<>();
    headTotal.put("node:__internal_head__", 1.0);
    headTotal.put("memory", 2 * GIB);
    headTotal.put("object_store_memory", 0.5 * GIB);
    all.add(
        new RayNode(
            nodeId(name + "-head-6zc2t"),
            name + "-head-6zc2t",
            "headgroup",
            RayNode.Status.RUNNING,
            new ResourceBundle(headTotal),
            new ResourceBundle(headTotal),
            Duration.ZERO,
            Map.of(),
            Map.of(),
            List.of(),
            "10.244.0.2"));
    all.addAll(nodes);
    return new RayState(
        now.minus(rayAge), "session_1", "2.52.0", 7, all, demands, gangs, constraint, actors, null);
  }

  public SessionFrame frame() {
    ClusterSnapshot snapshot = snapshot();
    return new SessionFrame(
        turn,
        now,
        mode,
        false,
        snapshot,
        Autoscaler.explain(snapshot),
        ActuationResult.OBSERVED,
        api,
        head,
        autoscaler,
        null,
        null);
  }

  /// A frame before anything was read, with the API server in some state.
  public static SessionFrame nothing(Health.State state, String detail) {
    return new SessionFrame(
        0,
        NOW,
        Mode.OBSERVE,
        false,
        null,
        null,
        ActuationResult.NOTHING,
        new Health(state, NOW.minusSeconds(30), detail, NOW.plusSeconds(4)),
        Health.NOT_ASKED,
        Health.NOT_ASKED,
        null,
        null);
  }

  /// The guide's cluster at 14:07:22: one busy, one counting down, one marked, one terminating, a
  /// 2-CPU actor that fits nowhere.
  public static Frames guideScene() {
    return guide()
        .withActor("small-group", "8hxg4", "actor1", 1, Duration.ofMinutes(9))
        .idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(9))
        .marked("small-group", "d2mfr", Duration.ofMinutes(7))
        .terminating("small-group", "k9tbn", Duration.ofSeconds(4), Duration.ofMinutes(7))
        .waitingActor("big1", 2);
  }

  /// 163 workers in four groups, two of them held, a placement group at a maximum.
  public static Frames largeScene() {
    Frames frames =
        empty()
            .named("llm-batch")
            .group("cpu-preproc", 4, 200, 16, 0, 64)
            .group("gpu-h100", 0, 8, 192, 8, 1536)
            .group("gpu-a100", 0, 24, 48, 4, 340)
            .group("spot-t4", 0, 40, 8, 1, 30);
    for (int i = 0; i < 103; i++) {
      frames.busy("cpu-preproc", end(i), 12 + i % 5, 0, Duration.ofHours(3));
    }
    frames.withActor("cpu-preproc", "d8bqn", "_Reaper", 0, Duration.ofHours(2));
    for (int i = 0; i < 22; i++) {
      frames.idle(
          "cpu-preproc", end(200 + i), Duration.ofSeconds(51 - 2L * i), Duration.ofHours(1));
    }
    frames.marked("cpu-preproc", "m6znl", Duration.ofHours(1));
    frames.terminating("cpu-preproc", "z5hgt", Duration.ofSeconds(11), Duration.ofHours(1));
    frames.failed("cpu-preproc", "k8wpx", "ImagePullBackOff", Duration.ofMinutes(4));
    for (int i = 0; i < 8; i++) {
      frames.busy("gpu-h100", end(300 + i), 176, 8, Duration.ofHours(9));
    }
    for (int i = 0; i < 6; i++) {
      frames.busy("gpu-a100", end(400 + i), 44, 4, Duration.ofHours(20));
    }
    frames.idle("gpu-a100", "n5dvc", Duration.ofSeconds(20), Duration.ofHours(5));
    frames.idle("gpu-a100", "q2xlm", Duration.ofSeconds(8), Duration.ofHours(5));
    frames.withActor("gpu-a100", "f8w2k", "_StatsActor", 0, Duration.ofHours(19));
    for (int i = 0; i < 9; i++) {
      frames.busy("spot-t4", end(500 + i), 8, 1, Duration.ofHours(2));
    }
    frames.starting("spot-t4", "w4jsv", Duration.ofSeconds(21));
    frames.starting("spot-t4", "g9pst", Duration.ofSeconds(20));
    for (String pod : List.of("b2nxr", "t9cfd", "c7hhq")) {
      frames.pending("spot-t4", pod, "Pending", "no free T4 node", Duration.ofSeconds(72));
    }
    return frames
        .gang("STRICT_SPREAD", gpus(8, 96), gpus(8, 96))
        .demand(gpus(1, 4), 5)
        .demand(ResourceBundle.of("CPU", 256), 2)
        .constraint(ResourceBundle.of("CPU", 1), 40);
  }

  private static ResourceBundle gpus(double gpus, double cpus) {
    return ResourceBundle.of("GPU", gpus, "CPU", cpus);
  }

  /// Five letters and digits like Kubernetes makes them, the same for the same number.
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
