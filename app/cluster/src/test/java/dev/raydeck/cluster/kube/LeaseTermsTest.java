package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTermsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          nobody holds it,                 '',    0,  15, true
          it is ours,                      me,    3,  15, true
          it is ours and ran out,          me,    99, 15, true
          another renewed it,              you,   3,  15, false
          another renewed it just in time, you,   15, 15, false
          another let it run out,          you,   16, 15, true
          another asked for longer,        you,   16, 60, false
          another never renewed,           you,   ,   15, true
          """)
  void respectsAnothersLeaseUntilItRanOut(
      String name, String holder, @Nullable Long renewedSecondsAgo, int duration, boolean isOurs) {
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    Instant renewed = renewedSecondsAgo == null ? null : now.minusSeconds(renewedSecondsAgo);
    assertThat(new LeaseTerms(holder, renewed, duration).isFor("me", now)).isEqualTo(isOurs);
  }
}
