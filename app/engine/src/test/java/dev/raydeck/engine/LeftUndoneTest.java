package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Intent;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of a decision that a person leaves for now: the rest is done, and nothing remembers them.
class LeftUndoneTest {
  private static SmallWorld oneGoesAndOneComes(String version) {
    SmallWorld world =
        aCluster()
            .group("small", 0, 10, "1")
            .group("big", 0, 10, "4")
            .worker("w", "small", 1, Duration.ofSeconds(70));
    world.options = new AutoscalerOptions(version, null, null, null, null);
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 4), 1));
    return world;
  }

  private static ScalingDecision decide(SmallWorld world, Intent leftUndone) {
    return Autoscaler.decide(world.snapshot(), InstanceLedger.EMPTY, leftUndone);
  }

  private static Intent intent(ScalingDecision decision) {
    return Intent.of(decision.commands(), Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void doesBothWhereNothingIsLeft(String version) {
    assertThat(intent(decide(oneGoesAndOneComes(version), Intent.NONE)))
        .isEqualTo(new Intent(Map.of("big", 1), List.of("w")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void leavesAWorkerAndLaunchesAllTheSame(String version) {
    SmallWorld world = oneGoesAndOneComes(version);
    ScalingDecision decision = decide(world, new Intent(Map.of(), List.of("w")));
    assertThat(intent(decision)).isEqualTo(new Intent(Map.of("big", 1), List.of()));
    assertThat(decision.terminations())
        .describedAs("what is wanted stays said")
        .extracting(ScalingDecision.Termination::podName)
        .containsExactly("w");
    assertThat(decision.ledger().instances())
        .filteredOn(row -> "w".equals(row.podName()))
        .allSatisfy(row -> assertThat(row.status()).isEqualTo(InstanceStatus.RAY_RUNNING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void leavesALaunchAndRemovesAllTheSame(String version) {
    SmallWorld world = oneGoesAndOneComes(version);
    ScalingDecision decision = decide(world, new Intent(Map.of("big", 1), List.of()));
    assertThat(intent(decision)).isEqualTo(new Intent(Map.of(), List.of("w")));
    assertThat(decision.launches()).describedAs("what is wanted stays said").containsKey("big");
    assertThat(decision.ledger().instances()).noneMatch(row -> row.type().equals("big"));
    List<ScalingCommand> next =
        Autoscaler.decide(world.later(Duration.ofSeconds(5)).snapshot(), decision.ledger())
            .commands();
    assertThat(Intent.of(next, Set.of("w")).launches())
        .describedAs("and is wanted again")
        .isEqualTo(Map.of("big", 1));
  }
}
