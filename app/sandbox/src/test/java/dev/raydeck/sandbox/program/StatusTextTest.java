package dev.raydeck.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies recorded from Ray 2.58, and what its `ray status` printed for them.
class StatusTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-head-only",
        "02-actor-pending",
        "04-two-actors-two-workers",
        "05-idle",
        "06-infeasible-actor",
        "09-request-resources",
        "13-node-killed",
        "21-9_infeasible",
        "21-10_trio",
        "21-11_node_dead"
      })
  void printsWhatRayPrintedForTheSameReply(String state) throws IOException {
    GetClusterStatusReply reply = GetClusterStatusReply.parseFrom(recorded(state + ".pb"));
    String printed = StatusText.of(reply, Instant.EPOCH.plusNanos(1_000), false);
    assertThat(sortedLines(printed))
        .isEqualTo(sortedLines(new String(recorded(state + ".out"), StandardCharsets.UTF_8)));
  }

  /// Ray's own order changes from call to call, and the header has the time.
  private static List<String> sortedLines(String text) {
    return text.lines().skip(1).filter(line -> !line.isEmpty()).sorted().toList();
  }

  private static byte[] recorded(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StatusTextTest.class.getResourceAsStream("status/" + name))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          value,                  repr
          1,                      1.0
          0.25,                   0.25
          -2.7755575615628914e-17, -2.7755575615628914e-17
          1e16,                   1e+16
          123456789012345680,     1.2345678901234568e+17
          9007199254740993,       9007199254740992.0
          0.0001,                 0.0001
          0.00001,                1e-05
          0,                      0.0
          """)
  void writesNumbersAsPythonDoes(double value, String repr) {
    assertThat(PythonText.repr(value)).isEqualTo(repr);
  }
}
