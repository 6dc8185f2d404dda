package dev.raydeck.engine.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.WorkerGroup;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTypesTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          1,          1
          500m,       1
          1500m,      2
          2000m,      2
          0.1,        1
          0,          0
          -500m,      -1
          2Gi,        2147483648
          2G,         2000000000
          1.5Ki,      1536
          1k,         1000
          1K,         1000
          100n,       1
          1u,         1
          1e3,        1000
          1Ei,        1152921504606846976
          .5,         1
          """)
  void roundsAQuantityUpToAWholeNumber(String text, double value) {
    assertThat(Quantity.rounded(text)).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"ki", "1ki", "1Mb", "''", "abc", "1..2", "Gi", "1 Gi", "1e99999"})
  void refusesWhatRayRefuses(String text) {
    assertThat(Quantity.rounded(text)).isEmpty();
  }

  @ParameterizedTest(name = "resources {0}, params {1}, limits {2}, requests {3} give {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
                       |                 | cpu=2                  | cpu=1     | {CPU=2.0}
                       |                 |                        | cpu=1     | {CPU=1.0}
                       | num-cpus=0      | cpu=2                  |           | {CPU=0.0}
          CPU=4        | num-cpus=0      | cpu=2                  |           | {CPU=4.0}
                       |                 | cpu=1,memory=2Gi       |           | {CPU=1.0, memory=2.147483648E9}
                       | memory=1000     | cpu=1,memory=2Gi       |           | {CPU=1.0, memory=1000.0}
                       |                 | cpu=1,nvidia.com/gpu=1 |           | {CPU=1.0, GPU=1.0}
                       |                 | cpu=1,amd.com/gpu=0    |           | {CPU=1.0}
                       | num-gpus=0      | cpu=1,nvidia.com/gpu=1 |           | {CPU=1.0, GPU=0.0}
          CPU=1,Foo=2  |                 | cpu=8                  |           | {CPU=1.0, Foo=2.0}
                       |                 | cpu=1,google.com/tpu=4 |           | {CPU=1.0, TPU=4.0}
          """)
  void takesTheFirstSourceThatHasAResource(
      @Nullable String resources,
      @Nullable String params,
      @Nullable String limits,
      @Nullable String requests,
      String expected) {
    RayTemplate template = template(map(resources), map(params), map(limits), map(requests));
    NodeType type = worker(read(template));
    assertThat(type.resources().amounts()).hasToString(expected);
  }

  @Test
  void readsCustomResourcesInTheirQuotes() {
    RayTemplate template =
        template(
            Map.of(),
            Map.of("resources", "\"{\\\"Custom1\\\": 1, \\\"Custom2\\\": 5}\""),
            Map.of("cpu", "1"),
            Map.of());
    assertThat(worker(read(template)).resources().amounts())
        .containsEntry("Custom1", 1.0)
        .containsEntry("Custom2", 5.0);
  }

  @Test
  void addsTheHeadMarkerOfATpuSlice() {
    RayTemplate template =
        new RayTemplate(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("cpu", "1", "google.com/tpu", "4"),
            Map.of(),
            Map.of(
                "cloud.google.com/gke-tpu-topology", "2x2x2",
                "cloud.google.com/gke-tpu-accelerator", "tpu-v4-podslice"),
            "");
    assertThat(worker(read(template)).resources().amounts()).containsEntry("TPU-v4-16-head", 1.0);
  }

  @ParameterizedTest(name = "{0} with limits {1} is an {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
                              |             | ERROR   | spec.workerGroupSpecs[0]
                              | cpu=lots    | ERROR   | limits.cpu
          num-cpus=two        | cpu=1       | ERROR   | rayStartParams.num-cpus
          resources={}        | cpu=1       | ERROR   | rayStartParams.resources
          labels=a=b          | cpu=1       | WARNING | rayStartParams.labels
                              | cpu=500m    | WARNING | limits.cpu
                              | cpu=-1      | WARNING | limits.cpu
                              | cpu=1,a/gpu=1,b/gpu=1 | WARNING | resources.limits
                              | cpu=1,a/gpu=500m      | WARNING | limits.a/gpu
          num-gpus=1.5        | cpu=1       | ERROR   | rayStartParams.num-gpus
          memory=1Gi          | cpu=1       | ERROR   | rayStartParams.memory
          """)
  void lintsWhatRayWouldChokeOn(
      @Nullable String params, @Nullable String limits, Lint.Severity severity, String field) {
    NodeTypes types = read(template(Map.of(), map(params), map(limits), Map.of()));
    assertThat(types.lints())
        .anySatisfy(lint -> {
          assertThat(lint.severity()).isEqualTo(severity);
          assertThat(lint.field()).contains(field);
        });
    assertThat(types.hasErrors()).isEqualTo(severity == Lint.Severity.ERROR);
  }

  @ParameterizedTest(name = "{0} of {1} is an {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          2x2x2, tpu-v4-podslice, -
          2by2,  tpu-v4-podslice, ERROR
          2x2x2, tpu-v99,         WARNING
          """)
  void lintsATpuSliceRayCannotRead(
      String topology, String accelerator, Lint.@Nullable Severity severity) {
    RayTemplate template =
        new RayTemplate(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("cpu", "1", "google.com/tpu", "4"),
            Map.of(),
            Map.of(
                "cloud.google.com/gke-tpu-topology", topology,
                "cloud.google.com/gke-tpu-accelerator", accelerator),
            "");
    assertThat(read(template).lints())
        .extracting(Lint::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }

  @ParameterizedTest(name = "{0} with {1} hosts, idle {2}, version {3} is an {4} at {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          small,     1,  60, v2, -,       -
          small,     0,  -,  v2, WARNING, numOfHosts
          small,     -1, -,  v2, ERROR,   numOfHosts
          small,     1,  -5, v2, WARNING, idleTimeoutSeconds
          small,     1,  60, v1, WARNING, idleTimeoutSeconds
          headgroup, 1,  -,  v2, WARNING, groupName
          """)
  void lintsAGroupRayReadsOtherwiseThanItLooks(
      String name,
      int hosts,
      @Nullable Integer idleTimeout,
      String version,
      Lint.@Nullable Severity severity,
      @Nullable String field) {
    RayTemplate template = template(Map.of(), Map.of(), Map.of("cpu", "1"), Map.of());
    WorkerGroup group =
        new WorkerGroup(name, 0, 0, 0, 2, hosts, idleTimeout, false, List.of(), template);
    AutoscalerOptions options = new AutoscalerOptions(version, null, null, null, null);
    assertThat(NodeTypes.of(cluster(options, group)).lints())
        .filteredOn(lint -> field == null || lint.field().endsWith(field))
        .extracting(Lint::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }

  @Test
  void lintsANegativeIdleTimeoutOfTheCluster() {
    AutoscalerOptions options = new AutoscalerOptions(null, null, -1, null, null);
    RayTemplate template = template(Map.of(), Map.of(), Map.of("cpu", "1"), Map.of());
    WorkerGroup group = new WorkerGroup("small", 0, 0, 0, 2, 1, null, false, List.of(), template);
    assertThat(NodeTypes.of(cluster(options, group)).lints())
        .extracting(Lint::field)
        .containsExactly("spec.autoscalerOptions.idleTimeoutSeconds");
  }

  @Test
  void lintsAMinimumAboveTheMaximum() {
    RayTemplate template = template(Map.of(), Map.of(), Map.of("cpu", "1"), Map.of());
    WorkerGroup group = new WorkerGroup("small", 0, 0, 3, 2, 1, null, false, List.of(), template);
    assertThat(NodeTypes.of(cluster(AutoscalerOptions.DEFAULT, group)).hasErrors()).isTrue();
  }

  @Test
  void countsHostsAndTheHead() {
    RayTemplate template = template(Map.of(), Map.of(), Map.of("cpu", "1"), Map.of());
    WorkerGroup group = new WorkerGroup("slices", 0, 1, 1, 3, 4, 0, false, List.of(), template);
    NodeTypes types = NodeTypes.of(cluster(AutoscalerOptions.DEFAULT, group));
    assertThat(types.maxNodes()).isEqualTo(13);
    assertThat(types.types().getFirst().name()).isEqualTo("headgroup");
    assertThat(types.types().getFirst().maxWorkers()).isEqualTo(1);
    assertThat(worker(types).minWorkers()).isEqualTo(4);
    assertThat(worker(types).idleTimeoutSeconds()).isZero();
  }

  @ParameterizedTest(name = "{0} is speed {1}")
  @CsvSource({
    "Default, 1000",
    "Aggressive, 1000",
    "Conservative, 1",
    "conservative, 1000",
    ", 1000"
  })
  void readsTheUpscalingModeLiterally(@Nullable String mode, double speed) {
    AutoscalerOptions options = new AutoscalerOptions(null, mode, null, null, null);
    RayTemplate template = template(Map.of(), Map.of(), Map.of("cpu", "1"), Map.of());
    WorkerGroup group = new WorkerGroup("small", 0, 0, 0, 2, 1, null, false, List.of(), template);
    NodeTypes types = NodeTypes.of(cluster(options, group));
    assertThat(types.upscalingSpeed()).isEqualTo(speed);
    assertThat(types.idleTimeoutSeconds()).isEqualTo(60);
  }

  private static NodeType worker(NodeTypes types) {
    return types.types().getLast();
  }

  private static NodeTypes read(RayTemplate template) {
    return NodeTypes.of(
        cluster(
            AutoscalerOptions.DEFAULT,
            new WorkerGroup("small", 0, 0, 0, 10, 1, null, false, List.of(), template)));
  }

  private static RayCluster cluster(AutoscalerOptions options, WorkerGroup group) {
    RayTemplate head = template(Map.of(), Map.of("num-cpus", "0"), Map.of(), Map.of());
    return new RayCluster(
        "default",
        "c",
        "uid",
        "1",
        1,
        "2.58.0",
        true,
        false,
        options,
        head,
        List.of(group),
        RayCluster.Status.EMPTY,
        Instant.EPOCH);
  }

  private static RayTemplate template(
      Map<String, String> resources,
      Map<String, String> params,
      Map<String, String> limits,
      Map<String, String> requests) {
    return new RayTemplate(resources, Map.of(), params, limits, requests, Map.of(), "");
  }

  private static Map<String, String> map(@Nullable String pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    if (pairs != null) {
      for (String pair : pairs.split(",", -1)) {
        int equals = pair.indexOf('=');
        map.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return map;
  }
}
