package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Gate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.TerminationCause;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every reason there is can be said in every language, with its numbers.
class ReasonsTest {
  private static final RayActor ACTOR =
      new RayActor(
          "aa",
          "actor1",
          "default_namespace",
          "CpuHolder",
          RayActor.State.ALIVE,
          "01",
          "bb",
          1,
          ResourceBundle.EMPTY,
          true,
          null,
          null,
          null);
  private static final List<ResourceDemand> TWO_CPUS =
      List.of(ResourceDemand.of(ResourceBundle.of("CPU", 2), 1));
  private static final List<Reason> ALL =
      List.of(
          new Reason.RayRunning(InstanceStatus.RAY_RUNNING, "Running"),
          new Reason.NotHead(true),
          new Reason.NotSuspended(true),
          new Reason.AutoscalingOn(false, false),
          new Reason.IdleTimeoutApplies(Duration.ofSeconds(60), true),
          new Reason.NotBusy(
              List.of("Busy workers on node."), List.of(ACTOR), ResourceBundle.EMPTY),
          new Reason.IdleLongerThanTimeout(Duration.ofSeconds(37), Duration.ofSeconds(60)),
          new Reason.NotNeededByDemand(TWO_CPUS),
          new Reason.NotPinnedByConstraint(TWO_CPUS),
          new Reason.AboveMinReplicas("small-group", 3, 3),
          new Reason.SingleHost(2, "small-x7k2p", List.of("w2"), List.of("w2"), "w2"),
          new Reason.Joined("ContainerCreating", null, Duration.ofSeconds(12)),
          new Reason.NotLeaving(InstanceStatus.TERMINATING),
          new Reason.WithinLimit(TerminationCause.MAX_NUM_NODES, 11, 10),
          new Reason.FitsRunningNodes(1, 3),
          new Reason.CoveredByPendingNodes(2, Map.of("small-group", 2)),
          new Reason.FitsSomeGroup(
              List.of(),
              List.of(new Reason.GroupMiss("small-group", ResourceBundle.of("CPU", 1), true))),
          new Reason.AsksForSomething(ResourceBundle.EMPTY),
          new Reason.BelowMaxReplicas("gpu-h100", 8, 2, 8),
          new Reason.BelowMaxNodes(272, 272),
          new Reason.LaunchRateAllows("small-group", 20, 10, 5, 0, 10, 1),
          new Reason.GangFits("STRICT_SPREAD", 4, 4, 2),
          new Reason.ScoredBest(List.of(new Reason.GroupScore("small-group", 0, true, 1, 1, 1))),
          new Reason.EffectiveResources("small-group", ResourceBundle.of("CPU", 1), List.of()),
          new Reason.ReplicasAsSent("small-group", 3, 5),
          new Reason.HeadRunning(false),
          new Reason.NoPendingDeletes(List.of("raycluster-small-group-worker-d2mfr")));

  @ParameterizedTest
  @CsvSource({
    "HOLDS, 10, Covered by workers to come: 10 small-group",
    "NOT_REACHED, 10, Covered by workers to come: 10 small-group",
    "NOT_REACHED, 0, Not all covered by workers to come: none",
    "PASSES, 3, Not all covered by workers to come: 3 small-group"
  })
  void saysWhetherWorkersToComeCoverWhatWaits(Gate.State state, int coming, String said) {
    Map<String, Integer> nodes = coming == 0 ? Map.of() : Map.of("small-group", coming);
    Words words = new Words(Language.ENGLISH);
    GateLine line =
        new Reasons(words, new Figures(words, ZoneOffset.UTC))
            .line(new Gate(state, new Reason.CoveredByPendingNodes(coming, nodes)));
    assertThat(line.rule() + ": " + line.value()).isEqualTo(said);
  }

  @Test
  void theSamplesCoverEveryReason() {
    assertThat(ALL)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(Reason.class.getPermittedSubclasses()).stream()
                .filter(type -> Reason.class.isAssignableFrom(type) && type.isRecord())
                .filter(ReasonsTest::isReason)
                .map(type -> (Class<?>) type)
                .toList());
  }

  private static boolean isReason(Class<?> type) {
    return Arrays.asList(type.getInterfaces()).contains(Reason.class);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyReasonHasItsRuleValueSourceAndSentence(Language language) {
    Words words = new Words(language);
    Reasons reasons = new Reasons(words, new Figures(words, ZoneOffset.UTC));
    for (Reason reason : ALL) {
      GateLine line = reasons.line(Gate.holds(reason));
      assertThat(List.of(line.rule(), line.value(), line.source()))
          .as(reason.toString())
          .doesNotContain("");
      assertThat(Sentence.of(reasons.holding(reason, "w7qzk")).plain())
          .as(reason.toString())
          .isNotBlank();
    }
  }

  @Test
  void namesTheCulpritInTheColourOfBecause() {
    Words words = new Words(Language.ENGLISH);
    Reasons reasons = new Reasons(words, new Figures(words, ZoneOffset.UTC));
    Sentence said =
        Sentence.of(
            reasons.holding(
                new Reason.NotBusy(List.of(), List.of(ACTOR), ResourceBundle.EMPTY), "f8w2k"));
    assertThat(said.plain()).isEqualTo("f8w2k stays because actor1 runs on it.");
    assertThat(said.spans()).contains(new Sentence.Span("actor1", Sentence.Ink.HOLD));
    assertThat(said.spans()).contains(new Sentence.Span("f8w2k", Sentence.Ink.NAME));
  }
}
