package dev.raydeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Texts and GCS replies of one moment of a real cluster, taken about a second apart: where a node
/// turned idle or a hash map changed its order in between, the reply was edited to match the text.
class RayStatusTextTest {
  private static final Pattern HEADER = Pattern.compile("status: (\\S+) (\\S+) =");
  private static final Pattern REQUEST_TIME = Pattern.compile("GCS request time: ([0-9.]+)s");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-head-only.v",
        "04-two-actors-two-workers.v",
        "05-idle.v",
        "06-infeasible-actor.v",
        "07-pending-tasks.v",
        "08a-placement-groups-pending.v",
        "08b-placement-group-created.v",
        "09-request-resources.v",
        "11-label-selectors.v",
        "13-node-killed.v",
        "16-autoscaler-report.v"
      })
  void printsTheVerboseStatusAsRayDoes(String sample) throws IOException {
    String expected = text(sample + ".txt");
    Matcher time = REQUEST_TIME.matcher(expected);
    assertThat(time.find()).isTrue();
    Duration requestTime = Duration.ofNanos(Math.round(Double.parseDouble(time.group(1)) * 1e9));
    String found =
        RayStatusText.verbose(
            inOrderOf(expected, state(sample)), at(expected), ZoneOffset.UTC, requestTime);
    assertThat(withoutIdle(found)).isEqualTo(withoutIdle(expected));
  }

  /// Ray lists nodes in the order of a hash map, so of the short text only the lines are compared.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-head-only",
        "04-two-actors-two-workers.actor2_pending",
        "08a-placement-groups-pending",
        "09-request-resources.label_selectors",
        "09-request-resources.cleared",
        "16-autoscaler-report"
      })
  void printsTheShortStatusAsRayDoes(String sample) throws IOException {
    String expected = text(sample + ".txt");
    String found = RayStatusText.of(state(sample), at(expected), ZoneOffset.UTC);
    assertThat(found.lines().toList())
        .containsExactlyInAnyOrderElementsOf(expected.lines().toList());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          0,          0.0
          -0.0,       -0.0
          1,          1.0
          63.687,     63.687
          0.1,        0.1
          1e15,       1000000000000000.0
          1e16,       1e+16
          1.5e17,     1.5e+17
          0.0001,     0.0001
          0.00001,    1e-05
          -2.7755575615628914e-17, -2.7755575615628914e-17
          2000000000, 2000000000.0
          """)
  void writesFloatsAsPythonDoes(double value, String text) {
    assertThat(PythonFloat.text(value)).isEqualTo(text);
  }

  private static RayState inOrderOf(String text, RayState state) {
    List<RayNode> nodes = new ArrayList<>(state.nodes());
    nodes.sort(
        Comparator.comparingInt(
            node -> text.indexOf(node.isAlive() ? node.nodeId() : node.instanceId() + ")")));
    return new RayState(
        state.readAt(),
        state.sessionName(),
        state.rayVersion(),
        state.resourceStateVersion(),
        nodes,
        state.demands(),
        state.gangs(),
        state.constraint(),
        state.actors(),
        state.report());
  }

  private static String withoutIdle(String text) {
    return text.strip().replaceAll("Idle: \\d+ ms", "Idle: … ms");
  }

  private static Instant at(String text) {
    Matcher header = HEADER.matcher(text);
    assertThat(header.find()).isTrue();
    return LocalDateTime.parse(header.group(1) + "T" + header.group(2)).toInstant(ZoneOffset.UTC);
  }

  private static RayState state(String sample) throws IOException {
    return StatusJson.state(JsonMapper.builder().build().readTree(text(sample + ".json")));
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RayStatusTextTest.class.getResourceAsStream("/status/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
