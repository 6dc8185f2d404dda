package dev.raydeck.engine;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cluster that does at once what it is told: Pods follow `replicas` and `workersToDelete`, nodes
/// join or stay away, drains are accepted. Defaults are legal and boring; a test states only what
/// it is about.
final class SmallWorld {
  static final Instant START = Instant.parse("2026-11-24T11:22:57Z");

  Instant now = START;
  AutoscalerOptions options = AutoscalerOptions.DEFAULT;
  String rayVersion = "2.58.0";
  boolean enableInTreeAutoscaling = true;
  boolean isHeadRunning = true;
  List<ResourceDemand> demands = List.of();
  List<GangDemand> gangs = List.of();
  @Nullable List<ResourceDemand> constraint;
  List<RayActor> actors = List.of();
  final List<CommandFailure> failures = new ArrayList<>();
  InstanceLedger ledger = InstanceLedger.EMPTY;

  private final Map<String, WorkerGroup> groups = new LinkedHashMap<>();
  private final Map<String, RayPod> pods = new LinkedHashMap<>();
  private final Map<String, RayNode> nodes = new LinkedHashMap<>();
  private final Map<String, Instant> idleSince = new LinkedHashMap<>();
  private int nextPod = 1;
  private int resourceVersion = 7;

  static SmallWorld aCluster() {
    SmallWorld world = new SmallWorld();
    world.addPod("head", "headgroup", NodeKind.HEAD);
    ResourceBundle total = ResourceBundle.of("node:__internal_head__", 1.0, "memory", 5368709120.0);
    world.putNode("head", "headgroup", total, total, RayNode.Status.RUNNING);
    return world;
  }

  /// A group whose Pods offer `cpus`; more is set by changing its record.
  SmallWorld group(String name, int min, int max, String cpus) {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("cpu", cpus);
    RayTemplate template =
        new RayTemplate(Map.of(), Map.of(), Map.of(), limits, Map.of(), Map.of(), "ray:2.58.0");
    return group(
        new WorkerGroup(name, groups.size(), min, min, max, 1, null, false, List.of(), template));
  }

  SmallWorld group(WorkerGroup group) {
    resourceVersion++;
    groups.put(group.name(), group);
    return this;
  }

  void removeGroup(String name) {
    groups.remove(name);
  }

