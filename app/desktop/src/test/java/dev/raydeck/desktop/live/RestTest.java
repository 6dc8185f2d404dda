package dev.raydeck.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
  private static final Duration STEP = Duration.ofMillis(1);
  private final Rest rest = new Rest();
  private long now = -7_000_000_000L; // nanoTime may be negative

  @Test
  void aPieceThatIsLongForOnceIsNotRestedFor() {
    assertThat(worked(STEP.multipliedBy(200))).isZero();
    assertThat(worked(STEP)).isZero();
  }

  @Test
  void whatIsLongAgainAndAgainHasAFifthOfTheTime() {
    Duration work = STEP.multipliedBy(30);
    long begun = now;
    Duration working = Duration.ZERO;
    for (int i = 0; i < 1_000; i++) {
      now += worked(work).toNanos();
      working = working.plus(work);
    }
    double share = (double) working.toNanos() / (now - begun);
    assertThat(share).isBetween(0.19, 0.21);
  }

  @Test
  void noRestIsLongerThanPeopleWouldSee() {
    for (int i = 0; i < 10; i++) {
      assertThat(worked(Duration.ofSeconds(5))).isLessThanOrEqualTo(Duration.ofMillis(150));
    }
  }

  @Test
  void timePaysBack() {
    for (int i = 0; i < 10; i++) {
      worked(Duration.ofSeconds(1));
    }
    now += Duration.ofSeconds(2).toNanos();
    assertThat(worked(STEP)).isZero();
  }

  /// How long to rest after it.
  private Duration worked(Duration work) {
    long from = now;
    now += work.toNanos();
    return Duration.ofNanos(rest.after(from, now));
  }
}
