package dev.raydeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reason holds somewhere: for each there is an input that yields it, with its numbers.
class ReasonsAreReachedTest {
  private static final Map<Reason, Supplier<List<Verdict>>> INPUTS = ReasonInputs.all();

  static List<Reason> reasons() {
    return List.copyOf(INPUTS.keySet());
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void holds(Reason reason) {
    List<Verdict> verdicts = Objects.requireNonNull(INPUTS.get(reason)).get();
    assertThat(verdicts)
        .flatExtracting(verdict -> verdict.holding().stream().toList())
        .extracting(gate -> gate.reason())
        .contains(reason);
  }

  @Test
  void noReasonIsLeftOut() {
    List<Class<?>> all =
        Arrays.stream(Reason.class.getPermittedSubclasses()).<Class<?>>map(one -> one).toList();
    assertThat(INPUTS.keySet())
        .<Class<?>>extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void saysConservativesArithmetic() {
    SmallWorld world =
        ReasonInputs.small().worker("a", "small", 1, null).worker("b", "small", 1, null);
    world.options = new AutoscalerOptions(null, "Conservative", null, null, null);
    world.demands = ReasonInputs.cpus(1, 5);
    assertThat(ReasonInputs.decided(world))
        .flatExtracting(Verdict::gates)
        .extracting(gate -> gate.reason())
        .contains(new Reason.LaunchRateAllows("small", 5, 2, 2, 0, 2, 1));
  }

  @Test
  void doesNotTakeItsOwnPatchForAnotherHand() {
    SmallWorld world = ReasonInputs.small();
    world.demands = ReasonInputs.cpus(1, 1);
    world.decide();
    assertThat(ReasonInputs.decided(world.later(ReasonInputs.TICK)))
        .as("the patch is not seen yet")
        .flatExtracting(Verdict::gates)
        .noneMatch(gate -> gate.reason() instanceof Reason.ReplicasAsSent);
  }
}
