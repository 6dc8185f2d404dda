package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The words of a real autoscaler of Ray 2.46.0 under KubeRay, names and numbers aside.
class RayV1TextTest {
  private static SmallWorld aV1Cluster() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    world.options = new AutoscalerOptions("v1", null, 30, null, null);
    return world;
  }

  private static String status(SmallWorld world) {
    ClusterSnapshot snapshot = world.snapshot();
    RayState ray = Objects.requireNonNull(snapshot.ray());
    return RayV1Text.ofEither(snapshot, ray, ZoneOffset.UTC);
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
    assertThat(RayV1Text.log(world.snapshot(), world.turn()))
        .containsExactly(
            "INFO autoscaler.py:1399 -- StandardAutoscaler: Queue 1 new nodes for launch",
            "INFO node_launcher.py:177 -- BaseNodeLauncher: Got 1 nodes to launch.",
            "INFO node_launcher.py:177 -- BaseNodeLauncher: Launching 1 nodes, type small-group.",
            "INFO node_provider.py:419 -- Autoscaler is submitting the following patch to RayCluster raycluster in namespace default.",
            "INFO node_provider.py:423 -- [{'op': 'replace', 'path': '/spec/workerGroupSpecs/0/replicas', 'value': 1}]",
            "INFO monitor.py:434 -- :event_summary:Adding 1 node(s) of type small-group.");
    SmallWorld idle = aV1Cluster().worker("w", "small-group", 1, Duration.ofSeconds(31));
    ClusterSnapshot before = idle.snapshot();
    assertThat(RayV1Text.log(before, idle.turn()))
        .containsExactly(
            "INFO autoscaler.py:589 -- StandardAutoscaler: Terminating the node with id w and ip %s. (idle)"
                .formatted(before.pods().getLast().podIp()),
            "INFO autoscaler.py:675 -- Draining 1 raylet(s).",
            "INFO node_provider.py:173 -- NodeProvider: w: Terminating node",
            "INFO node_provider.py:419 -- Autoscaler is submitting the following patch to RayCluster raycluster in namespace default.",
            "INFO node_provider.py:423 -- [{'op': 'replace', 'path': '/spec/workerGroupSpecs/0/replicas', 'value': 0}, {'op': 'replace', 'path': '/spec/workerGroupSpecs/0/scaleStrategy', 'value': {'workersToDelete': ['w']}}]",
            "INFO monitor.py:434 -- :event_summary:Removing 1 nodes of type small-group (idle).");
    SmallWorld waiting = aV1Cluster().worker("w", "small-group", 1, null);
    waiting.group(WorkerGroups.replicas(waiting.group("small-group"), 0, List.of("w")));
    assertThat(RayV1Text.log(waiting.snapshot(), waiting.decide()))
        .containsExactly("INFO node_provider.py -- Backing off of autoscaler update.");
  }
}
