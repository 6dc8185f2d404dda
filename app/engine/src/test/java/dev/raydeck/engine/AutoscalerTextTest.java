package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.PodVersions;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The words of a real autoscaler of Ray 2.46.0 under KubeRay, names and numbers aside.
class AutoscalerTextTest {
  private static SmallWorld aV1Cluster() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    world.options = new AutoscalerOptions("v1", null, 30, null, null);
    return world;
  }

  private static String status(SmallWorld world) {
    ClusterSnapshot snapshot = world.snapshot();
    RayState ray = Objects.requireNonNull(snapshot.ray());
    return AutoscalerText.status(snapshot, ray, ZoneOffset.UTC);
  }

  private static List<String> log(ClusterSnapshot snapshot, ScalingDecision decision) {
    return AutoscalerText.log(snapshot, decision, ActuationResult.NOTHING, ZoneOffset.UTC);
  }

  @Test
  void printsTheStatusOfAQuietCluster() {
    SmallWorld world = aV1Cluster().worker("w", "small-group", 1, null);
    world.occupy("w", 1);
    assertThat(status(world))
        .isEqualTo(
            """
            ======== Autoscaler status: 2026-11-24 11:22:57 ========
            Node status
            ---------------------------------------------------------------
            Active:
             1 headgroup
             1 small-group
            Pending:
             (no pending nodes)
            Recent failures:
             (no failures)

            Resources
            ---------------------------------------------------------------
            Total Usage:
             1.0/1.0 CPU
             0B/5.00GiB memory

            Total Constraints:
             (no request_resources() constraints)
            Total Demands:
             (no resource demands)\
            """);
  }

  @Test
  void printsWhatIsPendingAndWanted() {
    SmallWorld world = aV1Cluster().pendingWorker("w", "small-group");
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 1));
    world.constraint = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 2));
    assertThat(status(world).lines())
        .containsSubsequence(
            "Pending:",
            "Recent failures:",
            "Total Constraints:",
            " {'CPU': 1.0}: 2 from request_resources()",
            "Total Demands:",
            " {'CPU': 1.0}: 1+ pending tasks/actors")
        .anyMatch(line -> line.contains(": small-group, "))
        .doesNotContain(" (no pending nodes)", "Idle:");
  }

  @Test
  void leavesTheSecondAutoscalersTextAsItIs() {
    assertThat(status(aCluster())).contains("From request_resources:").contains("Idle:");
  }

  @Test
  void logsALaunchAndATermination() {
    SmallWorld world = aV1Cluster();
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 1));
    assertThat(log(world.snapshot(), world.turn()))
        .containsExactly(
            "INFO autoscaler.py:1399 -- StandardAutoscaler: Queue 1 new nodes for launch",
            "INFO node_launcher.py:177 -- BaseNodeLauncher: Got 1 nodes to launch.",
            "INFO node_launcher.py:177 -- BaseNodeLauncher: Launching 1 nodes, type small-group.",
            "INFO node_provider.py:419 -- Autoscaler is submitting the following patch to RayCluster raycluster in namespace default.",
            "INFO node_provider.py:423 -- [{'op': 'replace', 'path': '/spec/workerGroupSpecs/0/replicas', 'value': 1}]",
            "INFO monitor.py:434 -- :event_summary:Adding 1 node(s) of type small-group.");
    SmallWorld idle = aV1Cluster().worker("w", "small-group", 1, Duration.ofSeconds(31));
    ClusterSnapshot before = idle.snapshot();
    assertThat(log(before, idle.turn()))
        .containsExactly(
            "INFO autoscaler.py:589 -- StandardAutoscaler: Terminating the node with id w and ip %s. (idle)"
                .formatted(before.pods().getLast().podIp()),
            "INFO autoscaler.py:543 -- Node last used: Tue Nov 24 11:22:26 2026.",
            "INFO autoscaler.py:675 -- Draining 1 raylet(s).",
            "INFO node_provider.py:173 -- NodeProvider: w: Terminating node",
            "INFO load_metrics.py:156 -- LoadMetrics: Removed ip: 10.0.0.2.",
            "INFO load_metrics.py:159 -- LoadMetrics: Removed 1 stale ip mappings: {'10.0.0.2'} not in {'10.0.0.1'}",
            "INFO node_provider.py:419 -- Autoscaler is submitting the following patch to RayCluster raycluster in namespace default.",
            "INFO node_provider.py:423 -- [{'op': 'replace', 'path': '/spec/workerGroupSpecs/0/replicas', 'value': 0}, {'op': 'replace', 'path': '/spec/workerGroupSpecs/0/scaleStrategy', 'value': {'workersToDelete': ['w']}}]",
            "INFO monitor.py:434 -- :event_summary:Removing 1 nodes of type small-group (idle).");
    SmallWorld waiting = aV1Cluster().worker("w", "small-group", 1, null);
    waiting.group(WorkerGroups.replicas(waiting.group("small-group"), 0, List.of("w")));
    assertThat(log(waiting.snapshot(), waiting.decide()))
        .containsExactly(
            "WARNING node_provider.py:461 -- Waiting for operator to remove worker w.",
            "INFO autoscaler.py:397 -- Backing off of autoscaler update. Will try again in 5 seconds.");
  }

  @Test
  void printsNodesByAddressInTheVerboseStatus() {
    SmallWorld world = aV1Cluster().worker("w", "small-group", 1, Duration.ofSeconds(7));
    ClusterSnapshot snapshot = world.snapshot();
    RayState ray = Objects.requireNonNull(snapshot.ray());
    assertThat(AutoscalerText.verboseStatus(snapshot, ray, ZoneOffset.UTC))
        .endsWith(
            """
             (no resource demands)

            Node: 10.0.0.1 (headgroup)
             Usage:
              0B/5.00GiB memory

            Node: 10.0.0.1 (small-group)
             Idle: 7000 ms
             Usage:
              0.0/1.0 CPU\
            """)
        .doesNotContain("Activity");
  }

  @Test
  void cleansUpBeforeAnythingElseUnderV1() {
    SmallWorld world = aV1Cluster();
    world.group(WorkerGroups.replicas(world.group("small-group"), 0, List.of("gone")));
    assertThat(log(world.snapshot(), world.turn()))
        .startsWith(
            "INFO node_provider.py:471 -- Cleaning up workers to delete.",
            "INFO node_provider.py:472 -- Submitting patch [{'op': 'replace', 'path': '/spec/workerGroupSpecs/0/scaleStrategy', 'value': {'workersToDelete': []}}].");
  }

  /// Both read the Pods first, and V2 again before each change.
  @Test
  void saysWhatWasReadFirst() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    world.turn();
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 1));
    ClusterSnapshot seen = read(world.later(Duration.ofSeconds(5)).snapshot());
    String listing =
        "INFO cloud_provider.py:564 -- Listing pods for RayCluster raycluster in namespace default at pods resource version >= 2494.";
    String fetched = "INFO cloud_provider.py:582 -- Fetched pod data at resource version 2496.";
    assertThat(log(seen, world.turn()))
        .startsWith(
            "INFO config.py:186 -- Calculating hashes for file mounts and ray commands.",
            listing,
            fetched)
        .containsSequence(
            List.of(
                listing,
                fetched,
                "INFO cloud_provider.py:418 -- Submitting a scale request: KubeRayProvider.ScaleRequest(desired_num_workers=defaultdict(<class 'int'>, {'small-group': 1}), workers_to_delete=defaultdict(<class 'list'>, {}), worker_groups_without_pending_deletes=set(), worker_groups_with_pending_deletes=set())"));
    SmallWorld first = aV1Cluster();
    assertThat(log(read(first.snapshot()), first.decide()))
        .containsExactly(
            "INFO node_provider.py:372 -- Listing pods for RayCluster raycluster in namespace default at pods resource version >= 2494.",
            "INFO node_provider.py:390 -- Fetched pod data at resource version 2496.");
  }

  private static ClusterSnapshot read(ClusterSnapshot snapshot) {
    return new ClusterSnapshot(
        snapshot.takenAt(),
        snapshot.cluster(),
        snapshot.pods(),
        snapshot.ray(),
        snapshot.failures(),
        new PodVersions("2494", "2496"));
  }

  /// Launches and removals alike wait for named workers, and say so.
  @Test
  void warnsThatNamedWorkersAreStillThere() {
    SmallWorld world =
        aCluster().group("small-group", 0, 10, "1").worker("w", "small-group", 1, null);
    world.turn();
    world.group(WorkerGroups.replicas(world.group("small-group"), 1, List.of("w")));
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 1));
    ClusterSnapshot seen = world.later(Duration.ofSeconds(5)).snapshot();
    assertThat(log(seen, world.decide()))
        .contains(
            "WARNING cloud_provider.py:197 -- There are workers to be deleted from: {'small-group'}. Waiting for them to be deleted before creating new workers.")
        .noneMatch(line -> line.contains("Submitting"));
  }
}
