package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private final Pace pace = new Pace(10, Duration.ofMillis(40), Duration.ofMillis(250));

  @Test
  void isDueAtFirst() {
    assertThat(pace.isDue(-7)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # took, waits (ms)
          0,      40
          3,      40
          6,      60
          25,     250
          900,    250
          """)
  void waitsAMultipleOfWhatItTookWithinBounds(long took, long waits) {
    long from = -5_000_000_000L;
    pace.done(from, from + took * 1_000_000);
    assertThat(pace.isDue(from + waits * 1_000_000 - 1)).isFalse();
    assertThat(pace.isDue(from + waits * 1_000_000)).isTrue();
    assertThat(pace.leftNanos(from + 1_000_000)).isEqualTo((waits - 1) * 1_000_000);
    assertThat(pace.leftNanos(from + waits * 2_000_000)).isZero();
  }

  @Test
  void waitsAsLongAsOnceWasAskedFor() {
    pace.done(0, 1_000_000, 90_000_000);
    assertThat(pace.leftNanos(0)).isEqualTo(90_000_000);
    pace.done(0, 20_000_000, 90_000_000);
    assertThat(pace.leftNanos(0)).isEqualTo(200_000_000);
    pace.done(0, 1_000_000);
    assertThat(pace.leftNanos(0)).isEqualTo(40_000_000);
  }
}
