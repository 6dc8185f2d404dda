package dev.raydeck.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.engine.RayLog;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.sandbox.SandboxCluster;
import dev.raydeck.sandbox.SandboxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.approvaltests.Approvals;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The guide's cluster from its first Pod to its last removal, on a clock that only this test
/// moves: five seconds a step, one turn of the autoscaler a step, and why at every step.
final class ScenarioTest {
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster-autoscaler");
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(5);

  private final StringBuilder transcript = new StringBuilder();
  private final VerdictText words = new VerdictText(Mode.DRIVE);
  private String shown = "";

  @Test
  void aWorkerComesForAnActorAndGoesAfterIt() {
    SandboxOptions options = SandboxOptions.DEFAULT.withSeed(7).steppedFrom(START);
    try (SandboxHost host = SandboxHost.start(options)) {
      say("the guide's manifest is applied");
      ClusterSession sidecar = firstTurn(host);
      try (ClusterSession person = person(host)) {
        await("the person's session", () -> person.frame().snapshot() != null);
        say("actor1 is launched, 1 CPU");
        assertThat(person.launch(LaunchRequest.oneCpu("actor1")).join().launched())
            .containsExactly("actor1");
        turnsUntil(host, sidecar, frame -> workers(frame).stream().anyMatch(RayPod::isReady));
        turn(host, sidecar);

        say("big1 is launched, 2 CPU");
        assertThat(
                person
                    .launch(
                        LaunchRequest.detached(
                            "big1", "default_namespace", 1, 2, java.util.Map.of()))
                    .join()
                    .launched())
            .containsExactly("big1");
        turn(host, sidecar);
        turn(host, sidecar);
        killAll(person, sidecar, "big1");
        turn(host, sidecar);

        killAll(person, sidecar, "actor1");
        turnsUntil(host, sidecar, frame -> workers(frame).isEmpty());
      }
      turn(host, sidecar);
    }
    Approvals.verify(transcript.toString());
  }

  /// The head starts, and with it the autoscaler container, which is held so that this test has
  /// every turn.
  private ClusterSession firstTurn(SandboxHost host) {
    Optional<ClusterSession> sidecar = Optional.empty();
    while (sidecar.isEmpty()) {
      host.cluster().clock().advance(Duration.ofSeconds(1));
      sidecar = host.sidecar(REF);
      assertThat(host.cluster().clock().instant()).isBefore(START.plusSeconds(60));
    }
    ClusterSession session = sidecar.get();
    session.pause();
    await("the sidecar to be held", () -> session.frame().isPaused());
    turn(host, session);
    return session;
  }

  private static ClusterSession person(SandboxHost host) {
    return ClusterSession.open(
        new ClusterAccess(new KubeconfigSource.Text(host.cluster().kubeconfig()), null),
        REF,
        SessionSettings.observing(host.cluster().clock()),
        frame -> {});
  }

  private void killAll(ClusterSession person, ClusterSession sidecar, String name) {
    say(name + " is killed");
    List<String> ids =
        Objects.requireNonNull(snapshot(sidecar.frame()).ray()).actors().stream()
            .filter(actor -> actor.name().equals(name))
            .map(actor -> actor.actorId())
            .toList();
    assertThat(person.kill(ids).join().killed()).isEqualTo(ids);
  }

  private void turnsUntil(SandboxHost host, ClusterSession sidecar, Predicate<SessionFrame> done) {
    for (int i = 0; i < 40; i++) {
      turn(host, sidecar);
      if (done.test(sidecar.frame())) {
        return;
      }
    }
    throw new AssertionError("not within 40 turns:\n" + transcript);
  }

  /// Moves the clock, lets the session see all of it, and has it decide and act once.
  private void turn(SandboxHost host, ClusterSession sidecar) {
    SandboxCluster cluster = host.cluster();
    cluster.clock().advance(STEP);
    Instant now = cluster.clock().instant();
    sidecar.lookAgain();
    await("the session to see the world of " + now, () -> sees(sidecar.frame(), cluster, now));
    ClusterSnapshot seen = snapshot(sidecar.frame());
    sidecar.step();
    await("the turn of " + now, () -> hasActed(sidecar.frame(), now));
    show(seen, sidecar.frame());
    cluster.clock().advance(Duration.ZERO);
  }

  private static boolean sees(SessionFrame frame, SandboxCluster cluster, Instant now) {
    ClusterSnapshot snapshot = frame.snapshot();
    return snapshot != null
        && snapshot.ray() != null
        && !snapshot.ray().readAt().isBefore(now)
        && WorldView.of(cluster).equals(WorldView.of(snapshot));
  }

  private static boolean hasActed(SessionFrame frame, Instant now) {
    ScalingDecision decision = frame.decision();
    return decision != null
        && decision.at().equals(now)
        && frame.result().outcome() != ActuationResult.Outcome.HELD;
  }

  private void say(String what) {
    transcript.append("\n# ").append(what).append('\n');
  }

  /// What a turn saw, decided and sent. A turn that shows what the one before showed is passed
  /// over.
  private void show(ClusterSnapshot seen, SessionFrame frame) {
    StringBuilder text = new StringBuilder();
    seen.pods()
        .forEach(pod ->
            text.append(
                "  %-48s %d/%d %s%n"
                    .formatted(
                        pod.name().replaceAll("-[a-z0-9]{5}$", "-xxxxx"),
                        pod.readyContainers(),
                        pod.containers().size(),
                        pod.displayStatus())));
    ScalingDecision decision = Objects.requireNonNull(frame.decision());
    RayLog.lines(decision, frame.result())
        .forEach(line -> text.append("  > ").append(line).append('\n'));
    frame
        .result()
        .writes()
        .forEach(write ->
            text.append("  ! ").append(write.what()).append(' ').append(write.body()).append('\n'));
    decision
        .verdicts()
        .forEach(verdict -> text.append("  ? ").append(words.sentence(verdict)).append('\n'));
    String normal = normal(text.toString());
    if (!normal.equals(shown)) {
      shown = normal;
      transcript
          .append("T+")
          .append(Duration.between(START, decision.at()).toSeconds())
          .append(" s, replicas ")
          .append(seen.cluster().groups().getFirst().replicas())
          .append('\n')
          .append(normal);
    }
  }

  private static String normal(String text) {
    return text.replaceAll("worker-[a-z0-9]{5}\\b", "worker-xxxxx")
        .replaceAll("head-[a-z0-9]{5}\\b", "head-xxxxx")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
        .replaceAll("\\b[0-9a-f]{56}\\b", "NODE_ID")
        .replaceAll("\"value\":\"\\d{6,}\"", "\"value\":\"VERSION\"");
  }

  private static ClusterSnapshot snapshot(SessionFrame frame) {
    return Objects.requireNonNull(frame.snapshot());
  }

  private static List<RayPod> workers(SessionFrame frame) {
    return snapshot(frame).pods().stream()
        .filter(pod -> pod.group().equals("small-group"))
        .toList();
  }

  private static void await(String what, Callable<Boolean> is) {
    Awaitility.await(what)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30))
        .until(is);
  }
}
