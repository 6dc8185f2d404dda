package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health.State;
import dev.raydeck.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HealthTrackTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final HealthTrack track = new HealthTrack(new Random(1));

  @Test
  void waitsLongerAfterEachFailureWithinBounds() {
    long[] seconds = {1, 2, 4, 8, 15, 15};
    for (long wait : seconds) {
      track.failed(State.LOST, "refused", NOW, 0);
      Duration left = Duration.between(NOW, Objects.requireNonNull(track.health().nextTry()));
      assertThat(left.toMillis()).isBetween(wait * 800, wait * 1200);
      assertThat(track.mayTry(left.toNanos() - 1)).isFalse();
      assertThat(track.mayTry(left.toNanos())).isTrue();
    }
  }

  @Test
  void remembersSinceWhenAStateLasts() {
    track.failed(State.LOST, "refused", NOW, 0);
    track.failed(State.LOST, "refused again", NOW.plusSeconds(1), 1);
    assertThat(track.health().since()).isEqualTo(NOW);
    track.ok(Duration.ofMillis(3), Duration.ofSeconds(1), NOW.plusSeconds(2));
    assertThat(track.health().since()).isEqualTo(NOW.plusSeconds(2));
    assertThat(track.health().state()).isEqualTo(State.OK);
  }

  @Test
  void startsAfreshAfterASuccessOrAWish() {
    track.failed(State.LOST, "refused", NOW, 0);
    track.tryNow();
    assertThat(track.mayTry(0)).isTrue();
    track.ok(Duration.ofSeconds(2), Duration.ofSeconds(1), NOW);
    assertThat(track.health().trouble()).isEqualTo(Trouble.of(Trouble.Cause.SLOW, "2000"));
    assertThat(track.health().detail()).isEmpty();
    assertThat(track.health().state()).isEqualTo(State.SLOW);
  }
}
