package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
  private static final Instant BEGAN = Instant.parse("2026-11-24T14:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-11-24T14:04:52Z");

  @ParameterizedTest
  @EnumSource(Health.State.class)
  void knowsNothingOfWhatIsBehindALostOrRefusingGate(Health.State state) {
    Health part = new Health(Health.State.OK, BEGAN, "", null);
    Health gate = new Health(state, SINCE, "why", SINCE.plusSeconds(4));
    boolean isShut = state == Health.State.LOST || state == Health.State.FORBIDDEN;
    assertThat(part.through(gate))
        .isEqualTo(
            isShut ? new Health(Health.State.UNKNOWN, SINCE, "", SINCE.plusSeconds(4)) : part);
  }
}
