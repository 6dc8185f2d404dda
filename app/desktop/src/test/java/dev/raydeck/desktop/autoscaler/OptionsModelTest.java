package dev.raydeck.desktop.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.desktop.Frames;
import dev.raydeck.model.RayCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsModelTest {
  private final RayCluster cluster =
      Objects.requireNonNull(Frames.guide().frame().snapshot()).cluster();

  private OptionsModel.Reading read(String mode, String idle, String min, String max) {
    return OptionsModel.read(
        new OptionsModel.Form(mode, idle, Map.of("small-group", new OptionsModel.Limits(min, max))),
        cluster);
  }

  @Test
  void wantsNothingWhenNothingChanged() {
    assertThat(OptionsModel.read(OptionsModel.of(cluster), cluster).change()).isEmpty();
  }

  @Test
  void namesOnlyWhatChanged() {
    OptionsModel.Reading reading = read("Conservative", "120", "0", "10");
    assertThat(reading.changes()).isEqualTo(2);
    assertThat(reading.change()).contains(new OptionsChange("Conservative", 120L, Map.of()));
  }

  @Test
  void changesAGroupsMaximum() {
    assertThat(read("Default", "60", "0", "12").change())
        .contains(
            new OptionsChange(
                null, null, Map.of("small-group", new OptionsChange.GroupChange(null, 12L))));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          IDLE,       MIN, MAX,         FIELD,              PROBLEM
          -1,         0,   10,          idleTimeoutSeconds, options.wrong.range
          2147483648, 0,   10,          idleTimeoutSeconds, options.wrong.range
          soon,       0,   10,          idleTimeoutSeconds, options.wrong.number
          60,         11,  10,          small-group.min,    options.wrong.minAboveMax
          60,         0,   99999999999, small-group.max,    options.wrong.range
          60,         x,   10,          small-group.min,    options.wrong.number
          """)
  void saysWhatIsWrongAtTheField(
      String idle, String min, String max, String field, String problem) {
    OptionsModel.Reading reading = read("Default", idle, min, max);
    assertThat(reading.problems()).containsEntry(field, problem);
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
