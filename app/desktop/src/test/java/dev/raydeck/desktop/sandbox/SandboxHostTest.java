package dev.raydeck.desktop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.live.LiveConnection;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.sandbox.SandboxOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The main job over the real wire at thirty times real speed: an actor brings a worker, its kill
/// lets the worker go. No toolkit.
class SandboxHostTest {
  private static final double SPEED = 30;

  @Test
  void aWorkerComesForAnActorAndGoesAfterIt() {
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED));
        LiveConnection connection =
            LiveConnection.open(
                new Target("sandbox", "default", "raycluster-autoscaler", true, false),
                new ClusterAccess(new KubeconfigSource.Text(host.kubeconfig()), null),
                InstantSource.system(),
                host,
                null,
                frame -> {})) {
      until(connection, facts -> facts.standing() == Standing.LIVE);

      var launched = connection.launch(LaunchRequest.oneCpu("actor1")).join();
      assertThat(launched.trouble()).isNull();
      assertThat(launched.launched()).isEqualTo(List.of("actor1"));
      until(connection, facts -> facts.workers(NodeState.BUSY) == 1);
      until(connection, facts -> state(facts) == RayActor.State.ALIVE);

      String id = facts(connection).actors().getFirst().actorId();
      assertThat(connection.kill(List.of(id)).join().killed()).isEqualTo(List.of(id));
      until(connection, facts -> facts.workers(NodeState.IDLE) == 1);
      until(connection, facts -> facts.workers().isEmpty());
    }
  }

  /// Long before its container runs: it is paused from its first turn.
  @Test
  void pausesAnAutoscalerThatIsYetToStart() {
    RayClusterRef ref = new RayClusterRef("default", "raycluster-autoscaler");
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED))) {
      assertThat(host.sidecar(ref)).isEmpty();
      host.pause();
      assertThat(host.isPaused()).isTrue();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> host.sidecar(ref).filter(one -> one.frame().isPaused()).isPresent());
    }
  }

  /// A turn is a decision: pictures of the cluster between two turns are not counted.
  @Test
  void countsTurnsAndNotFrames() {
    RayClusterRef ref = new RayClusterRef("default", "raycluster-autoscaler");
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED))) {
      Instant began = host.clock().instant();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> host.sidecar(ref).filter(one -> one.frame().turn() >= 3).isPresent());
      SessionFrame frame = host.sidecar(ref).orElseThrow().frame();
      Duration life = Duration.between(began, frame.at());
      assertThat(frame.turn()).isLessThanOrEqualTo(1 + life.dividedBy(Duration.ofSeconds(5)));
    }
  }

  private static RayActor.State state(ClusterFacts facts) {
    return facts.actors().stream().map(RayActor::state).findFirst().orElse(RayActor.State.DEAD);
  }

  private static ClusterFacts facts(LiveConnection connection) {
    return ClusterFacts.of(connection.frame());
  }

  private static void until(LiveConnection connection, Predicate<ClusterFacts> is) {
    Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .atMost(40, TimeUnit.SECONDS)
        .until(() -> is.test(facts(connection)));
  }
}
