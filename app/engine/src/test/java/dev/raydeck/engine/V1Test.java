package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.PlacementConstraint.Kind;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a cluster that runs V1 goes another way, row by row of [AutoscalerVersion].
class V1Test {
  private static final Duration TICK = Duration.ofSeconds(5);

  private static SmallWorld v1(String mode) {
    SmallWorld world = aCluster();
    world.options = new AutoscalerOptions("v1", mode, null, null, null);
    return world;
  }

  private static List<ResourceDemand> cpus(double cpus, int count) {
    return List.of(ResourceDemand.of(ResourceBundle.of("CPU", cpus), count));
  }

  @ParameterizedTest(name = "version {0} on Ray {1} is {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -,  2.58.0, V2
          -,  2.47.0, V2
          -,  2.46.0, V1
          -,  2.9.3,  V1
          -,  1.13.0, V1
          -,  3.0.0,  V2
          -,  nightly, V2
          v1, 2.58.0, V1
          v2, 2.46.0, V2
          """)
  void isToldByTheOptionsOrByRaysVersion(String said, String ray, AutoscalerVersion version) {
    SmallWorld world = aCluster();
    world.options = new AutoscalerOptions(said, null, null, null, null);
    world.rayVersion = ray;
    assertThat(AutoscalerVersion.of(world.snapshot())).isEqualTo(version);
  }

  @ParameterizedTest(name = "{0} with {1} running and {2} pending asks for {3} of 40")
  @CsvSource(
      textBlock =
          """
          Default,       0, 0, 40
          Conservative,  0, 0,  5
          Conservative,  3, 0,  5
          Conservative, 12, 0, 12
          Conservative,  0, 2,  3
          Conservative,  0, 7,  0
          """)
  void asksForFiveOrAsManyAsRunLessThosePending(String mode, int running, int pending, int asked) {
    SmallWorld world = v1(mode).group("small", 0, 100, "1");
    for (int i = 0; i < running; i++) {
      world.worker("w" + i, "small", 1, null);
    }
    for (int i = 0; i < pending; i++) {
      world.pendingWorker("p" + i, "small");
    }
    world.demands = cpus(1, 40 + pending);
    ScalingDecision decision = world.decide();
    assertThat(decision.launches()).containsEntry("small", 40);
    int found =
        decision.commands().stream()
            .filter(SetReplicas.class::isInstance)
            .mapToInt(set -> ((SetReplicas) set).to() - ((SetReplicas) set).from())
            .sum();
    assertThat(found).isEqualTo(asked);
    Verdict group = verdict(decision, new Subject.Group("small"));
    assertThat(group.gates())
        .anySatisfy(gate ->
            assertThat(gate.reason())
                .isEqualTo(
                    new Reason.LaunchRateAllows(
                        "small",
                        40,
                        asked,
                        running,
                        pending,
                        mode.equals("Default") ? 1000 : Math.max(5, running),
                        mode.equals("Default") ? 1000 : 1)));
  }

  @Test
  void letsMinimumsPassTheConservativeLimit() {
    SmallWorld world = v1("Conservative").group("small", 0, 100, "1");
    world.constraint = cpus(1, 8);
    assertThat(world.decide().commands())
        .singleElement()
        .isInstanceOfSatisfying(SetReplicas.class, set -> assertThat(set.to()).isEqualTo(8));
  }

  @Test
  void takesTheLeastRecentlyUsedAndKeepsTheMinimumOfTheOthers() {
    SmallWorld world =
        v1("Default")
            .group("small", 1, 10, "1")
            .worker("old", "small", 1, Duration.ofSeconds(900))
            .worker("new", "small", 1, Duration.ofSeconds(70));
    world.group(WorkerGroups.replicas(world.group("small"), 2, List.of()));
    ScalingDecision decision = world.decide();
    assertThat(decision.commands())
        .containsExactly(
            new DrainNode("ray-old", "old", "small", null),
            new SetReplicas("small", 0, 2, 1, ""),
            new DeleteWorkers("small", 0, List.of("old"), ""));
    assertThat(verdict(decision, new Subject.Node("new", "ray-new", "small")).holding())
        .hasValueSatisfying(gate ->
            assertThat(gate.reason()).isEqualTo(new Reason.AboveMinReplicas("small", 1, 1)));
    assertThat(verdict(decision, new Subject.Node("old", "ray-old", "small")).outcome())
        .isEqualTo(Outcome.REMOVE);
    world.apply(decision);
    assertThat(world.later(TICK).turn().commands())
        .containsExactly(new ClearWorkersToDelete("small", 0));
    assertThat(world.later(TICK).turn().commands()).isEmpty();
  }

  @Test
  void leavesTheWholeTurnOutWhileNamedWorkersAreStillThere() {
    SmallWorld world =
        v1("Default")
            .group("small", 0, 10, "1")
            .worker("leaving", "small", 1, null)
            .worker("idle", "small", 1, Duration.ofSeconds(90));
    world.group(WorkerGroups.replicas(world.group("small"), 1, List.of("leaving")));
    world.demands = cpus(1, 3);
    ScalingDecision decision = world.decide();
    assertThat(decision.commands()).isEmpty();
    Verdict idle = verdict(decision, new Subject.Node("idle", "ray-idle", "small"));
    assertThat(idle.outcome()).isEqualTo(Outcome.KEEP);
    assertThat(idle.holding())
        .hasValueSatisfying(gate ->
            assertThat(gate.reason()).isEqualTo(new Reason.NoPendingDeletes(List.of("leaving"))));
  }

  @Test
  void doesNotReadTheIdleTimeoutOfAGroup() {
    SmallWorld world = v1("Default").group("small", 0, 10, "1");
    world.group(WorkerGroups.idleTimeout(world.group("small"), 600));
    world.worker("w", "small", 1, Duration.ofSeconds(61));
    assertThat(world.decide().commands()).hasAtLeastOneElementOfType(DrainNode.class);
  }

  @Test
  void keepsAnIdleNodeForRequestResourcesAndForWaitingPlacementGroups() {
    SmallWorld world =
        v1("Default")
            .group("small", 0, 10, "1")
            .worker("a", "small", 1, Duration.ofSeconds(61))
            .worker("b", "small", 1, Duration.ofSeconds(62))
            .worker("c", "small", 1, Duration.ofSeconds(63));
    world.constraint = cpus(1, 1);
    ResourceRequest one = ResourceRequest.of(ResourceBundle.of("CPU", 1.0));
    world.gangs = List.of(new GangDemand(List.of(one), "0a:PACK|PENDING"));
    ScalingDecision decision = world.decide();
    assertThat(reason(decision, "a")).isInstanceOf(Reason.NotPinnedByConstraint.class);
    assertThat(reason(decision, "b")).isInstanceOf(Reason.NotNeededByDemand.class);
    assertThat(decision.commands()).contains(new DrainNode("ray-c", "c", "small", null));
  }

  @Test
  void placesAPackGroupInPartsAndASpreadGroupWholeOrNotAtAll() {
    SmallWorld world = v1("Default").group("small", 0, 2, "1");
    ResourceRequest one = ResourceRequest.of(ResourceBundle.of("CPU", 1.0));
    world.gangs = List.of(new GangDemand(Collections.nCopies(3, one), "0a:PACK|PENDING"));
    ScalingDecision pack = world.decide();
    assertThat(pack.launches()).containsEntry("small", 2);
    assertThat(pack.infeasibleGangs()).hasSize(1);
    ResourceRequest apart =
        new ResourceRequest(
            one.bundle(), List.of(), new PlacementConstraint(Kind.ANTI_AFFINITY, "_PG_0b", ""));
    world.gangs =
        List.of(new GangDemand(Collections.nCopies(3, apart), "0b:STRICT_SPREAD|PENDING"));
    ScalingDecision spread = world.decide();
    assertThat(spread.launches()).isEmpty();
    assertThat(spread.infeasibleGangs()).hasSize(1);
  }

  @Test
  void takesTheLaterNameAmongEqualGroups() {
    SmallWorld world = v1("Default").group("a", 0, 5, "1").group("b", 0, 5, "1");
    world.demands = cpus(1, 1);
    assertThat(world.decide().launches()).containsOnlyKeys("b");
  }

  @Test
  void removesTheNodeOfAGroupThatIsGone() {
    SmallWorld world = v1("Default").group("small", 0, 10, "1").group("gone", 0, 10, "1");
    world.worker("w", "gone", 1, null);
    world.removeGroup("gone");
    assertThat(world.decide().commands()).contains(new DrainNode("ray-w", "w", "gone", null));
  }

  private static Verdict verdict(ScalingDecision decision, Subject subject) {
    return decision.verdicts().stream()
        .filter(verdict -> verdict.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " not in " + decision.verdicts()));
  }

  private static Reason reason(ScalingDecision decision, String pod) {
    return verdict(decision, new Subject.Node(pod, "ray-" + pod, "small"))
        .holding()
        .orElseThrow()
        .reason();
  }
}
