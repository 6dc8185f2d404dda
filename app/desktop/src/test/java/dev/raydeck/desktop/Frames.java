package dev.raydeck.desktop;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds session frames that read like the case: the guide's cluster, just started, and what is
/// added. Decisions are the engine's own.
public final class Frames {
  /// 14:07:22 of a day in UTC.
  public static final Instant NOW = Instant.parse("2026-11-24T14:07:22Z");

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
  private Shadow shadow = Shadow.NONE;
  private boolean isHeadReady = true;
  private boolean isRayRead = true;
  private Duration rayAge = Duration.ofMillis(400);
  private Health api = FrameHealth.ok();
  private Health head = FrameHealth.ok();
  private Health autoscaler = FrameHealth.ok();
  private AutoscalerOptions options = new AutoscalerOptions(null, "Default", 60, null, null);
  private List<RayCluster.Condition> conditions = List.of();
  private @Nullable Trouble trouble;
  private int ip = 10;

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
    groups.add(FrameParts.group(groups.size(), group, min, max, cpus, gpus, gib));
    return this;
  }

  private RayPod pod(
      String group,
      String end,
      String phase,
      String status,
      @Nullable String message,
      Duration age) {
    RayPod pod =
        FrameParts.worker(
            name, group, end, phase, status, message, "10.244.0." + ip++, now.minus(age));
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
    WorkerGroup group =
        groups.stream().filter(g -> g.name().equals(pod.group())).findFirst().orElseThrow();
    nodes.add(FrameParts.node(pod, group, status, idle, usedCpus, usedGpus, activity));
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
        FrameParts.actor(
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
    pods.set(pods.size() - 1, FrameParts.leaving(pod, now.plus(left)));
    return this;
  }

  public Frames waitingActor(String actor, double cpus) {
    actors.add(
        FrameParts.actor(actor, "CpuHolder", RayActor.State.PENDING_CREATION, null, cpus, null));
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

  public Frames headNotReady(String status) {
    isHeadReady = false;
    isRayRead = false;
    head = FrameHealth.notReady(now);
    return this;
  }

  public Frames rayLost(Duration age) {
    rayAge = age;
    head = FrameHealth.lost(now, age, "no answer from port 6379");
    return this;
  }

  public Frames lost(Duration age) {
    rayAge = age;
    api = FrameHealth.lost(now, age, "connection refused");
    return this;
  }

  /// A turn that failed by our own fault. A turn broke.
  public Frames broken(String thrown) {
    trouble = Trouble.of(Trouble.Cause.BUG, thrown);
    return this;
  }

  public Frames shadow(Shadow wanted) {
    mode = Mode.SHADOW;
    shadow = wanted;
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
    List<RayPod> all = new ArrayList<>(List.of(FrameParts.head(name, isHeadReady, now)));
    all.addAll(pods);
    return new ClusterSnapshot(now, cluster(), all, isRayRead ? ray() : null, List.of());
  }

  private RayCluster cluster() {
    return FrameParts.cluster(
        name, options, FrameParts.sized(groups, pods, toDelete), conditions, now);
  }

  private RayState ray() {
    List<RayNode> all = new ArrayList<>(List.of(FrameParts.headNode(name)));
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
        head.through(api),
        autoscaler.through(api),
        null,
        trouble,
        Breakpoints.NONE,
        shadow);
  }

  /// A frame before anything was read, with the API server in some state.
  public static SessionFrame nothing(Health.State state, String detail) {
    return Scenes.nothing(state, detail);
  }

  /// The guide's cluster at 14:07:22: see [Scenes].
  public static Frames guideScene() {
    return Scenes.guide();
  }

  /// 163 workers in four groups: see [Scenes].
  public static Frames largeScene() {
    return Scenes.large();
  }
}
