package dev.raydeck.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.live.HopTrack.Hop;
import dev.raydeck.desktop.live.HopTrack.State;
import dev.raydeck.desktop.live.HopTrack.Step;
import dev.raydeck.desktop.live.HopTrack.Way;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Intent;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopClockTest {
  private static final Duration AGE = Duration.ofMinutes(9);
  private final HopClock clock = new HopClock();
  private Instant now = Frames.NOW;

  private ClusterFacts facts(UnaryOperator<Frames> scene) {
    return ClusterFacts.of(scene.apply(Frames.guide().at(now)).frame());
  }

  private void see(int seconds, UnaryOperator<Frames> scene) {
    now = Frames.NOW.plusSeconds(seconds);
    clock.add(facts(scene));
  }

  private List<Step> steps(Way way) {
    return clock.last(way).orElseThrow().steps();
  }

  private Step step(Way way, Hop hop) {
    return steps(way).get(Hop.of(way).indexOf(hop));
  }

  @Test
  void knowsNothingOfWorkersThatWereThereBefore() {
    see(0, frames -> frames.withActor("small-group", "aaaaa", "actor1", 1, AGE));
    assertThat(clock.last(Way.UP)).isEmpty();
    assertThat(clock.last(Way.DOWN)).isEmpty();
  }

  @Test
  void followsAWorkerUpFromTheDemandToItsActor() {
    see(0, frames -> frames);
    see(2, frames -> frames.waitingActor("a", 1));
    assertThat(clock.last(Way.UP).orElseThrow().subject()).isEqualTo("small-group");
    assertThat(step(Way.UP, Hop.DECIDED).state()).isEqualTo(State.DONE);
    assertThat(step(Way.UP, Hop.PATCHED).state()).isEqualTo(State.NOW);

    see(
        6,
        frames ->
            frames
                .waitingActor("a", 1)
                .pending("small-group", "bbbbb", "Pending", "", Duration.ofSeconds(1)));
    see(
        9,
        frames ->
            frames.waitingActor("a", 1).starting("small-group", "bbbbb", Duration.ofSeconds(4)));
    see(12, frames -> frames.withActor("small-group", "bbbbb", "a", 1, Duration.ofSeconds(7)));
    HopTrack track = clock.last(Way.UP).orElseThrow();
    assertThat(track.isOver()).isTrue();
    assertThat(track.subject()).endsWith("bbbbb");
    assertThat(step(Way.UP, Hop.PATCHED).took()).isEqualTo(Duration.ofSeconds(4));
    assertThat(step(Way.UP, Hop.CREATED).at()).isEqualTo(Frames.NOW.plusSeconds(5));
    assertThat(steps(Way.UP)).noneMatch(each -> each.state() == State.NEXT);
    assertThat(clock.finished().count(Way.UP)).isEqualTo(1);
    assertThat(clock.finished().usual(Hop.PATCHED)).isEqualTo(Duration.ofSeconds(4));
    // In these frames an actor starts 30 s after its Pod is made.
    assertThat(clock.finished().usual(Way.UP)).isEqualTo(Duration.ofMillis(34_400));
    assertThat(clock.finished().usual(Way.DOWN)).isNull();
  }

  /// A quick operator: the patch and its Pod are there while the decision is still the last one.
  @Test
  void keepsTheLaunchWhosePatchIsSeenBesideItsOwnDecision() {
    see(0, frames -> frames);
    see(2, frames -> frames.waitingActor("a", 1));
    SessionFrame decided = facts(frames -> frames.waitingActor("a", 1)).frame();
    now = Frames.NOW.plusSeconds(3);
    SessionFrame patched =
        facts(frames ->
                frames
                    .waitingActor("a", 1)
                    .pending("small-group", "bbbbb", "Pending", "", Duration.ZERO))
            .frame();
    clock.add(
        ClusterFacts.of(
            new SessionFrame(
                patched.turn(),
                patched.at(),
                patched.mode(),
                false,
                patched.snapshot(),
                decided.decision(),
                patched.result(),
                patched.apiServer(),
                patched.rayHead(),
                patched.autoscaler(),
                null,
                null)));
    assertThat(step(Way.UP, Hop.DECIDED).state()).isEqualTo(State.DONE);
    assertThat(step(Way.UP, Hop.PATCHED).state()).isEqualTo(State.DONE);
    assertThat(step(Way.UP, Hop.CREATED).state()).isEqualTo(State.DONE);
  }

  @Test
  void followsAWorkerDownAndDoesNotMakeUpWhatNobodySaw() {
    see(0, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(50), AGE));
    assertThat(clock.last(Way.DOWN)).describedAs("it may stay yet").isEmpty();
    see(15, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(65), AGE));
    assertThat(step(Way.DOWN, Hop.TIMED_OUT).at()).isEqualTo(Frames.NOW.plusSeconds(10));
    assertThat(step(Way.DOWN, Hop.DRAINED).state()).isEqualTo(State.NOW);
    see(21, frames -> frames.terminating("small-group", "aaaaa", Duration.ofSeconds(20), AGE));
    assertThat(step(Way.DOWN, Hop.NAMED).state()).isEqualTo(State.MISSED);
    see(25, frames -> frames);
    assertThat(step(Way.DOWN, Hop.GONE).took()).isEqualTo(Duration.ofSeconds(4));
    assertThat(step(Way.DOWN, Hop.NAMED).at()).isNull();
  }

  /// Between two looks its timeout passed and Ray drained it.
  @Test
  void knowsSinceWhenAWorkerWasIdleThatIsSeenToLeaveFirst() {
    see(0, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(50), AGE));
    see(15, frames -> frames.terminating("small-group", "aaaaa", Duration.ofSeconds(1), AGE));
    assertThat(step(Way.DOWN, Hop.IDLE).at()).isEqualTo(Frames.NOW.minusSeconds(50));
    assertThat(step(Way.DOWN, Hop.TIMED_OUT).state()).isEqualTo(State.MISSED);
    assertThat(step(Way.DOWN, Hop.TERMINATING).state()).isEqualTo(State.DONE);
  }

  @Test
  void forgetsAWorkerWhoseIdleClockBeganAnew() {
    see(0, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(65), AGE));
    assertThat(step(Way.DOWN, Hop.TIMED_OUT).state()).isEqualTo(State.DONE);
    see(20, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(2), AGE));
    assertThat(clock.last(Way.DOWN)).isEmpty();
  }

  @Test
  void forgetsAnIdleWorkerThatGotWork() {
    see(0, frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(65), AGE));
    see(5, frames -> frames.withActor("small-group", "aaaaa", "a", 1, AGE));
    assertThat(clock.last(Way.DOWN)).isEmpty();
  }

  @Test
  void saysThatABreakpointHasIt() {
    now = Frames.NOW;
    ClusterFacts idle =
        facts(frames -> frames.idle("small-group", "aaaaa", Duration.ofSeconds(65), AGE));
    String pod = idle.workers().getFirst().pod().name();
    Breakpoints.Stop stop =
        new Breakpoints.Stop(new Intent(Map.of(), List.of(pod)), Frames.NOW, Frames.NOW);
    clock.add(
        ClusterFacts.of(
            idle.frame()
                .with(new Breakpoints(Set.of(Breakpoint.REMOVAL), stop, Intent.NONE, null, null))));
    assertThat(clock.last(Way.DOWN).orElseThrow().isHeld()).isTrue();
  }

  /// A stop before the launch, or a pause, of 60 s: what the patch usually takes is not told by it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesOutWhatWaitedForAPerson(boolean isStop) {
    see(0, frames -> frames);
    now = Frames.NOW.plusSeconds(2);
    SessionFrame waiting = facts(frames -> frames.waitingActor("a", 1)).frame();
    Breakpoints.Stop stop =
        new Breakpoints.Stop(new Intent(Map.of("small-group", 1), List.of()), now, now);
    clock.add(
        ClusterFacts.of(
            isStop
                ? waiting.with(
                    new Breakpoints(Set.of(Breakpoint.LAUNCH), stop, Intent.NONE, null, null))
                : waiting.paused(true)));
    see(
        62,
        frames ->
            frames
                .waitingActor("a", 1)
                .pending("small-group", "bbbbb", "Pending", "", Duration.ofSeconds(1)));
    see(72, frames -> frames.withActor("small-group", "bbbbb", "a", 1, Duration.ofSeconds(11)));
    assertThat(clock.finished().count(Way.UP)).isEqualTo(1);
    assertThat(step(Way.UP, Hop.PATCHED).took())
        .as("it did take")
        .isGreaterThan(Duration.ofSeconds(59));
    assertThat(clock.finished().usual(Hop.PATCHED)).isNull();
    assertThat(clock.finished().usual(Way.UP)).isNull();
    assertThat(clock.finished().usual(Hop.WORKING)).isNotNull();
  }

  @Test
  void seesATimeoutPassWithoutNews() {
    ClusterFacts first =
        facts(frames -> frames.idle("small-group", "bbbbb", Duration.ofSeconds(58), AGE));
    clock.add(first);
    assertThat(clock.last(Way.DOWN)).isEmpty();

    ClusterFacts second = ClusterFacts.of(later(first.frame(), Duration.ofSeconds(3)), first);
    assertThat(second.workers().getFirst()).isSameAs(first.workers().getFirst());
    clock.add(second);
    assertThat(step(Way.DOWN, Hop.TIMED_OUT).state()).isEqualTo(State.DONE);
  }

  /// The very same, looked at later.
  private static SessionFrame later(SessionFrame frame, Duration by) {
    ClusterSnapshot was = Objects.requireNonNull(frame.snapshot());
    ClusterSnapshot snapshot =
        new ClusterSnapshot(
            was.takenAt().plus(by), was.cluster(), was.pods(), was.ray(), was.failures());
    return new SessionFrame(
        frame.turn() + 1,
        frame.at().plus(by),
        frame.mode(),
        frame.isPaused(),
        snapshot,
        frame.decision(),
        frame.result(),
        frame.apiServer(),
        frame.rayHead(),
        frame.autoscaler(),
        frame.driver(),
        frame.trouble());
  }
}
