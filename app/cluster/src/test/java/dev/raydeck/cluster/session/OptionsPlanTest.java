package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.PatchOp;
import dev.raydeck.cluster.session.FieldProblem.Kind;
import dev.raydeck.cluster.session.OptionsChange.GroupChange;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.WorkerGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsPlanTest {
  @Test
  void replacesOneValueUnderATestOfTheOldOne() {
    OptionsPlan plan = plan(new OptionsChange(null, 30L, Map.of()));
    assertThat(plan.patch())
        .containsExactly(
            PatchOp.test("/metadata/uid", "u1"),
            PatchOp.test("/spec/autoscalerOptions/idleTimeoutSeconds", 60),
            PatchOp.add("/spec/autoscalerOptions/idleTimeoutSeconds", 30L));
    assertThat(plan.before())
        .containsExactly("spec:", "  autoscalerOptions:", "    idleTimeoutSeconds: 60");
    assertThat(plan.after())
        .containsExactly("spec:", "  autoscalerOptions:", "    idleTimeoutSeconds: 30");
  }

  @Test
  void makesTheOptionsWhereThereAreNone() {
    OptionsPlan plan =
        OptionsPlan.of(cluster(), false, new OptionsChange("Conservative", null, Map.of()));
    assertThat(plan.patch())
        .containsExactly(
            PatchOp.test("/metadata/uid", "u1"),
            PatchOp.add("/spec/autoscalerOptions", Map.of()),
            PatchOp.add("/spec/autoscalerOptions/upscalingMode", "Conservative"));
  }

  @Test
  void addressesAGroupByIndexUnderATestOfItsName() {
    OptionsPlan plan =
        plan(new OptionsChange(null, null, Map.of("big", new GroupChange(2L, null))));
    assertThat(plan.patch())
        .containsExactly(
            PatchOp.test("/metadata/uid", "u1"),
            PatchOp.test("/spec/workerGroupSpecs/1/groupName", "big"),
            PatchOp.test("/spec/workerGroupSpecs/1/minReplicas", 0),
            PatchOp.add("/spec/workerGroupSpecs/1/minReplicas", 2L));
    assertThat(plan.after())
        .contains("  - groupName: big", "    maxReplicas: 5", "    minReplicas: 2");
  }

  @Test
  void sendsNothingWhenNothingChanges() {
    assertThat(plan(new OptionsChange(null, 60L, Map.of("big", new GroupChange(0L, 5L)))).patch())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          negative timeout,    -1,          0, 5,           idleTimeoutSeconds, OUT_OF_RANGE
          timeout beyond int,  99999999999, 0, 5,           idleTimeoutSeconds, OUT_OF_RANGE
          negative minimum,    60,         -1, 5,           big.minReplicas,    OUT_OF_RANGE
          maximum beyond int,  60,          0, 99999999999, big.maxReplicas,    OUT_OF_RANGE
          minimum above,       60,          6, 5,           big.minReplicas,    MIN_ABOVE_MAX
          minimum above old,   60,          6, ,            big.minReplicas,    MIN_ABOVE_MAX
          """)
  void refusesNumbersThatWouldStopTheOperator(
      String name, Long idle, @Nullable Long min, @Nullable Long max, String field, Kind kind) {
    OptionsPlan plan =
        plan(new OptionsChange(null, idle, Map.of("big", new GroupChange(min, max))));
    assertThat(plan.patch()).isEmpty();
    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.field()).isEqualTo(field);
          assertThat(problem.kind()).isEqualTo(kind);
          assertThat(problem.sentence()).startsWith(field + ": ");
        });
  }

  @Test
  void refusesUnknownModesAndGroups() {
    OptionsPlan plan =
        plan(new OptionsChange("default", null, Map.of("none", new GroupChange(0L, 1L))));
    assertThat(plan.problems())
        .extracting(FieldProblem::kind)
        .containsExactly(Kind.UNKNOWN_MODE, Kind.NO_SUCH_GROUP);
  }

  private static OptionsPlan plan(OptionsChange change) {
    return OptionsPlan.of(cluster(), true, change);
  }

  private static RayCluster cluster() {
    return new RayCluster(
        "n",
        "c",
        "u1",
        "7",
        1,
        "2.58.0",
        true,
        false,
        new AutoscalerOptions(null, null, 60, null, null),
        RayTemplate.EMPTY,
        List.of(group("small", 0), group("big", 1)),
        RayCluster.Status.EMPTY,
        Instant.EPOCH);
  }

  private static WorkerGroup group(String name, int index) {
    return new WorkerGroup(name, index, 0, 0, 5, 1, null, false, List.of(), RayTemplate.EMPTY);
  }
}
