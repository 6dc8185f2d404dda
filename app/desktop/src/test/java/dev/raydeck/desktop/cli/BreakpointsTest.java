package dev.raydeck.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Breakpoints.Answer;
import dev.raydeck.model.Breakpoints.Stop;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Intent;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.WorkerGroup;
import dev.raydeck.sandbox.SandboxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The loop at its breakpoints, on the sandbox's wire and a clock that only the test moves.
class BreakpointsTest {
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster-autoscaler");
  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration TURN = Duration.ofSeconds(5);

  private final SandboxHost host =
      SandboxHost.start(SandboxOptions.DEFAULT.withSeed(7).steppedFrom(START));
  private final ClusterSession person =
      ClusterSession.open(
          new ClusterAccess(new KubeconfigSource.Text(host.kubeconfig()), null),
          REF,
          SessionSettings.observing(host.clock()),
          frame -> {});
  private ClusterSession sidecar = person;

  @BeforeEach
  void theHeadIsThere() {
    while (host.sidecar(REF).isEmpty()) {
      host.cluster().clock().advance(Duration.ofSeconds(1));
      assertThat(host.clock().instant()).isBefore(START.plusSeconds(60));
    }
    sidecar = host.sidecar(REF).orElseThrow();
    sidecar.pause();
    await(() -> sidecar.frame().isPaused());
    turn();
    await(() -> person.frame().snapshot() != null);
  }

  @AfterEach
  void close() {
    person.close();
    host.close();
  }

  @Test
  void holdsALaunchUntilItIsLetGo() {
    breakAt(Breakpoint.LAUNCH);
    launch("actor1");
    turnsUntil(() -> stop() != null);
    Stop stop = stopped();
    assertThat(stop.intent()).isEqualTo(new Intent(Map.of("small-group", 1), List.of()));
    assertThat(sidecar.frame().result().outcome()).isEqualTo(Outcome.HELD);
    turn();
    turn();
    assertThat(stopped().since()).isEqualTo(stop.since());
    assertThat(stopped().decidedAt()).isAfter(stop.decidedAt());
    assertThat(workers()).isEmpty();
    assertThat(group().replicas()).isZero();

    host.approve(REF, stop.intent());
    await(() -> sidecar.frame().result().outcome() == Outcome.SENT);
    turnsUntil(() -> workers().stream().anyMatch(RayPod::isReady));
    assertThat(breakpoints().stop()).isNull();
    assertThat(answer().kind()).isEqualTo(Answer.Kind.LET_GO);
  }

  @Test
  void asksAnewWhereMoreIsWantedThanWasSeen() {
    breakAt(Breakpoint.LAUNCH);
    launch("actor1");
    turnsUntil(() -> stop() != null);
    Intent seen = stopped().intent();
    launch("actor2");
    look(Duration.ofSeconds(1));
    host.approve(REF, seen);
    await(() -> breakpoints().answer() != null);
    assertThat(answer().kind()).isEqualTo(Answer.Kind.CHANGED);
    assertThat(stopped().intent().launches()).isEqualTo(Map.of("small-group", 2));
    assertThat(group().replicas()).isZero();
  }

  @Test
  void holdsARemovalBeforeItsDrainUntilItIsLetGo() {
    String worker = idleWorker();
    breakAt(Breakpoint.REMOVAL);
    turnsUntil(() -> stop() != null);
    assertThat(stopped().intent()).isEqualTo(new Intent(Map.of(), List.of(worker)));
    for (int i = 0; i < 6; i++) {
      turn();
    }
    assertThat(workers()).extracting(RayPod::name).containsExactly(worker);
    assertThat(node().status()).isEqualTo(RayNode.Status.IDLE);
    assertThat(node().idle()).isGreaterThan(Duration.ofSeconds(85));
    assertThat(group().workersToDelete()).isEmpty();

    host.approve(REF, stopped().intent());
    await(() -> sidecar.frame().result().outcome() == Outcome.SENT);
    turnsUntil(() -> workers().isEmpty());
    assertThat(answer().kind()).isEqualTo(Answer.Kind.LET_GO);
  }

  @Test
  void doesNothingForAYesToWhatIsWantedNoMore() {
    String worker = idleWorker();
    breakAt(Breakpoint.REMOVAL);
    turnsUntil(() -> stop() != null);
    Intent seen = stopped().intent();
    launch("actor2");
    look(Duration.ofSeconds(2));
    host.approve(REF, seen);
    await(() -> breakpoints().answer() != null);
    assertThat(answer()).isEqualTo(new Answer(Answer.Kind.NOT_WANTED, seen, answer().at()));
    assertThat(breakpoints().stop()).isNull();
    turn();
    assertThat(workers()).extracting(RayPod::name).containsExactly(worker);
  }

  @Test
  void leavesASkippedRemovalAndDoesTheRest() {
    String worker = idleWorker();
    breakAt(Breakpoint.REMOVAL);
    turnsUntil(() -> stop() != null);
    host.skip(REF, stopped().intent());
    await(() -> breakpoints().stop() == null);
    assertThat(answer().kind()).isEqualTo(Answer.Kind.SKIPPED);
    Instant again = Objects.requireNonNull(breakpoints().skippedUntil());

    assertThat(person.launch(LaunchRequest.detached("big", "n", 2, 1, Map.of())).join().launched())
        .hasSize(2);
    turnsUntil(() -> group().replicas() == 2);
    assertThat(host.clock().instant()).describedAs("while it is left").isBefore(again);
    assertThat(workers()).extracting(RayPod::name).contains(worker);
  }

