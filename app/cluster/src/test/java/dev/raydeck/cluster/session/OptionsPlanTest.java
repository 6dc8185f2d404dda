package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.kube.PatchOp;
import dev.raydeck.cluster.session.FieldProblem.Kind;
import dev.raydeck.cluster.session.OptionsChange.FieldWish;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsPlanTest {
  private static final String OPTIONS = "/spec/autoscalerOptions";
  private static final PatchOp UID = PatchOp.test("/metadata/uid", "u1");

  @Test
  void replacesOneValueUnderATestOfTheOldOne() {
    OptionsPlan plan = plan(option("idleTimeoutSeconds", 60, 30L));
    assertThat(plan.patch())
        .containsExactly(
            UID,
            PatchOp.test(OPTIONS + "/idleTimeoutSeconds", 60),
            PatchOp.add(OPTIONS + "/idleTimeoutSeconds", 30L));
    assertThat(plan.before())
        .containsExactly("spec:", "  autoscalerOptions:", "    idleTimeoutSeconds: 60");
    assertThat(plan.after())
        .containsExactly("spec:", "  autoscalerOptions:", "    idleTimeoutSeconds: 30");
  }

  @Test
  void setsAFieldUnderATestThatThereIsNone() {
    assertThat(plan(option("image", null, "ray:2")).patch())
        .containsExactly(
            UID, PatchOp.test(OPTIONS + "/image", null), PatchOp.add(OPTIONS + "/image", "ray:2"));
    assertThat(Json.patch(List.of(PatchOp.test("/a", null))))
        .isEqualTo("[{\"op\":\"test\",\"path\":\"/a\",\"value\":null}]");
  }

  @Test
  void takesAFieldAway() {
    OptionsPlan plan = plan(option("idleTimeoutSeconds", 60L, null));
    assertThat(plan.patch())
        .containsExactly(
            UID,
            PatchOp.test(OPTIONS + "/idleTimeoutSeconds", 60),
            PatchOp.remove(OPTIONS + "/idleTimeoutSeconds"));
    assertThat(plan.after()).containsExactly("spec:", "  autoscalerOptions: {}");
  }

  @Test
  void makesTheOptionsWhereThereAreNone() {
    Map<String, Object> object = object();
    spec(object).remove("autoscalerOptions");
    assertThat(OptionsPlan.of(object, option("upscalingMode", null, "Conservative")).patch())
        .containsExactly(
            UID,
            PatchOp.test(OPTIONS, null),
            PatchOp.add(OPTIONS, Map.of()),
            PatchOp.add(OPTIONS + "/upscalingMode", "Conservative"));
    assertThat(OptionsPlan.of(object, option("upscalingMode", null, null)).patch()).isEmpty();
  }

  @Test
  void putsASidecarsResourcesWhole() {
    Object wanted = Map.of("requests", Map.of("cpu", "1", "memory", "1Gi"));
    OptionsPlan plan = plan(option("resources", null, wanted));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.patch()).contains(PatchOp.add(OPTIONS + "/resources", wanted));
    assertThat(plan.after()).contains("    resources:", "      requests:");
  }

  @Test
  void addressesAGroupByIndexUnderATestOfItsName() {
    OptionsPlan plan = plan(group("minReplicas", 0, 2L));
    assertThat(plan.patch())
        .containsExactly(
            UID,
            PatchOp.test("/spec/workerGroupSpecs/1/groupName", "big"),
            PatchOp.test("/spec/workerGroupSpecs/1/minReplicas", 0),
            PatchOp.add("/spec/workerGroupSpecs/1/minReplicas", 2L));
    assertThat(plan.after())
        .containsSubsequence("  - groupName: big", "    maxReplicas: 5", "    minReplicas: 2");
  }

  @Test
  void sendsNothingWhenNothingChanges() {
    assertThat(plan(option("idleTimeoutSeconds", 60, 60L)).patch()).isEmpty();
    assertThat(plan(group("maxReplicas", 5, 5L)).patch()).isEmpty();
  }

  @Test
  void refusesToUndoWhatSomebodyElseChanged() {
    OptionsPlan plan = plan(option("idleTimeoutSeconds", 45, 30L));
    assertThat(plan.patch()).isEmpty();
    assertThat(plan.problems())
        .containsExactly(
            new FieldProblem("idleTimeoutSeconds", Kind.CHANGED_MEANWHILE, "60", 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          FIELD,                  VALUE,          PROBLEM
          idleTimeoutSeconds,     -1,             OUT_OF_RANGE
          idleTimeoutSeconds,     99999999999,    OUT_OF_RANGE
          idleTimeoutSeconds,     "soon",         OUT_OF_RANGE
          version,                "v3",           UNKNOWN_WORD
          upscalingMode,          "default",      UNKNOWN_WORD
          imagePullPolicy,        "Sometimes",    UNKNOWN_WORD
          env,                    {a: b},         WRONG_SHAPE
          envFrom,                "x",            WRONG_SHAPE
          resources,              [1],            WRONG_SHAPE
          resources,              {limits: {memory: 512 MB}}, NOT_AN_AMOUNT
          resources,              {limits: {memory: 0.5Gi}},  -
          resources,              {requests: {cpu: 250m}},    -
          env,                    '[{name: A, value: b}]',    -
          big.minReplicas,        -1,             OUT_OF_RANGE
          big.minReplicas,        6,              MIN_ABOVE_MAX
          big.maxReplicas,        99999999999,    OUT_OF_RANGE
          big.replicas,           99999999999,    OUT_OF_RANGE
          big.replicas,           3,              -
          big.idleTimeoutSeconds, 30,             NEEDS_V2
          big.suspend,            true,           NOT_WHILE_AUTOSCALING
          none.minReplicas,       1,              NO_SUCH_GROUP
          """,
      quoteCharacter = '\'')
  void refusesWhatTheOperatorWouldFailOn(String field, String value, @Nullable Kind kind) {
    Object typed = Json.yaml(value);
    Object wanted = typed instanceof Number number ? Long.valueOf(number.longValue()) : typed;
    int dot = field.indexOf('.');
    OptionsChange change =
        dot < 0
            ? option(field, present(field), wanted)
            : new OptionsChange(
                Map.of(),
                Map.of(
                    field.substring(0, dot),
                    Map.of(
                        field.substring(dot + 1),
                        new FieldWish(
                            field.endsWith("idleTimeoutSeconds")
                                ? null
                                : present(field.substring(dot + 1)),
                            wanted))));
    OptionsPlan plan = plan(change);
    if (kind == null) {
      assertThat(plan.problems()).isEmpty();
      assertThat(plan.patch()).isNotEmpty();
      return;
    }
    assertThat(plan.patch()).isEmpty();
    assertThat(plan.problems()).extracting(FieldProblem::kind).containsExactly(kind);
    assertThat(plan.problems().getFirst().field()).isEqualTo(field);
  }

  @Test
  void takesAGroupsOwnTimeoutTogetherWithV2() {
    OptionsChange both =
        new OptionsChange(
            Map.of("version", new FieldWish(null, "v2")),
            Map.of("big", Map.of("idleTimeoutSeconds", new FieldWish(null, 30L))));
    assertThat(plan(both).problems()).isEmpty();
    assertThat(plan(both).patch()).hasSize(6);
  }

  private static @Nullable Object present(String field) {
    return switch (field) {
      case "idleTimeoutSeconds" -> 60;
      case "minReplicas" -> 0;
      case "maxReplicas" -> 5;
      default -> null;
    };
  }

  private static OptionsChange option(String name, @Nullable Object base, @Nullable Object value) {
    return new OptionsChange(Map.of(name, new FieldWish(base, value)), Map.of());
  }

  private static OptionsChange group(String name, @Nullable Object base, @Nullable Object value) {
    return new OptionsChange(Map.of(), Map.of("big", Map.of(name, new FieldWish(base, value))));
  }

  private static OptionsPlan plan(OptionsChange change) {
    return OptionsPlan.of(object(), change);
  }

  private static Map<?, ?> spec(Map<String, Object> object) {
    return (Map<?, ?>) Objects.requireNonNull(object.get("spec"));
  }

  private static Map<String, Object> object() {
    return Json.object(
        """
        {"metadata": {"uid": "u1"}, "spec": {"enableInTreeAutoscaling": true,
        "autoscalerOptions": {"idleTimeoutSeconds": 60},
        "headGroupSpec": {"template": {"spec": {"containers": [{"name": "ray-head"}]}}},
        "workerGroupSpecs": [{"groupName": "small"},
        {"groupName": "big", "minReplicas": 0, "maxReplicas": 5}]}}
        """);
  }
}
