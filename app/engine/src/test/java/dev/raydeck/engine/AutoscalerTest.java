package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerTest {
  private static final Duration TICK = Duration.ofSeconds(5);

  private static List<ResourceDemand> cpus(double cpus, int count) {
    return List.of(ResourceDemand.of(ResourceBundle.of("CPU", cpus), count));
  }

  @Test
  void bringsOneWorkerForAWaitingActorAndTakesItAwayAfterTheIdleTimeout() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.turn();
    world.demands = cpus(1, 1);
    assertThat(world.later(TICK).turn().commands())
        .singleElement()
        .isInstanceOfSatisfying(SetReplicas.class, set -> assertThat(set.to()).isEqualTo(1));
    assertThat(world.later(TICK).turn().commands()).isEmpty();
    world.demands = List.of();
    world.join("small-1", "small", 1);
    world.occupy("small-1", 1);
    assertThat(world.later(TICK).turn().commands()).isEmpty();
    world.release("small-1");
    assertThat(world.later(Duration.ofSeconds(60)).turn().commands()).isEmpty();
    assertThat(world.later(Duration.ofMillis(1)).turn().commands())
        .containsExactly(
            new DrainNode("ray-small-1", "small-1", "small", Duration.ofMillis(60_001)));
    assertThat(world.later(TICK).turn().commands())
        .satisfiesExactly(
            set -> assertThat(((SetReplicas) set).to()).isZero(),
            delete -> assertThat(((DeleteWorkers) delete).pods()).containsExactly("small-1"));
    assertThat(world.pods()).containsExactly("head");
    assertThat(world.later(TICK).turn().commands()).isEmpty();
  }

  @Test
  void returnsANodeToServiceWhenItsDrainIsRefused() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(70));
    ScalingDecision decision = world.decide();
    assertThat(decision.commands()).hasSize(1);
    world.occupy("w", 1);
    world.failures.add(new CommandFailure.DrainFailed("ray-w", "no longer idle"));
    ScalingDecision next = world.later(TICK).decide();
    assertThat(next.commands()).isEmpty();
    assertThat(statusOf(next, "w")).isEqualTo(InstanceStatus.RAY_RUNNING);
  }

  @Test
  void asksForNothingWhileNamedWorkersAreStillThere() {
    SmallWorld world = aCluster().group("small", 0, 10, "1").worker("w", "small", 1, null);
    world.group(WorkerGroups.replicas(world.group("small"), 0, List.of("w")));
    world.demands = cpus(1, 2);
    ScalingDecision blocked = world.decide();
    assertThat(blocked.commands()).isEmpty();
    assertThat(verdict(blocked, new Subject.Group("small")).holding())
        .hasValueSatisfying(
            gate -> assertThat(gate.reason()).isInstanceOf(Reason.NoPendingDeletes.class));
    ScalingDecision again = world.later(TICK).decide();
    assertThat(again.ledger().instances())
        .filteredOn(row -> row.status() == InstanceStatus.ALLOCATION_FAILED)
        .isNotEmpty();
  }

  @Test
  void clearsFinishedDeletesTogetherWithTheNextLaunch() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.group(WorkerGroups.replicas(world.group("small"), 0, List.of("gone")));
    assertThat(world.turn().commands()).isEmpty();
    world.demands = cpus(1, 1);
    assertThat(world.later(TICK).turn().commands())
        .satisfiesExactly(
            set -> assertThat(set).isInstanceOf(SetReplicas.class),
            clear -> assertThat(clear).isEqualTo(new ClearWorkersToDelete("small", 0)));
  }

  @Test
  void keepsTheLaunchOfATurnThatAlsoDeletesForLater() {
    SmallWorld world = aCluster().group("small", 0, 10, "1").worker("w", "small", 1, null);
    world.turn();
    world.kill("w");
    world.demands = cpus(1, 1);
    assertThat(world.later(TICK).turn().commands()).hasAtLeastOneElementOfType(DeleteWorkers.class);
    assertThat(world.later(TICK).turn().commands())
        .filteredOn(SetReplicas.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(SetReplicas.class, set -> assertThat(set.to()).isEqualTo(1));
  }

  @ParameterizedTest(name = "{0} with {1} running asks for {2} of 40")
  @CsvSource(
      textBlock =
          """
          Default,       0, 10
          Aggressive,    0, 10
          Conservative,  0, 1
          Conservative,  1, 1
          Conservative,  3, 3
          Conservative, 12, 10
          conservative,  0, 10
          """)
  void asksForAtMostTenAtATimeAndConservativelyForAsManyAsRun(String mode, int running, int asked) {
    SmallWorld world = aCluster().group("small", 0, 100, "1");
    world.options = new AutoscalerOptions(null, mode, null, null, null);
    for (int i = 0; i < running; i++) {
      world.worker("w" + i, "small", 1, null);
    }
    world.demands = cpus(1, 40);
    ScalingDecision decision = world.decide();
    assertThat(decision.launches()).containsEntry("small", 40);
    SetReplicas set = (SetReplicas) decision.commands().getFirst();
    assertThat(set.to() - set.from()).isEqualTo(asked);
  }

  @Test
  void scalesNothingUntilTheHeadRuns() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.isHeadRunning = false;
    world.demands = cpus(1, 1);
    ScalingDecision decision = world.decide();
    assertThat(decision.commands()).isEmpty();
    assertThat(verdict(decision, new Subject.Group("small")).holding())
        .hasValueSatisfying(
            gate -> assertThat(gate.reason()).isEqualTo(new Reason.HeadRunning(false)));
  }

  /// Only what the scheduler wants waits for the head; rows of earlier turns go their way.
  @Test
  void asksForWhatWasQueuedEvenWhileTheHeadIsDead() {
    SmallWorld world = aCluster().group("small", 0, 20, "1");
    world.demands = cpus(1, 15);
    assertThat(world.turn().asksFor("small")).isEqualTo(10);
    world.later(Duration.ofSeconds(5)).kill("head");
    world.demands = cpus(1, 20);
    assertThat(world.turn().commands())
        .containsExactly(new SetReplicas("small", 0, 10, 15, lastRequest(world)));
  }

  private static String lastRequest(SmallWorld world) {
    return String.valueOf(world.ledger.instances().getLast().launchRequestId());
  }

  @Test
  void namesTheGroupAndTheMissingCpuOfAnInfeasibleActor() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.demands = cpus(2, 1);
    ScalingDecision decision = world.decide();
    assertThat(decision.commands()).isEmpty();
    Verdict verdict = verdict(decision, new Subject.Demand(world.demands.getFirst()));
    assertThat(verdict.outcome()).isEqualTo(Outcome.INFEASIBLE);
    assertThat(verdict.holding())
        .hasValueSatisfying(gate ->
            assertThat(((Reason.FitsSomeGroup) gate.reason()).misses())
                .contains(new Reason.GroupMiss("small", ResourceBundle.of("CPU", 1.0), true)));
  }

  @Test
  void refusesToDecideWhileANodeOfARemovedGroupRuns() {
    SmallWorld world = aCluster().group("small", 0, 10, "1").worker("w", "small", 1, null);
    world.join("w", "gone", 1);
    ScalingDecision decision = world.decide();
    assertThat(decision.commands()).isEmpty();
    assertThat(decision.lints()).anyMatch(lint -> lint.found().contains("gone"));
  }

  @Test
  void givesUpOnAPodThatNeverJoinsAndPrefersOtherGroupsAfterwards() {
    SmallWorld world = aCluster().group("first", 0, 10, "1").group("second", 0, 10, "1");
    world.demands = cpus(1, 1);
    world.turn();
    assertThat(world.later(TICK).turn().launches()).isEmpty();
    ScalingDecision timedOut = world.later(Duration.ofSeconds(3601)).turn();
    assertThat(timedOut.commands()).hasAtLeastOneElementOfType(DeleteWorkers.class);
    assertThat(world.ledger.lastUnavailable()).containsKey("first");
    assertThat(timedOut.launches()).containsExactly(java.util.Map.entry("second", 1));
  }

  @Test
  void doesNotWaitForPodsThatSomebodyElseAskedFor() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.group(WorkerGroups.replicas(world.group("small"), 3, List.of()));
    world.enableInTreeAutoscaling = true;
    world.demands = cpus(1, 2);
    ScalingDecision watched = Autoscaler.explain(world.snapshot());
    assertThat(watched.launches()).isEmpty();
    assertThat(verdict(watched, new Subject.Demand(world.demands.getFirst())).outcome())
        .isEqualTo(Outcome.COVERED);
  }

  @Test
  void explainsAnIdleNodeOfAWatchedClusterWithTheTimeItHasLeft() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(42));
    ScalingDecision decision = Autoscaler.explain(world.snapshot());
    Verdict verdict = verdict(decision, new Subject.Node("w", "ray-w", "small"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.KEEP);
    assertThat(verdict.holding())
        .hasValueSatisfying(gate ->
            assertThat(((Reason.IdleLongerThanTimeout) gate.reason()).remaining())
                .isEqualTo(Duration.ofSeconds(18)));
  }

  @Test
  void takesOverWhatStillHoldsOfAnEarlierExplanation() {
    SmallWorld world =
        aCluster()
            .group("small", 0, 10, "1")
            .worker("leaves", "small", 1, Duration.ofSeconds(2))
            .worker("stays", "small", 1, Duration.ofSeconds(2));
    ScalingDecision before = Autoscaler.explain(world.snapshot());
    world.drain("leaves");
    ScalingDecision after = Autoscaler.explain(world.snapshot(), before.ledger());
    assertThat(row(after, "stays")).isSameAs(row(before, "stays"));
    assertThat(row(after, "leaves")).isNotEqualTo(row(before, "leaves"));
    assertThat(after).isEqualTo(Autoscaler.explain(world.snapshot()));
  }

  private static Instance row(ScalingDecision decision, String pod) {
    return decision.ledger().instances().stream()
        .filter(row -> pod.equals(row.podName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysThatNobodyScalesAWatchedClusterWithoutAutoscaler() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(90));
    world.enableInTreeAutoscaling = false;
    ScalingDecision decision = Autoscaler.explain(world.snapshot());
    assertThat(verdict(decision, new Subject.Node("w", "ray-w", "small")).holding())
        .hasValueSatisfying(
            gate -> assertThat(gate.reason()).isEqualTo(new Reason.AutoscalingOn(false, false)));
  }

  private static Verdict verdict(ScalingDecision decision, Subject subject) {
    return decision.verdicts().stream()
        .filter(verdict -> verdict.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " not in " + decision.verdicts()));
  }

  private static InstanceStatus statusOf(ScalingDecision decision, String pod) {
    return decision.ledger().instances().stream()
        .filter(row -> pod.equals(row.podName()))
        .map(Instance::status)
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
