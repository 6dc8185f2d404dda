package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints.Answer;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.Intent;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.ScalingDecision.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopsTest {
  private static final List<RayPod> PODS = List.of(pod("w1"), pod("w2"));

  private Instant now = Instant.parse("2026-11-26T09:00:00Z");
  private final Stops stops =
      new Stops(
          new TurnClock(
              Duration.ofSeconds(5),
              () -> now,
              new HeadSide(
                  new RayClusterRef("n", "c"), new Inbox(), () -> {}, () -> now, new Random(1))),
          () -> now);

  @Test
  void letsThroughWhatNoBreakpointIsSetFor() {
    stops.set(Set.of(Breakpoint.LAUNCH));
    assertThat(rule(drain("w1"))).isEqualTo(Stops.Ruling.GO);
    assertThat(rule(launch(1)).isHeld()).isTrue();
  }

  @Test
  void asksOnceForAWorkerThatIsDrainedAndThenNamed() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    assertThat(rule(drain("w1")).isHeld()).isTrue();
    stops.approve(removal("w1"));
    assertThat(rule(drain("w1"))).isEqualTo(Stops.Ruling.GO);
    stops.acted(List.of(drain("w1")), result(Outcome.SENT));
    assertThat(rule(delete("w1"))).isEqualTo(Stops.Ruling.GO);
  }

  @Test
  void asksAgainWhereRayRefusedTheDrain() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    stops.approve(removal("w1"));
    assertThat(rule(drain("w1")).isHeld()).isFalse();
    stops.acted(
        List.of(drain("w1")),
        new ActuationResult(
            Outcome.FAILED,
            List.of(),
            List.of(new CommandFailure.DrainFailed("ray-w1", "not idle"))));
    assertThat(rule(drain("w1")).isHeld()).isTrue();
  }

  @Test
  void keepsAYesThroughAConflict() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    stops.approve(removal("w1"));
    assertThat(rule(drain("w1")).isHeld()).isFalse();
    stops.acted(List.of(drain("w1")), result(Outcome.CONFLICT));
    assertThat(rule(drain("w1")).isHeld()).isFalse();
    stops.acted(List.of(drain("w1")), result(Outcome.FAILED));
    assertThat(rule(drain("w2")).isHeld()).describedAs("and no longer").isTrue();
  }

  @Test
  void doesLessThanWasLetGoButNeverMore() {
    stops.set(Set.of(Breakpoint.LAUNCH, Breakpoint.REMOVAL));
    stops.approve(new Intent(Map.of("g", 2), List.of("w1", "w2")));
    assertThat(rule(launch(1), drain("w2"))).isEqualTo(Stops.Ruling.GO);

    stops.approve(new Intent(Map.of("g", 2), List.of("w1")));
    assertThat(rule(launch(2), drain("w2")).isHeld()).isTrue();
    assertThat(answer().kind()).isEqualTo(Answer.Kind.CHANGED);
    assertThat(answer().intent()).isEqualTo(new Intent(Map.of("g", 2), List.of("w2")));
  }

  @Test
  void forgetsAYesThatHadNoFreshFacts() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    stops.approve(removal("w1"));
    stops.doubt();
    assertThat(rule(drain("w1")).isHeld()).isTrue();
  }

  @Test
  void leavesWhatWasSkippedUntilMoreIsWanted() {
    stops.set(Set.of(Breakpoint.LAUNCH));
    stops.skip(new Intent(Map.of("g", 2), List.of()));
    assertThat(rule(launch(1)))
        .isEqualTo(new Stops.Ruling(false, new Intent(Map.of("g", 1), List.of())));
    assertThat(rule(launch(3)).isHeld()).isTrue();
  }

  @Test
  void asksForWhatWasSkippedWhenItsTimeIsOver() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    stops.skip(removal("w1"));
    now = now.plus(Stops.SKIP).minusMillis(1);
    assertThat(rule(drain("w1")).isHeld()).isFalse();
    now = now.plusMillis(1);
    assertThat(rule(drain("w1")).isHeld()).isTrue();
  }

  @Test
  void saysWhatIsWantedNoMore() {
    stops.set(Set.of(Breakpoint.REMOVAL));
    assertThat(rule(drain("w1")).isHeld()).isTrue();
    assertThat(rule()).isEqualTo(Stops.Ruling.GO);
    assertThat(answer()).isEqualTo(new Answer(Answer.Kind.NOT_WANTED, removal("w1"), now));
  }

  private Answer answer() {
    return Objects.requireNonNull(stops.view().answer());
  }

  private Stops.Ruling rule(ScalingCommand... commands) {
    return stops.rule(
        new ScalingDecision(
            now,
            List.of(commands),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            Outlook.NONE,
            List.of(),
            InstanceLedger.EMPTY),
        PODS);
  }

  private static ActuationResult result(Outcome outcome) {
    return new ActuationResult(outcome, List.of(), List.of());
  }

  private static Intent removal(String pod) {
    return new Intent(Map.of(), List.of(pod));
  }

  private static SetReplicas launch(int count) {
    return new SetReplicas("g", 0, 1, 1 + count, "r");
  }

  private static DrainNode drain(String pod) {
    return new DrainNode("ray-" + pod, pod, "g", Duration.ofSeconds(61));
  }

  private static DeleteWorkers delete(String pod) {
    return new DeleteWorkers("g", 0, List.of(pod), "r");
  }

  private static RayPod pod(String name) {
    return new RayPod(
        name,
        name,
        NodeKind.WORKER,
        "g",
        "Running",
        "Running",
        null,
        List.of(),
        true,
        "",
        "",
        Instant.EPOCH,
        null);
  }
}
