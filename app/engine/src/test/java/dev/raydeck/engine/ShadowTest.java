package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Decisions beside another autoscaler: with a memory, but never with one of what only it wanted.
class ShadowTest {
  private static final Duration TURN = Duration.ofSeconds(5);

  private InstanceLedger ledger = InstanceLedger.EMPTY;

  private ScalingDecision shadow(SmallWorld world) {
    ScalingDecision decision = Autoscaler.shadow(world.snapshot(), ledger);
    ledger = decision.ledger();
    return decision;
  }

  private List<InstanceStatus> statuses(String group) {
    return ledger.instances().stream()
        .filter(row -> row.type().equals(group))
        .map(row -> row.status())
        .toList();
  }

  private static SmallWorld wants(int actors) {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1), actors));
    return world;
  }

  private static void write(SmallWorld world, String group, int replicas, String... named) {
    world.group(WorkerGroups.replicas(world.group(group), replicas, List.of(named)));
  }

  private static SetReplicas launch(ScalingDecision decision) {
    return decision.commands().stream()
        .filter(SetReplicas.class::isInstance)
        .map(SetReplicas.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wantsTheSameLaunchAgainWhileNobodyMakesIt() {
    SmallWorld world = wants(2);
    for (int turn = 0; turn < 3; turn++) {
      ScalingDecision decision = shadow(world);
      assertThat(launch(decision).from()).isZero();
      assertThat(launch(decision).to()).isEqualTo(2);
      assertThat(statuses("small")).isEmpty();
      world.later(TURN);
    }
  }

  @Test
  void waitsForALaunchThatAnotherMade() {
    SmallWorld world = wants(2);
    shadow(world);
    write(world, "small", 2);
    assertThat(shadow(world.later(TURN)).commands()).isEmpty();
    assertThat(statuses("small"))
        .containsExactly(InstanceStatus.REQUESTED, InstanceStatus.REQUESTED);

    world.pendingWorker("w1", "small");
    write(world, "small", 2);
    assertThat(shadow(world.later(TURN)).commands()).isEmpty();
    assertThat(statuses("small"))
        .containsExactlyInAnyOrder(InstanceStatus.ALLOCATED, InstanceStatus.REQUESTED);
  }

  @Test
  void adds_onlyWhatIsMissingBesideTheLaunchesOfAnother() {
    SmallWorld world = wants(5);
    write(world, "small", 2);
    ScalingDecision decision = shadow(world);
    assertThat(launch(decision).from()).isEqualTo(2);
    assertThat(launch(decision).to()).isEqualTo(5);
    assertThat(statuses("small")).hasSize(2);
  }

  @Test
  void forgetsALaunchThatIsAskedForNoMore() {
    SmallWorld world = wants(2);
    write(world, "small", 2);
    shadow(world);
    write(world, "small", 0);
    assertThat(launch(shadow(world.later(TURN))).to()).isEqualTo(2);
    assertThat(statuses("small")).isEmpty();
  }

  @Test
  void keepsTheTimeSinceWhenALaunchWaits() {
    SmallWorld world = wants(1);
    write(world, "small", 1);
    for (int turn = 0; turn < 130; turn++) {
      assertThat(shadow(world).commands()).isEmpty();
      assertThat(ledger.instances()).filteredOn(row -> row.type().equals("small")).hasSize(1);
      world.later(TURN);
    }
    assertThat(ledger.instances().getLast().history())
        .filteredOn(change -> change.status() == InstanceStatus.REQUESTED)
        .describedAs("once more after ten minutes, as a driver would")
        .hasSize(2);
  }

  @Test
  void wantsToDrainAnIdleWorkerUntilSomebodyDoes() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(70));
    for (int turn = 0; turn < 3; turn++) {
      assertThat(shadow(world).commands())
          .hasOnlyElementsOfType(DrainNode.class)
          .describedAs("turn " + turn)
          .hasSize(1);
      assertThat(statuses("small")).containsExactly(InstanceStatus.RAY_RUNNING);
      world.later(TURN);
    }
    world.drain("w");
    assertThat(shadow(world).commands()).isEmpty();
    assertThat(statuses("small")).containsExactly(InstanceStatus.RAY_STOPPING);

    world.kill("w");
    assertThat(shadow(world.later(TURN)).commands())
        .filteredOn(DeleteWorkers.class::isInstance)
        .extracting(command -> ((DeleteWorkers) command).pods())
        .containsExactly(List.of("w"));
    assertThat(statuses("small")).containsExactly(InstanceStatus.RAY_STOPPED);

    write(world, "small", 0, "w");
    assertThat(shadow(world.later(TURN)).commands()).isEmpty();
    assertThat(statuses("small")).containsExactly(InstanceStatus.TERMINATING);
  }

  @Test
  void takesANamedWorkerForLeavingFromItsFirstTurnOn() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(70));
    write(world, "small", 0, "w");
    assertThat(shadow(world).commands()).isEmpty();
    assertThat(statuses("small")).containsExactly(InstanceStatus.TERMINATING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void decidesWhatADriverDecidesFromTheSameFacts(String version) {
    SmallWorld world =
        aCluster()
            .group("small", 0, 10, "1")
            .worker("w1", "small", 1, Duration.ofSeconds(70))
            .worker("w2", "small", 1, null);
    world.options = new dev.raydeck.model.AutoscalerOptions(version, null, null, null, null);
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1), 3));
    assertThat(shadow(world).commands()).isEqualTo(world.decide().commands());
    assertThat(ledger.sentReplicas()).isEmpty();
  }

  /// A driver that does all at once, and its shadow one turn behind: whatever the shadow wants, the
  /// driver wanted, and when the world comes to rest it wants nothing.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comesToRestBesideADriver(long seed) {
    Random random = new Random(seed);
    SmallWorld world = aCluster().group("small", random.nextInt(2), 6, "1").group("big", 0, 4, "4");
    for (int i = 0; i < 8; i++) {
      int count = random.nextInt(4);
      world.demands =
          count == 0
              ? List.of()
              : List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1 + random.nextInt(4)), count));
      world.turn();
      shadow(world.later(TURN));
    }
    world.demands = List.of();
    for (int i = 0; i < 4; i++) {
      world.turn();
      world.later(TURN);
    }
    shadow(world);
    List<ScalingCommand> wanted = shadow(world.later(TURN)).commands();
    assertThat(wanted).isEmpty();
  }
}
