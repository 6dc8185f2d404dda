package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;

import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.engine.verdicts.CaseVerdicts;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.PlacementConstraint.Kind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.TerminationCause;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An input for every reason, in which it holds with these numbers.
final class ReasonInputs {
  static final Duration TICK = Duration.ofSeconds(5);

  private ReasonInputs() {}

  static Map<Reason, Supplier<List<Verdict>>> all() {
    Map<Reason, Supplier<List<Verdict>>> inputs = new LinkedHashMap<>();
    inputs.put(
        new Reason.RayRunning(InstanceStatus.REQUESTED, null),
        () -> {
          SmallWorld world = small();
          world.demands = cpus(1, 1);
          world.decide();
          return decided(world.later(TICK));
        });
    inputs.put(new Reason.NotHead(true), () -> decided(small()));
    inputs.put(
        new Reason.NotSuspended(true),
        () -> {
          SmallWorld world = small();
          world.group(WorkerGroups.suspended(world.group("small")));
          return decided(world);
        });
    inputs.put(
        new Reason.AutoscalingOn(false, false),
        () -> {
          SmallWorld world = small();
          world.enableInTreeAutoscaling = false;
          return Autoscaler.explain(world.snapshot()).verdicts();
        });
    inputs.put(
        new Reason.IdleTimeoutApplies(null, false), () -> scheduled(null, null, 90, List.of()));
    inputs.put(
        new Reason.NotBusy(List.of(), List.of(), ResourceBundle.of("CPU", 1.0)),
        () -> decided(small().worker("w", "small", 1, null)));
    inputs.put(
        new Reason.IdleLongerThanTimeout(Duration.ofSeconds(42), Duration.ofSeconds(60)),
        () -> decided(small().worker("w", "small", 1, Duration.ofSeconds(42))));
    inputs.put(
        new Reason.NotNeededByDemand(cpus(1, 1)),
        () -> {
          SmallWorld world = small().worker("w", "small", 1, Duration.ofSeconds(90));
          world.demands = cpus(1, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.NotPinnedByConstraint(cpus(1, 1)),
        () -> {
          SmallWorld world = small().worker("w", "small", 1, Duration.ofSeconds(90));
          world.constraint = cpus(1, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.AboveMinReplicas("kept", 1, 1),
        () ->
            decided(
                aCluster()
                    .group("kept", 1, 4, "1")
                    .worker("w", "kept", 1, Duration.ofSeconds(90))));
    inputs.put(
        Reason.SingleHost.ofGroup(4),
        () -> {
          SmallWorld world = small();
          world.group(WorkerGroups.hosts(world.group("small"), 4));
          world.demands = cpus(1, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.Joined("Running", null, Duration.ZERO),
        () -> decided(small().pendingWorker("w", "small")));
    inputs.put(
        new Reason.NotLeaving(InstanceStatus.RAY_STOPPING),
        () -> {
          SmallWorld world = small().worker("w", "small", 1, null);
          world.decide();
          world.drain("w");
          return decided(world);
        });
    inputs.put(
        new Reason.WithinLimit(TerminationCause.MAX_NUM_NODE_PER_TYPE, 3, 2),
        () ->
            decided(
                aCluster()
                    .group("two", 0, 2, "1")
                    .worker("a", "two", 1, null)
                    .worker("b", "two", 1, null)
                    .worker("c", "two", 1, null)));
    inputs.put(new Reason.FitsRunningNodes(0, 0), () -> decided(small()));
    inputs.put(
        new Reason.CoveredByPendingNodes(1, Map.of("small", 1)),
        () -> {
          SmallWorld world = small().pendingWorker("w", "small");
          world.demands = cpus(1, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.FitsSomeGroup(
            List.of(),
            List.of(
                new Reason.GroupMiss("small", ResourceBundle.of("CPU", 1.0), true),
                new Reason.GroupMiss("headgroup", ResourceBundle.of("CPU", 2.0), true))),
        () -> {
          SmallWorld world = small();
          world.demands = cpus(2, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.AsksForSomething(ResourceBundle.EMPTY),
        () -> {
          SmallWorld world = small();
          world.demands = List.of(ResourceDemand.of(ResourceBundle.EMPTY, 3));
          return decided(world);
        });
    inputs.put(
        new Reason.BelowMaxReplicas("two", 2, 1, 2),
        () -> {
          SmallWorld world =
              aCluster()
                  .group("two", 0, 2, "1")
                  .worker("a", "two", 1, null)
                  .pendingWorker("phantom", "two");
          world.demands = cpus(1, 3);
          return decided(world);
        });
    inputs.put(new Reason.BelowMaxNodes(1, 1), () -> scheduled(60.0, 1, 0, cpus(1, 3)));
    inputs.put(
        new Reason.LaunchRateAllows("small", 2, 0, 0, 10, 10, 1000),
        () -> {
          SmallWorld world = small();
          world.demands = cpus(1, 10);
          world.decide();
          world.demands = cpus(1, 12);
          return decided(world.later(TICK));
        });
    inputs.put(
        new Reason.GangFits("STRICT_SPREAD", 5, 5, 4),
        () -> {
          SmallWorld world = aCluster().group("four", 0, 4, "8");
          world.gangs = List.of(spread(5));
          return decided(world);
        });
    inputs.put(
        new Reason.ScoredBest(
            List.of(
                new Reason.GroupScore("small", 0, true, 1, 1, 1),
                new Reason.GroupScore("big", 0, true, 1, 1.0 / 64, 1.0 / 64))),
        () -> {
          SmallWorld world = small().group("big", 0, 4, "8");
          world.demands = cpus(1, 1);
          return decided(world);
        });
    inputs.put(
        new Reason.EffectiveResources(
            "small",
            ResourceBundle.EMPTY,
            List.of(
                new Lint(
                    Lint.Severity.ERROR,
                    "spec.workerGroupSpecs[0]",
                    "no CPU in resources, rayStartParams, limits or requests",
                    "a CPU limit"))),
        () -> {
          SmallWorld world = small();
          world.group(WorkerGroups.with(world.group("small"), RayTemplate.EMPTY));
          return decided(world);
        });
    inputs.put(
        new Reason.ReplicasAsSent("small", 1, 3),
        () -> {
          SmallWorld world = small();
          world.demands = cpus(1, 1);
          world.turn();
          world.group(WorkerGroups.replicas(world.group("small"), 3, List.of()));
          return decided(world.later(TICK));
        });
    inputs.put(
        new Reason.HeadRunning(false),
        () -> {
          SmallWorld world = small();
          world.isHeadRunning = false;
          return decided(world);
        });
    inputs.put(
        new Reason.NoPendingDeletes(List.of("w")),
        () -> {
          SmallWorld world = small().worker("w", "small", 1, null);
          world.group(WorkerGroups.replicas(world.group("small"), 0, List.of("w")));
          world.demands = cpus(1, 2);
          return decided(world);
        });
    return inputs;
  }

  static SmallWorld small() {
    return aCluster().group("small", 0, 40, "1");
  }

  static List<Verdict> decided(SmallWorld world) {
    return world.decide().verdicts();
  }

  static List<ResourceDemand> cpus(double cpus, int count) {
    return List.of(ResourceDemand.of(ResourceBundle.of("CPU", cpus), count));
  }

  private static GangDemand spread(int bundles) {
    ResourceRequest one =
        new ResourceRequest(
            ResourceBundle.of("CPU", 1.0),
            List.of(),
            new PlacementConstraint(Kind.ANTI_AFFINITY, "_PG_0a", ""));
    return new GangDemand(Collections.nCopies(bundles, one), "0a:STRICT_SPREAD|PENDING");
  }

  /// What only a case without a cluster can say: one worker, idle for some seconds or busy.
  private static List<Verdict> scheduled(
      @Nullable Double idleTimeout,
      @Nullable Integer maxNodes,
      int idleSeconds,
      List<ResourceDemand> demands) {
    ResourceBundle one = ResourceBundle.of("CPU", 1.0);
    RayNode node =
        new RayNode(
            "ray-w",
            "w",
            "small",
            RayNode.Status.RUNNING,
            one,
            idleSeconds > 0 ? one : ResourceBundle.EMPTY,
            Duration.ofSeconds(idleSeconds),
            Map.of(),
            Map.of(),
            List.of(),
            "");
    NodeType type = new NodeType("small", one, 0, 10, Map.of(), null, 0, "");
    SchedulingRequest request =
        new SchedulingRequest(
            List.of(type),
            maxNodes,
            idleTimeout,
            false,
            true,
            Map.of(),
            Map.of(),
            List.of(
                new Candidate("w", "small", InstanceStatus.RAY_RUNNING, NodeKind.WORKER, "", node)),
            demands,
            List.of(),
            List.of());
    return CaseVerdicts.of(request, Scheduler.schedule(request));
  }
}