  WorkerGroup group(String name) {
    WorkerGroup found = groups.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no group " + name);
    }
    return found;
  }

  /// A worker that runs Ray; busy if `idle` is null. `replicas` counts it.
  SmallWorld worker(String pod, String group, double cpus, @Nullable Duration idle) {
    addPod(pod, group, NodeKind.WORKER);
    join(pod, group, cpus);
    if (idle == null) {
      occupy(pod, cpus);
    } else {
      idleSince.put(pod, now.minus(idle));
    }
    WorkerGroup before = group(group);
    groups.put(
        group, WorkerGroups.replicas(before, before.replicas() + 1, before.workersToDelete()));
    return this;
  }

  SmallWorld pendingWorker(String pod, String group) {
    addPod(pod, group, NodeKind.WORKER);
    WorkerGroup before = group(group);
    groups.put(
        group, WorkerGroups.replicas(before, before.replicas() + 1, before.workersToDelete()));
    return this;
  }

  private void addPod(String name, String group, NodeKind kind) {
    pods.put(name, RayPods.running(name, group, kind, "10.0.0." + (pods.size() + 1), now));
  }

  /// Makes Pods the hosts of one replica, by the label that says so.
  SmallWorld replica(String name, String label, String... hosts) {
    for (String host : hosts) {
      pods.computeIfPresent(host, (_, pod) -> RayPods.of(pod, new RayPod.Replica(name, label)));
    }
    return this;
  }

  void join(String pod, String group, double cpus) {
    ResourceBundle total = ResourceBundle.of("CPU", cpus);
    putNode(pod, group, total, total, RayNode.Status.IDLE);
    idleSince.put(pod, now);
  }

  private void putNode(
      String pod,
      String group,
      ResourceBundle total,
      ResourceBundle available,
      RayNode.Status status) {
    nodes.put(pod, RayNodes.of(pod, group, total, available, status));
  }

  /// Takes `cpus` of a node: it is busy from now on.
  void occupy(String pod, double cpus) {
    RayNode node = node(pod);
    double left = node.available().amount("CPU") - cpus;
    putNode(
        pod,
        node.nodeType(),
        node.total(),
        left > 0 ? ResourceBundle.of("CPU", left) : ResourceBundle.EMPTY,
        RayNode.Status.RUNNING);
    idleSince.remove(pod);
  }

  void release(String pod) {
    RayNode node = node(pod);
    putNode(pod, node.nodeType(), node.total(), node.total(), RayNode.Status.IDLE);
    idleSince.put(pod, now);
  }

  /// The node takes no new work and ends what it has.
  void drain(String pod) {
    RayNode node = node(pod);
    putNode(pod, node.nodeType(), node.total(), node.available(), RayNode.Status.DRAINING);
  }

  RayNode node(String pod) {
    RayNode found = nodes.get(pod);
    if (found == null) {
      throw new IllegalArgumentException("no Ray node on " + pod);
    }
    return found;
  }

  List<String> pods() {
    return List.copyOf(pods.keySet());
  }

  SmallWorld later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  ClusterSnapshot snapshot() {
    List<RayNode> seen = new ArrayList<>();
    for (RayNode node : nodes.values()) {
      boolean isHidden = node.isHead() && !isHeadRunning;
      if (!isHidden) {
        seen.add(withIdle(node));
      }
    }
    RayState ray =
        new RayState(now, "session", rayVersion, 1, seen, demands, gangs, constraint, actors, null);
    RayCluster cluster =
        new RayCluster(
            "default",
            "raycluster",
            "uid",
            String.valueOf(resourceVersion),
            1,
            "2.58.0",
            enableInTreeAutoscaling,
            false,
            options,
            headTemplate(),
            List.copyOf(groups.values()),
            RayCluster.Status.EMPTY,
            START);
    return new ClusterSnapshot(now, cluster, List.copyOf(pods.values()), ray, failures);
  }

  private static RayTemplate headTemplate() {
    return new RayTemplate(
        Map.of(),
        Map.of(),
        Map.of("num-cpus", "0"),
        Map.of("cpu", "1", "memory", "5Gi"),
        Map.of(),
        Map.of(),
        "ray:2.58.0");
  }

  private RayNode withIdle(RayNode node) {
    Instant since = idleSince.get(node.instanceId());
    return RayNodes.idle(
        node, since == null || !node.isAlive() ? Duration.ZERO : Duration.between(since, now));
  }

  ScalingDecision decide() {
    ScalingDecision decision = Autoscaler.decide(snapshot(), ledger);
    ledger = decision.ledger();
    failures.clear();
    return decision;
  }

  /// Decides and lets the world follow.
  ScalingDecision turn() {
    ScalingDecision decision = decide();
    apply(decision);
    return decision;
  }

  void apply(ScalingDecision decision) {
    resourceVersion += decision.commands().isEmpty() ? 0 : 1;
    decision
        .commands()
        .forEach(command -> {
          switch (command) {
            case DrainNode drain -> kill(drain.podName());
            case SetReplicas set ->
                groups.put(
                    set.group(),
                    WorkerGroups.replicas(
                        group(set.group()), set.to(), group(set.group()).workersToDelete()));
            case DeleteWorkers delete ->
                groups.put(
                    delete.group(),
                    WorkerGroups.replicas(
                        group(delete.group()), group(delete.group()).replicas(), delete.pods()));
            case ClearWorkersToDelete clear ->
                groups.put(
                    clear.group(),
                    WorkerGroups.replicas(
                        group(clear.group()), group(clear.group()).replicas(), List.of()));
          }
        });
    groups.values().forEach(this::reconcile);
  }

  /// The node dies and leaves no trace but its ids.
  void kill(String pod) {
    RayNode node = node(pod);
    putNode(pod, node.nodeType(), ResourceBundle.EMPTY, ResourceBundle.EMPTY, RayNode.Status.DEAD);
    idleSince.remove(pod);
  }

  private void reconcile(WorkerGroup group) {
    group.workersToDelete().forEach(pods::remove);
    long there = pods.values().stream().filter(pod -> pod.group().equals(group.name())).count();
    int wanted = Math.max(group.replicas(), group.minReplicas()) * group.numOfHosts();
    for (long i = there; i < wanted; i++) {
      addPod("%s-%d".formatted(group.name(), nextPod++), group.name(), NodeKind.WORKER);
    }
  }
}
