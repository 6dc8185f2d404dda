package dev.raydeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold in any world. Blocks of seeds, so that two thousand worlds are not two thousand
/// lines of report; `-Draydeck.worlds=200000` runs more of them.
class InvariantsTest {
  private static final int BLOCK = 100;
  private static final int TURNS = 6;
  private static final Duration TICK = Duration.ofSeconds(5);

  static LongStream blocks() {
    return LongStream.range(0, Math.max(1, Long.getLong("raydeck.worlds", 2_000L) / BLOCK));
  }

  @ParameterizedTest(name = "worlds {0}00 to {0}99")
  @MethodSource("blocks")
  void holdInEveryWorld(long block) {
    for (long seed = block * BLOCK; seed < (block + 1) * BLOCK; seed++) {
      live(RandomWorlds.of(seed), seed);
    }
  }

  @ParameterizedTest(name = "V1, worlds {0}00 to {0}99")
  @MethodSource("blocks")
  void holdInEveryWorldThatRunsV1(long block) {
    for (long seed = block * BLOCK; seed < (block + 1) * BLOCK; seed++) {
      SmallWorld world = RandomWorlds.of(seed);
      AutoscalerOptions options = world.options;
      world.options =
          new AutoscalerOptions(
              "v1", options.upscalingMode(), options.idleTimeoutSeconds(), null, null);
      live(world, seed);
    }
  }

  private static void live(SmallWorld world, long seed) {
    InstanceLedger explained = InstanceLedger.EMPTY;
    for (int turn = 0; turn < TURNS; turn++) {
      ClusterSnapshot snapshot = world.snapshot();
      ScalingDecision decision = Autoscaler.decide(snapshot, world.ledger);
      String where = "seed %d turn %d".formatted(seed, turn);
      check(decision, snapshot, where);
      ScalingDecision looked = Autoscaler.explain(snapshot, explained);
      assertThat(looked).as(where).isEqualTo(Autoscaler.explain(snapshot));
      explained = looked.ledger();
      if (turn == 2) {
        ScalingDecision again = Autoscaler.decide(snapshot, world.ledger);
        assertThat(again).as(where).isEqualTo(decision);
        ScalingDecision shuffled = Autoscaler.decide(shuffled(snapshot, seed), world.ledger);
        assertThat(shuffled.commands()).as(where).isEqualTo(decision.commands());
      }
      world.ledger = decision.ledger();
      world.apply(decision);
      world.later(TICK);
    }
    settles(world, seed);
  }

  private static void check(ScalingDecision decision, ClusterSnapshot snapshot, String where) {
    for (ScalingCommand command : decision.commands()) {
      switch (command) {
        case SetReplicas set ->
            assertThat(set.to())
                .as(where)
                .isBetween(0, snapshot.cluster().group(set.group()).orElseThrow().maxReplicas());
        case DrainNode drain -> assertMayGo(drain, snapshot, where);
        case DeleteWorkers delete ->
            assertThat(delete.pods()).as(where).isNotEmpty().doesNotContain("head");
        case ScalingCommand.ClearWorkersToDelete _ -> {}
      }
    }
    for (Verdict verdict : decision.verdicts()) {
      if (!hasReason(verdict) || !isInOrder(verdict)) {
        throw new AssertionError("%s: %s".formatted(where, verdict));
      }
    }
    if (!decision.infeasible().isEmpty()) {
      assertThat(decision.verdicts())
          .as(where)
          .anyMatch(verdict ->
              verdict.outcome() == Outcome.INFEASIBLE || verdict.outcome() == Outcome.WAITS);
    }
  }

  private static void assertMayGo(DrainNode drain, ClusterSnapshot snapshot, String where) {
    RayState ray = snapshot.ray();
    assertThat(ray).isNotNull();
    List<RayNode> drained =
        ray == null
            ? List.of()
            : ray.nodes().stream().filter(node -> node.nodeId().equals(drain.nodeId())).toList();
    assertThat(drained)
        .as(where)
        .singleElement()
        .satisfies(node -> {
          assertThat(node.isHead()).isFalse();
          assertThat(node.idle()).isPositive();
        });
  }

  /// Every refusal names the gate that held; what is served was held by none.
  private static boolean hasReason(Verdict verdict) {
    boolean isHeld = verdict.holding().isPresent();
    return switch (verdict.outcome()) {
      case KEEP, HOLD_SIZE, WAITS, INFEASIBLE, COVERED -> isHeld;
      case SERVED ->
          verdict
              .holding()
              .map(gate -> gate.reason() instanceof Reason.AsksForSomething)
              .orElse(true);
      case REMOVE, LAUNCH -> !verdict.gates().isEmpty();
    };
  }

  /// Nothing is asked after a gate that holds.
  private static boolean isInOrder(Verdict verdict) {
    boolean isHeld = false;
    for (Gate gate : verdict.gates()) {
      if ((gate.state() == Gate.State.NOT_REACHED) != isHeld) {
        return false;
      }
      isHeld |= gate.state() == Gate.State.HOLDS;
    }
    return true;
  }

  private static ClusterSnapshot shuffled(ClusterSnapshot snapshot, long seed) {
    RayState ray = snapshot.ray();
    if (ray == null) {
      return snapshot;
    }
    List<RayNode> nodes = new ArrayList<>(ray.nodes());
    Collections.shuffle(nodes, new Random(seed));
    RayState other =
        new RayState(
            ray.readAt(),
            ray.sessionName(),
            ray.rayVersion(),
            ray.resourceStateVersion(),
            nodes,
            ray.demands(),
            ray.gangs(),
            ray.constraint(),
            ray.actors(),
            ray.report());
    return new ClusterSnapshot(
        snapshot.takenAt(), snapshot.cluster(), snapshot.pods(), other, snapshot.failures());
  }

  /// Where nothing waits and nothing changes, soon nothing is asked for any more.
  private static void settles(SmallWorld world, long seed) {
    world.demands = List.of();
    world.gangs = List.of();
    world.constraint = List.of();
    world.later(Duration.ofMinutes(2));
    for (int turn = 0; turn < 2 * TURNS; turn++) {
      world.turn();
      world.later(TICK);
    }
    assertThat(world.turn().commands()).as("seed %d does not settle", seed).isEmpty();
  }
}
