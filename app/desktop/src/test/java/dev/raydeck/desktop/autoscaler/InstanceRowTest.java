package dev.raydeck.desktop.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceRowTest {
  private static final Instant SINCE = Instant.parse("2026-11-24T14:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          status | seconds | slow | stuck
          QUEUED | 90 | false | false
          QUEUED | 91 | true | true
          REQUESTED | 91 | true | false
          REQUESTED | 601 | true | true
          ALLOCATED | 3600 | true | false
          ALLOCATED | 3601 | true | true
          TERMINATING | 301 | true | true
          RAY_RUNNING | 999999 | false | false
          TERMINATED | 999999 | false | false
          """)
  void isStuckWhenRayWouldEndIt(
      InstanceStatus status, long seconds, boolean isSlow, boolean isStuck) {
    InstanceRow row =
        new InstanceRow(
            new Instance(
                "1",
                "small-group",
                NodeKind.WORKER,
                null,
                null,
                null,
                List.of(new Instance.StatusChange(status, SINCE, ""))));
    assertThat(row.isSlow(SINCE.plusSeconds(seconds))).isEqualTo(isSlow);
    assertThat(row.isStuck(SINCE.plusSeconds(seconds))).isEqualTo(isStuck);
  }
}