  @Test
  void asksForASkippedRemovalAgainAfterAMinute() {
    idleWorker();
    breakAt(Breakpoint.REMOVAL);
    turnsUntil(() -> stop() != null);
    host.skip(REF, stopped().intent());
    await(() -> breakpoints().stop() == null);
    Instant left = host.clock().instant();
    turnsUntil(() -> stop() != null);
    assertThat(stopped().since()).isBetween(left.plusSeconds(55), left.plusSeconds(70));
  }

  @Test
  void asksNothingWhilePausedAndLetsGoOnce() {
    String worker = idleWorker();
    breakAt(Breakpoint.REMOVAL);
    look(Duration.ofSeconds(70));
    look(TURN);
    assertThat(stop()).describedAs("paused: nothing is asked").isNull();
    turn();
    assertThat(stopped().intent().removals()).containsExactly(worker);
    turn();
    assertThat(node().status()).describedAs("a step is no yes").isEqualTo(RayNode.Status.IDLE);

    host.approve(REF, stopped().intent());
    await(() -> sidecar.frame().result().outcome() == Outcome.SENT);
    look(TURN);
    look(TURN);
    assertThat(group().workersToDelete()).describedAs("paused again").isEmpty();
    turnsUntil(() -> workers().isEmpty());
    assertThat(answer().kind()).describedAs("and not asked twice").isEqualTo(Answer.Kind.LET_GO);
  }

  private void breakAt(Breakpoint breakpoint) {
    host.breakpoints(REF, Set.of(breakpoint));
    await(() -> host.breakpoints(REF).set().equals(Set.of(breakpoint)));
  }

  /// A worker whose actor is gone, just now.
  private String idleWorker() {
    launch("actor1");
    turnsUntil(() -> ray(sidecar).stream().anyMatch(a -> a.state() == RayActor.State.ALIVE));
    List<String> ids = ray(sidecar).stream().map(RayActor::actorId).toList();
    assertThat(person.kill(ids).join().killed()).isEqualTo(ids);
    turnsUntil(() -> node().status() == RayNode.Status.IDLE);
    return workers().getFirst().name();
  }

  private void launch(String name) {
    assertThat(person.launch(LaunchRequest.oneCpu(name)).join().launched()).containsExactly(name);
  }

  private @Nullable Stop stop() {
    return sidecar.frame().breakpoints().stop();
  }

  private Stop stopped() {
    return Objects.requireNonNull(stop());
  }

  private Breakpoints breakpoints() {
    return sidecar.frame().breakpoints();
  }

  private Answer answer() {
    return Objects.requireNonNull(breakpoints().answer());
  }

  private ClusterSnapshot snapshot(ClusterSession of) {
    return Objects.requireNonNull(of.frame().snapshot());
  }

  private List<RayPod> workers() {
    return snapshot(sidecar).pods().stream().filter(pod -> pod.kind() == NodeKind.WORKER).toList();
  }

  private List<RayActor> ray(ClusterSession of) {
    return Objects.requireNonNull(snapshot(of).ray()).actors();
  }

  private RayNode node() {
    return Objects.requireNonNull(snapshot(sidecar).ray()).nodes().stream()
        .filter(node -> !node.isHead() && !node.nodeType().equals("headgroup"))
        .findFirst()
        .orElseThrow();
  }

  private WorkerGroup group() {
    return snapshot(sidecar).cluster().group("small-group").orElseThrow();
  }

  /// Five seconds, and one turn that has seen all of them.
  private void turn() {
    look(TURN);
    Instant now = host.clock().instant();
    sidecar.step();
    await(() -> hasTurned(now));
    host.cluster().clock().advance(Duration.ZERO);
  }

  /// Lets time pass and the session see it, without a turn that may act.
  private void look(Duration by) {
    host.cluster().clock().advance(by);
    Instant now = host.clock().instant();
    sidecar.lookAgain();
    await(() -> sees(now));
  }

  private boolean sees(Instant now) {
    ClusterSnapshot seen = sidecar.frame().snapshot();
    return seen != null
        && seen.ray() != null
        && !seen.ray().readAt().isBefore(now)
        && WorldView.of(host.cluster()).equals(WorldView.of(seen));
  }

  private boolean hasTurned(Instant now) {
    ScalingDecision decision = sidecar.frame().decision();
    boolean acted = sidecar.frame().result().outcome() != Outcome.HELD;
    return decision != null && decision.at().equals(now) && (acted || stop() != null);
  }

  private void turnsUntil(BooleanSupplier is) {
    for (int i = 0; i < 40 && !is.getAsBoolean(); i++) {
      turn();
    }
    assertThat(is.getAsBoolean()).isTrue();
  }

  private static void await(BooleanSupplier is) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(is::getAsBoolean);
  }
}
