package dev.raydeck.desktop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts joined with what the frame before had are those joined from nothing, over random worlds
/// that change a little from frame to frame.
class JoinAgainTest {
  private static final int FRAMES = 60;

  private final SessionFrame first = world();
  private RayCluster cluster = snapshot(first).cluster();
  private List<RayPod> pods = snapshot(first).pods();
  private RayState ray = Objects.requireNonNull(snapshot(first).ray());
  private ScalingDecision decision = Objects.requireNonNull(first.decision());
  private Instant now = first.at();

  private static SessionFrame world() {
    Frames frames = Frames.guide().group("big", 0, 50, 8, 0, 32);
    for (int i = 0; i < 30; i++) {
      String group = i % 3 == 0 ? "big" : "small-group";
      Duration age = Duration.ofMinutes(1 + i);
      if (i % 4 == 0) {
        frames.idle(group, "idle" + i, Duration.ofSeconds(i * 2L), age);
      } else if (i % 7 == 0) {
        frames.withActor(group, "held" + i, "Stats" + i, 0, age);
      } else if (i % 5 == 0) {
        frames.pending(group, "pend" + i, "ContainerCreating", "", age);
      } else {
        frames.busy(group, "busy" + i, 1, 0, age);
      }
    }
    return frames.frame();
  }

  private static ClusterSnapshot snapshot(SessionFrame frame) {
    return Objects.requireNonNull(frame.snapshot());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void joinsTheSameWithAndWithoutTheFrameBefore(long seed) {
    Random random = new Random(seed);
    ClusterFacts before = null;
    for (int i = 0; i < FRAMES; i++) {
      change(random);
      SessionFrame frame = frame(i);
      ClusterFacts again = ClusterFacts.of(frame, before);
      assertSame(again, ClusterFacts.of(frame));
      assertCounted(again);
      before = again;
    }
  }

  private SessionFrame frame(int turn) {
    return new SessionFrame(
        turn,
        now,
        first.mode(),
        false,
        look(),
        decision,
        first.result(),
        first.apiServer(),
        first.rayHead(),
        first.autoscaler(),
        null,
        null);
  }

  private void change(Random random) {
    now = now.plusMillis(random.nextInt(2_000));
    List<RayPod> fresh = new ArrayList<>(pods);
    switch (random.nextInt(9)) {
      case 0 -> fresh.remove(1 + random.nextInt(fresh.size() - 1));
      case 1 -> fresh.add(random.nextInt(fresh.size()), another(random));
      case 2 ->
          fresh.replaceAll(pod -> random.nextInt(5) == 0 ? PodChange.phase(pod, random) : pod);
      case 3 -> ray = readAgain(random);
      case 4 -> decision = Autoscaler.explain(look());
      case 5 -> {
        int at = 1 + random.nextInt(fresh.size() - 1);
        fresh.set(at, PodChange.anew(fresh.get(at), random.nextLong()));
      }
      case 6 ->
          cluster =
              PodChange.deleting(cluster, pods.get(1 + random.nextInt(pods.size() - 1)).name());
      default -> {
        int at = random.nextInt(fresh.size());
        fresh.set(at, PodChange.restarted(fresh.get(at)));
      }
    }
    pods = fresh;
  }

  private ClusterSnapshot look() {
    return new ClusterSnapshot(now, cluster, pods, ray, List.of());
  }

  private RayPod another(Random random) {
    List<RayPod> all = snapshot(first).pods();
    RayPod like = all.get(1 + random.nextInt(all.size() - 1));
    return PodChange.named(like, like.name() + "-" + random.nextInt(1_000_000));
  }

  private RayState readAgain(Random random) {
    List<RayNode> nodes =
        ray.nodes().stream()
            .filter(node -> node.isHead() || random.nextInt(20) > 0)
            .map(node -> random.nextInt(3) == 0 ? PodChange.idle(node, random) : node)
            .toList();
    return new RayState(
        now,
        ray.sessionName(),
        ray.rayVersion(),
        ray.resourceStateVersion() + 1,
        nodes,
        ray.demands(),
        ray.gangs(),
        ray.constraint(),
        ray.actors(),
        ray.report());
  }

  private static void assertSame(ClusterFacts again, ClusterFacts plain) {
    assertThat(again.nodes()).isEqualTo(plain.nodes());
    assertThat(again.workers()).isEqualTo(plain.workers());
    assertThat(again.head()).isEqualTo(plain.head());
    assertThat(again.held()).isEqualTo(plain.held());
    assertThat(again.demands()).isEqualTo(plain.demands());
    assertThat(again.longestEnd()).isEqualTo(plain.longestEnd());
    assertThat(again.longestOwnName()).isEqualTo(plain.longestOwnName());
    assertThat(again.longestName()).isEqualTo(plain.longestName());
    assertThat(again.offered()).isEqualTo(plain.offered());
    for (String resource : List.of("CPU", "GPU", "memory")) {
      assertThat(again.capacity(resource)).isEqualTo(plain.capacity(resource));
      assertThat(again.used(resource)).isEqualTo(plain.used(resource));
    }
    for (NodeFacts node : plain.nodes()) {
      String name = node.pod().name();
      assertThat(again.place(name)).isEqualTo(plain.place(name));
    }
    for (int i = 0; i < plain.groups().size(); i++) {
      assertThat(again.groups().get(i).nodes()).isEqualTo(plain.groups().get(i).nodes());
      assertThat(again.groups().get(i).verdict()).isEqualTo(plain.groups().get(i).verdict());
    }
  }

  /// What is counted is what one would count by looking at each node.
  private void assertCounted(ClusterFacts facts) {
    List<NodeFacts> workers = facts.nodes().stream().filter(node -> !node.isHead()).toList();
    for (NodeState state : NodeState.values()) {
      assertThat(facts.workers(state))
          .isEqualTo((int) workers.stream().filter(node -> node.state() == state).count());
      assertThat(facts.free(state))
          .isEqualTo(
              (int)
                  workers.stream()
                      .filter(node -> node.state() == state && node.held() == null)
                      .count());
    }
    for (int seconds : new int[] {-5, 0, 7, 30, 59, 61, 400}) {
      assertQueue(facts, workers, now.plusSeconds(seconds));
    }
  }

  private static void assertQueue(ClusterFacts facts, List<NodeFacts> workers, Instant at) {
    List<NodeFacts> free =
        workers.stream().filter(node -> node.held() == null && node.remaining(at) != null).toList();
    assertThat(facts.idle().size()).isEqualTo(free.size());
    assertThat(facts.idle().next(at))
        .isEqualTo(free.stream().min(Comparator.comparing(node -> left(node, at))));
    Duration within = Duration.ofSeconds(20);
    assertThat(facts.idle().within(within, at))
        .isEqualTo(
            (int) free.stream().filter(node -> left(node, at).compareTo(within) <= 0).count());
  }

  private static Duration left(NodeFacts node, Instant at) {
    return Objects.requireNonNull(node.remaining(at));
  }
}
