package dev.raydeck.desktop.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.cluster.session.OptionsChange.FieldWish;
import dev.raydeck.desktop.Frames;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsModelTest {
  private static final Map<String, Object> RESOURCES =
      Map.of("limits", Map.of("cpu", "500m", "memory", "512Mi", "ephemeral-storage", "1Gi"));
  private static final List<Object> ENV =
      List.of(
          new TreeMap<>(Map.of("name", "A", "value", "1")),
          new TreeMap<>(Map.of("name", "B", "value", "x y")));

  private final Map<String, String> base = OptionsModel.of(cluster());

  private static RayCluster cluster() {
    RayCluster guide = Objects.requireNonNull(Frames.guide().frame().snapshot()).cluster();
    return new RayCluster(
        guide.namespace(),
        guide.name(),
        guide.uid(),
        guide.resourceVersion(),
        guide.generation(),
        guide.rayVersion(),
        guide.enableInTreeAutoscaling(),
        guide.isSuspended(),
        new AutoscalerOptions(
            null, "Default", 60, null, null, Map.of("resources", RESOURCES, "env", ENV)),
        guide.head(),
        guide.groups(),
        guide.status(),
        guide.createdAt());
  }

  private OptionsModel.Reading type(String... fieldsAndTexts) {
    Map<String, String> typed = new LinkedHashMap<>(base);
    for (int i = 0; i < fieldsAndTexts.length; i += 2) {
      typed.put(fieldsAndTexts[i], fieldsAndTexts[i + 1]);
    }
    return OptionsModel.read(base, typed);
  }

  private OptionsChange change(String... fieldsAndTexts) {
    return type(fieldsAndTexts).change().orElseThrow();
  }

  private static OptionsChange option(String name, @Nullable Object was, @Nullable Object is) {
    return new OptionsChange(Map.of(name, new FieldWish(was, is)), Map.of());
  }

  @Test
  void wantsNothingWhenNothingChanged() {
    assertThat(type().change()).isEmpty();
    assertThat(type("idleTimeoutSeconds", " 60 ").change()).isEmpty();
  }

  @Test
  void namesOnlyWhatChangedAndWhatItWas() {
    OptionsModel.Reading reading = type("upscalingMode", "Conservative", "version", "v2");
    assertThat(reading.changes()).isEqualTo(2);
    assertThat(reading.change())
        .contains(
            new OptionsChange(
                Map.of(
                    "upscalingMode", new FieldWish("Default", "Conservative"),
                    "version", new FieldWish(null, "v2")),
                Map.of()));
  }

  @Test
  void takesAFieldAwayWhenItIsEmptied() {
    assertThat(change("idleTimeoutSeconds", "")).isEqualTo(option("idleTimeoutSeconds", 60L, null));
  }

  @Test
  void changesAGroup() {
    assertThat(change("small-group.maxReplicas", "12", "small-group.suspend", "true"))
        .isEqualTo(
            new OptionsChange(
                Map.of(),
                Map.of(
                    "small-group",
                    Map.of(
                        "maxReplicas", new FieldWish(10L, 12L),
                        "suspend", new FieldWish(null, true)))));
  }

  @Test
  void keepsWhatTheFormDoesNotShowOfTheResources() {
    assertThat(change("resources.limits.memory", "1Gi", "resources.requests.cpu", "250m"))
        .isEqualTo(
            option(
                "resources",
                RESOURCES,
                Map.of(
                    "limits",
                    Map.of("cpu", "500m", "memory", "1Gi", "ephemeral-storage", "1Gi"),
                    "requests",
                    Map.of("cpu", "250m"))));
  }

  @Test
  void readsABlockAsYaml() {
    assertThat(base.get("env")).isEqualTo("- name: A\n  value: \"1\"\n- name: B\n  value: x y");
    assertThat(change("env", "- {name: C, value: \"2\"}"))
        .isEqualTo(option("env", ENV, List.of(Map.of("name", "C", "value", "2"))));
    assertThat(change("env", "")).isEqualTo(option("env", ENV, null));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          FIELD,                   TEXT,       PROBLEM
          idleTimeoutSeconds,      soon,       options.wrong.number
          idleTimeoutSeconds,      -1,         options.wrong.range
          idleTimeoutSeconds,      2147483648, options.wrong.range
          small-group.minReplicas, 11,         options.wrong.minAboveMax
          small-group.minReplicas, x,          options.wrong.number
          small-group.replicas,    1.5,        options.wrong.number
          env,                     '- {a: b',  options.wrong.yaml
          """)
  void saysWhatIsWrongAtTheField(String field, String text, String problem) {
    OptionsModel.Reading reading = type(field, text);
    assertThat(Objects.requireNonNull(reading.problems().get(field)).key()).isEqualTo(problem);
    assertThat(reading.change()).isEmpty();
  }

  @Test
  void laysLinesSideBySide() {
    assertThat(Diff.of(List.of("a", "b", "c"), List.of("a", "x", "c")))
        .isEqualTo(
            List.of(
                new Diff.Line(Diff.Sign.KEPT, "a"),
                new Diff.Line(Diff.Sign.REMOVED, "b"),
                new Diff.Line(Diff.Sign.ADDED, "x"),
                new Diff.Line(Diff.Sign.KEPT, "c")));
  }
}
