package dev.raydeck.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Instant FIRST = Frames.NOW;
  private static final Instant SECOND = Frames.NOW.plusSeconds(5);
  private static final ResourceBundle CPU = ResourceBundle.of("CPU", 1);

  private final Waits waits = new Waits();

  private static ClusterFacts facts(Frames frames) {
    return ClusterFacts.of(frames.frame());
  }

  private static Verdict.Subject demand(int count) {
    return new Verdict.Subject.Demand(ResourceDemand.of(CPU, count));
  }

  @Test
  void aDemandThatComesIsTimedFromThen() {
    waits.add(facts(Frames.guide()), FIRST);
    waits.add(facts(Frames.guide().demand(CPU, 1)), SECOND);
    assertThat(waits.of(demand(1))).contains(new Waits.Since(SECOND, true));
  }

  @Test
  void moreOfTheSameKeepsItsTime() {
    waits.add(facts(Frames.guide()), FIRST);
    waits.add(facts(Frames.guide().demand(CPU, 1)), SECOND);
    waits.add(facts(Frames.guide().demand(CPU, 3)), SECOND.plusSeconds(5));
    assertThat(waits.of(demand(3))).contains(new Waits.Since(SECOND, true));
  }

  @Test
  void whatWasThereAtTheFirstLookMayBeOlder() {
    waits.add(facts(Frames.guide().demand(CPU, 1)), FIRST);
    assertThat(waits.of(demand(1))).contains(new Waits.Since(FIRST, false));
  }

  @Test
  void whatWentAndComesAgainIsNew() {
    waits.add(facts(Frames.guide().demand(CPU, 1)), FIRST);
    waits.add(facts(Frames.guide()), SECOND);
    assertThat(waits.of(demand(1))).isEmpty();
    waits.add(facts(Frames.guide().demand(CPU, 1)), SECOND.plusSeconds(5));
    assertThat(waits.of(demand(1))).contains(new Waits.Since(SECOND.plusSeconds(5), true));
  }

  @Test
  void aNewConstraintIsAnother() {
    waits.add(facts(Frames.guide()), FIRST);
    waits.add(facts(Frames.guide().constraint(CPU, 1)), SECOND);
    waits.add(facts(Frames.guide().constraint(CPU, 2)), SECOND.plusSeconds(5));
    assertThat(waits.of(new Verdict.Subject.Constraint(List.of(ResourceDemand.of(CPU, 2)))))
        .contains(new Waits.Since(SECOND.plusSeconds(5), true));
  }
}
