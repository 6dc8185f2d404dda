package dev.raydeck.desktop.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.Frames;
import dev.raydeck.model.ClusterSnapshot;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchModelTest {
  @Test
  void readsAWholeForm() {
    LaunchModel.Reading reading =
        LaunchModel.read(
            new LaunchModel.Form(
                "actor{n}",
                "default_namespace",
                "3",
                "1",
                "0",
                "512Mi",
                "gold=1, silver: 2.5",
                "zone = !west, type=in( a, b )",
                false),
            "actor2"::equals);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.request())
        .contains(
            new LaunchRequest(
                "actor{n}",
                3,
                "default_namespace",
                3,
                1,
                0,
                512L * 1024 * 1024,
                Map.of("gold", 1.0, "silver", 2.5),
                Map.of("zone", "!west", "type", "in(a,b)"),
                false));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          FIELD,     NAME, COUNT, CPUS, GPUS, MEMORY, RESOURCES
          name,      '',   1,     1,    0,    '',     ''
          name,      taken, 1,    1,    0,    '',     ''
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
        LaunchModel.read(
            new LaunchModel.Form(name, "ns", count, cpus, gpus, memory, resources, "", true),
            "taken"::equals);
    assertThat(reading.problems()).containsOnlyKeys(field);
    assertThat(reading.request()).isEmpty();
  }

  private static LaunchModel.Reading labelled(String labels) {
    return LaunchModel.read(
        new LaunchModel.Form("a", "ns", "1", "1", "0", "", "", labels, true), name -> false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zone",
        "=a",
        "zone=",
        "zone=-a",
        "zone=in(a",
        "zone=in()",
        "zone=in(a,)",
        "zone=!!a",
        "a b=c",
        "/zone=a",
        "zone=a, zone=b"
      })
  void refusesALabelSelectorRayWouldRefuse(String labels) {
    assertThat(labelled(labels).problems()).containsOnlyKeys("labels");
  }

  @Test
  void takesLabelsWithAPrefix() {
    assertThat(labelled("ray.io/accelerator-type=A100,").request().orElseThrow().labelSelector())
        .isEqualTo(Map.of("ray.io/accelerator-type", "A100"));
  }

  @ParameterizedTest
  @CsvSource({"actor{n}, 1, actor2", "actor{n}, 2, actor4", "worker, 2, worker1", "b{n}, 1, b1"})
  void countsFromTheFirstFreeRun(String name, String count, String first) {
    Set<String> taken = Set.of("actor1", "actor3");
    assertThat(
            LaunchModel.read(
                    new LaunchModel.Form(name, "ns", count, "1", "0", "", "", "", true),
                    taken::contains)
                .request()
                .orElseThrow()
                .names()
                .getFirst())
        .isEqualTo(first);
  }

  @Test
  void foreseesThatNoGroupCarriesTheLabels() {
    ClusterSnapshot snapshot = Objects.requireNonNull(Frames.guide().frame().snapshot());
    LaunchRequest request = labelled("zone=west").request().orElseThrow();
    assertThat(LaunchPreview.of(snapshot, request).isInfeasible()).isTrue();
    LaunchRequest elsewhere = labelled("zone=!west").request().orElseThrow();
    assertThat(LaunchPreview.of(snapshot, elsewhere).launches())
        .isEqualTo(Map.of("small-group", 1));
  }

  private static LaunchPreview preview(Frames frames, int count, double cpus) {
    ClusterSnapshot snapshot = Objects.requireNonNull(frames.frame().snapshot());
    return LaunchPreview.of(snapshot, LaunchRequest.detached("a", "ns", count, cpus, Map.of()));
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
