package dev.raydeck.engine;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Worlds by seed: a few groups, busy, idle and pending workers, and everything that can wait for
/// them.
final class RandomWorlds {
  private static final List<String> MODES = List.of("Default", "Aggressive", "Conservative");

  private final Random random;

  private RandomWorlds(long seed) {
    this.random = new Random(seed);
  }

  static SmallWorld of(long seed) {
    return new RandomWorlds(seed).world();
  }

  private SmallWorld world() {
    SmallWorld world = SmallWorld.aCluster();
    world.options =
        new AutoscalerOptions(
            null, MODES.get(random.nextInt(3)), random.nextInt(3) * 30, null, null);
    int groups = 1 + random.nextInt(3);
    for (int g = 0; g < groups; g++) {
      int min = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
      int cpus = 1 << random.nextInt(4);
      world.group("g" + g, min, min + 1 + random.nextInt(12), String.valueOf(cpus));
      addWorkers(world, "g" + g, cpus);
    }
    wants(world);
    if (random.nextInt(4) == 0) {
      pairHosts(world);
    }
    return world;
  }

  /// Every second worker of the first group stands with the one before it in a replica of two
  /// hosts.
  private void pairHosts(SmallWorld world) {
    String label = random.nextBoolean() ? RayPod.Replica.KUBERAY_LABEL : RayPod.Replica.INDEX_LABEL;
    WorkerGroup group = WorkerGroups.hosts(world.group("g0"), 2);
    List<String> workers = world.pods().stream().filter(pod -> pod.startsWith("g0-")).toList();
    world.group(WorkerGroups.replicas(group, (workers.size() + 1) / 2, List.of()));
    for (int w = 0; w < workers.size(); w++) {
      world.replica("g0-" + w / 2, label, workers.get(w));
    }
  }

  private void addWorkers(SmallWorld world, String group, int cpus) {
    int workers = random.nextInt(1 + world.group(group).maxReplicas());
    for (int w = 0; w < workers; w++) {
      String pod = group + "-w" + w;
      switch (random.nextInt(4)) {
        case 0 -> world.pendingWorker(pod, group);
        case 1 -> world.worker(pod, group, cpus, null);
        default -> world.worker(pod, group, cpus, Duration.ofSeconds(random.nextInt(100)));
      }
    }
  }

  private void wants(SmallWorld world) {
    List<ResourceDemand> demands = new ArrayList<>();
    for (int d = random.nextInt(4); d > 0; d--) {
      demands.add(new ResourceDemand(request(null), 1 + random.nextInt(20)));
    }
    world.demands = demands;
    List<GangDemand> gangs = new ArrayList<>();
    for (int g = random.nextInt(3); g > 0; g--) {
      gangs.add(gang(g));
    }
    world.gangs = gangs;
    if (random.nextInt(3) == 0) {
      world.constraint = List.of(new ResourceDemand(request(null), 1 + random.nextInt(6)));
    }
  }

  private GangDemand gang(int number) {
    PlacementConstraint constraint =
        switch (random.nextInt(3)) {
          case 0 -> new PlacementConstraint(PlacementConstraint.Kind.AFFINITY, "_PG_" + number, "");
          case 1 ->
              new PlacementConstraint(PlacementConstraint.Kind.ANTI_AFFINITY, "_PG_" + number, "");
          default -> null;
        };
    List<ResourceRequest> requests =
        Collections.nCopies(1 + random.nextInt(5), request(constraint));
    return new GangDemand(requests, number + ":STRICT_SPREAD|PENDING");
  }

  private ResourceRequest request(@Nullable PlacementConstraint constraint) {
    double cpus = random.nextInt(8) == 0 ? 0.5 : random.nextInt(10);
    ResourceBundle bundle =
        random.nextInt(6) == 0
            ? ResourceBundle.of("CPU", cpus, "GPU", 1.0)
            : ResourceBundle.of("CPU", cpus);
    List<LabelSelector> selectors =
        random.nextInt(6) == 0
            ? List.of(
                new LabelSelector(
                    List.of(new LabelConstraint("zone", Operator.NOT_IN, List.of("a")))))
            : List.of();
    return new ResourceRequest(bundle, selectors, constraint);
  }
}
