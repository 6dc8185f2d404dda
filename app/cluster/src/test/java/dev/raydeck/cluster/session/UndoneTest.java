package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UndoneTest {
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
  private static final RayTemplate PLAIN =
      new RayTemplate(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), "ray:2.58.0");

  private final ClusterSnapshot before =
      snapshot(0, 1, List.of(), 10, List.of("w1"), List.of(node("w1", RayNode.Status.IDLE, 59)), 0);

  @Test
  void takesBackReplicasAndPodsAndKeepsWhatElseChanged() {
    ClusterSnapshot now =
        snapshot(
            1,
            3,
            List.of("w9"),
            12,
            List.of("w1", "w2", "w3"),
            List.of(node("w1", RayNode.Status.RUNNING, 0)),
            2);
    ClusterSnapshot undone = Undone.of(before, now);
    WorkerGroup group = undone.cluster().groups().getFirst();
    assertThat(group.replicas()).isEqualTo(1);
    assertThat(group.workersToDelete()).isEmpty();
    assertThat(group.maxReplicas()).isEqualTo(12);
    assertThat(undone.pods()).extracting(RayPod::name).containsExactly("w1");
    assertThat(undone.takenAt()).isEqualTo(now.takenAt());
    assertThat(ray(undone).demands()).isEqualTo(ray(now).demands()).isNotEmpty();
    assertThat(ray(undone).nodes()).isEqualTo(ray(now).nodes());
  }

  /// Pods and the RayCluster come by two watches.
  @Test
  void leavesOutAPodThatWasSeenBeforeTheReplicasItWasMadeFor() {
    List<RayNode> nodes = List.of(node("w1", RayNode.Status.RUNNING, 0));
    ClusterSnapshot early = snapshot(0, 1, List.of(), 10, List.of("w1", "w2"), nodes, 1);
    ClusterSnapshot risen = snapshot(1, 2, List.of(), 10, List.of("w1", "w2"), nodes, 1);
    assertThat(Undone.of(early, risen).pods()).extracting(RayPod::name).containsExactly("w1");
    assertThat(Undone.of(early, early).pods()).hasSize(2);
  }

  @Test
  void letsADrainingNodeBeIdleForAsMuchLonger() {
    ClusterSnapshot now =
        snapshot(
            2, 1, List.of(), 10, List.of("w1"), List.of(node("w1", RayNode.Status.DRAINING, 0)), 0);
    RayNode node = ray(Undone.of(before, now)).nodes().getFirst();
    assertThat(node.status()).isEqualTo(RayNode.Status.IDLE);
    assertThat(node.idle()).isEqualTo(Duration.ofSeconds(61));
  }

  @Test
  void takesADeadNodeThatWasIdleForItsTimeoutForDrained() {
    ClusterSnapshot now =
        snapshot(
            2, 1, List.of(), 10, List.of("w1"), List.of(node("w1", RayNode.Status.DEAD, 0)), 0);
    assertThat(Undone.drained(before, now)).containsOnlyKeys("ray-w1");
    assertThat(ray(Undone.of(before, now)).nodes().getFirst().idle())
        .isEqualTo(Duration.ofSeconds(61));
    assertThat(Undone.drained(now, now)).isEmpty();
  }

  @Test
  void leavesANodeThatDiedBeforeItsTimeoutDead() {
    ClusterSnapshot now =
        snapshot(
            1, 1, List.of(), 10, List.of("w1"), List.of(node("w1", RayNode.Status.DEAD, 0)), 0);
    assertThat(ray(Undone.of(before, now)).nodes().getFirst().status())
        .isEqualTo(RayNode.Status.DEAD);
  }

  private static RayState ray(ClusterSnapshot snapshot) {
    return Objects.requireNonNull(snapshot.ray());
  }

  private static ClusterSnapshot snapshot(
      int seconds,
      int replicas,
      List<String> named,
      int max,
      List<String> pods,
      List<RayNode> nodes,
      int demands) {
    Instant at = START.plusSeconds(seconds);
    WorkerGroup group = new WorkerGroup("g", 0, replicas, 0, max, 1, null, false, named, PLAIN);
    RayCluster cluster =
        new RayCluster(
            "n",
            "c",
            "uid",
            "1",
            1,
            "2.58.0",
            true,
            false,
            AutoscalerOptions.DEFAULT,
            PLAIN,
            List.of(group),
            RayCluster.Status.EMPTY,
            START);
    List<ResourceDemand> waiting =
        demands == 0 ? List.of() : List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1), demands));
    RayState ray =
        new RayState(at, "s", "2.58.0", 1, nodes, waiting, List.of(), null, List.of(), null);
    return new ClusterSnapshot(
        at, cluster, pods.stream().map(UndoneTest::pod).toList(), ray, List.of());
  }

  private static RayNode node(String pod, RayNode.Status status, int idleSeconds) {
    return new RayNode(
        "ray-" + pod,
        pod,
        "g",
        status,
        ResourceBundle.of("CPU", 1),
        ResourceBundle.of("CPU", 1),
        Duration.ofSeconds(idleSeconds),
        Map.of(),
        Map.of(),
        List.of(),
        "");
  }

  private static RayPod pod(String name) {
    return new RayPod(
        name,
        name,
        NodeKind.WORKER,
        "g",
        "Running",
        "Running",
        null,
        List.of(),
        true,
        "",
        "",
        START,
        null);
  }
}
