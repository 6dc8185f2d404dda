package dev.raydeck.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast packer against the plain one, which is Ray's step by step. Blocks of seeds;
/// `-Draydeck.worlds=200000` runs more of them.
class GroupedPackerTest {
  private static final int BLOCK = 500;

  static LongStream blocks() {
    return LongStream.range(0, Math.max(1, Long.getLong("raydeck.worlds", 5_000L) / BLOCK));
  }

  @ParameterizedTest(name = "block {0} of 500 requests")
  @MethodSource("blocks")
  void repliesAsThePlainPackerDoes(long block) {
    for (long seed = block * BLOCK; seed < (block + 1) * BLOCK; seed++) {
      compare(seed);
    }
  }

  /// Found by longer runs: equal bundles that list their resources in different orders.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 143_964)
  void repliesWhereItOnceDidNot(long seed) {
    compare(seed);
  }

  /// The largest world Ray was tried on, which it did not finish: 1,000 nodes, 300 of them idle and
  /// too small for any of 30,000 tasks.
  @Test
  void repliesAsThePlainPackerDoesWhereRayTakesTooLong() {
    ResourceBundle big = ResourceBundle.of("CPU", 16, "memory", 6.4e10);
    ResourceBundle small = ResourceBundle.of("CPU", 2, "memory", 8e9);
    List<Candidate> instances = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boolean isSmall = i < 300;
      ResourceBundle free = isSmall ? small : ResourceBundle.of("CPU", i % 4, "memory", 6.4e10);
      instances.add(
          running(i, isSmall ? "small" : "big", isSmall ? small : big, free, isSmall ? 90 : 0));
    }
    SchedulingRequest request =
        new SchedulingRequest(
            List.of(type("big", big, 12_000), type("small", small, 1000)),
            13_001,
            60.0,
            false,
            true,
            Map.of(),
            Map.of(),
            instances,
            List.of(
                ResourceDemand.of(ResourceBundle.of("CPU", 4), 20_000),
                ResourceDemand.of(ResourceBundle.of("CPU", 8, "memory", 8e9), 8000),
                ResourceDemand.of(ResourceBundle.of("CPU", 16), 2000)),
            List.of(),
            List.of());
    SchedulingReply reply = Scheduler.schedule(request);
    assertThat(reply).isEqualTo(Scheduler.schedule(request, new PlainPacker()));
    assertThat(reply.launches()).containsOnlyKeys("big");
    assertThat(reply.endings()).hasSize(300);
  }

  private static NodeType type(String name, ResourceBundle resources, int max) {
    return new NodeType(name, resources, 0, max, Map.of(), null, 0, "");
  }

  private static Candidate running(
      int number, String type, ResourceBundle total, ResourceBundle free, int idleSeconds) {
    RayNode node =
        new RayNode(
            "ray-" + number,
            "",
            type,
            RayNode.Status.RUNNING,
            total,
            free,
            Duration.ofSeconds(idleSeconds),
            Map.of(),
            Map.of(),
            List.of(),
            "");
    return new Candidate(
        "i-" + number, type, InstanceStatus.RAY_RUNNING, NodeKind.WORKER, "", node);
  }

  private static void compare(long seed) {
    SchedulingRequest request = RandomRequests.of(seed);
    Object plain = reply(request, new PlainPacker());
    assertThat(reply(request, new GroupedPacker(request))).as("seed %d", seed).isEqualTo(plain);
  }

  /// A failure is a reply too, whatever its words.
  private static Object reply(SchedulingRequest request, Packer packer) {
    try {
      return Scheduler.schedule(request, packer);
    } catch (SchedulingFailure failure) {
      return "no decision";
    }
  }
}
