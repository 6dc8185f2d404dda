package dev.raydeck.desktop.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.Frames;
import dev.raydeck.model.ClusterSnapshot;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchModelTest {
  @Test
  void readsAWholeForm() {
    LaunchModel.Reading reading =
        LaunchModel.read(
            new LaunchModel.Form(
                "actor{n}", "default_namespace", "3", "1", "0", "512Mi", "gold=1, silver: 2.5"));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.request())
        .contains(
            new LaunchRequest(
                "actor{n}",
                "default_namespace",
                3,
                1,
                0,
                512L * 1024 * 1024,
                Map.of("gold", 1.0, "silver", 2.5)));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          FIELD,     NAME, COUNT, CPUS, GPUS, MEMORY, RESOURCES
          name,      '',   1,     1,    0,    '',     ''
          count,     a,    0,     1,    0,    '',     ''
          count,     a,    1.5,   1,    0,    '',     ''
          count,     a,    1001,  1,    0,    '',     ''
          count,     a,    many,  1,    0,    '',     ''
          cpus,      a,    1,     -1,   0,    '',     ''
          cpus,      a,    1,     NaN,  0,    '',     ''
          gpus,      a,    1,     1,    1.5,  '',     ''
          memory,    a,    1,     1,    0,    lots,   ''
          resources, a,    1,     1,    0,    '',     gold
          resources, a,    1,     1,    0,    '',     gold=0
          """)
  void saysWhichFieldIsWrong(
      String field,
      String name,
      String count,
      String cpus,
      String gpus,
      String memory,
      String resources) {
    LaunchModel.Reading reading =
        LaunchModel.read(new LaunchModel.Form(name, "ns", count, cpus, gpus, memory, resources));
    assertThat(reading.problems()).containsOnlyKeys(field);
    assertThat(reading.request()).isEmpty();
  }

  private static LaunchPreview preview(Frames frames, int count, double cpus) {
    ClusterSnapshot snapshot = Objects.requireNonNull(frames.frame().snapshot());
    return LaunchPreview.of(snapshot, new LaunchRequest("a", "ns", count, cpus, 0, 0, Map.of()));
  }

  @Test
  void foreseesNewWorkers() {
    LaunchPreview preview = preview(Frames.guide(), 3, 1);
    assertThat(preview.launches()).containsExactlyEntriesOf(Map.of("small-group", 3));
    assertThat(preview.isInfeasible()).isFalse();
  }

  @Test
  void foreseesThatAnActorFitsNowhere() {
    assertThat(preview(Frames.guide(), 1, 2).isInfeasible()).isTrue();
  }

  @Test
  void foreseesRoomOnAnIdleWorker() {
    LaunchPreview preview =
        preview(
            Frames.guide()
                .idle(
                    "small-group",
                    "w7qzk",
                    java.time.Duration.ofSeconds(30),
                    java.time.Duration.ofMinutes(2)),
            3,
            1);
    assertThat(preview.fitting()).isEqualTo(1);
    assertThat(preview.launches()).containsExactlyEntriesOf(Map.of("small-group", 2));
  }
}
