package dev.raydeck.desktop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Shadow.Peer;
import dev.raydeck.model.Shadow.Verdict;
import dev.raydeck.sandbox.SandboxOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decides beside the sandbox's in-tree autoscaler, and sends nothing.
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class ShadowingTest {
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster-autoscaler");

  /// Slow enough that a machine at work elsewhere does not make the in-tree autoscaler late.
  private static final double SPEED = 4;

  @TempDir private Path directory;

  @Test
  void agreesWithTheInTreeAutoscalerUntilThatStandsStill() {
    Path audit = directory.resolve("audit.jsonl");
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED));
        KubernetesClient kubectl = client(host);
        ClusterSession person = open(host, null);
        ClusterSession session = open(host, audit)) {
      until(session, frame -> frame.rayHead().isAnswering() && frame.autoscaler().isAnswering());
      assertThat(session.mode(Mode.SHADOW).join().isRefused()).isFalse();
      launch(person, "actor1");
      until(session, frame -> has(frame, Verdict.AGREES, turn -> !turn.sizes().isEmpty()));
      until(session, ShadowingTest::isAlive);
      kill(person);
      until(session, frame -> has(frame, Verdict.AGREES, turn -> !turn.removals().isEmpty()));
      until(session, frame -> workers(frame) == 0);
      Shadow together = session.frame().shadow();
      assertThat(together.peer()).isEqualTo(Peer.RUNS);
      assertThat(together.differing()).describedAs(together.toString()).isZero();
      assertThat(together.compared()).isPositive();

      host.pause();
      long version = generation(session);
      launch(person, "actor2");
      until(session, frame -> frame.shadow().differing() >= 2);
      SessionFrame alone = session.frame();
      assertThat(alone.mode()).isEqualTo(Mode.SHADOW);
      assertThat(alone.result().outcome()).isEqualTo(Outcome.OBSERVED);
      assertThat(Objects.requireNonNull(alone.decision()).commands())
          .describedAs("it wants the same at every turn")
          .isNotEmpty();
      assertThat(generation(session)).describedAs("and nothing left").isEqualTo(version);
      assertThat(workers(alone)).isZero();

      host.resume();
      until(session, ShadowingTest::isAlive);
      assertThat(kubectl.leases().inAnyNamespace().list().getItems()).isEmpty();
      assertThat(audit).describedAs("what is sent is written there").doesNotExist();
    }
  }

  @Test
  void neverDrainsWhatItWouldRemove() {
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED));
        ClusterSession session = open(host, null)) {
      until(session, frame -> frame.rayHead().isAnswering() && frame.autoscaler().isAnswering());
      launch(session, "actor1");
      until(session, ShadowingTest::isAlive);
      host.pause();
      assertThat(session.mode(Mode.SHADOW).join().isRefused()).isFalse();
      kill(session);
      until(session, frame -> frame.shadow().differing() >= 2);
      assertThat(session.frame().shadow().turns())
          .anySatisfy(turn ->
              assertThat(turn.removals())
                  .anySatisfy(removal -> {
                    assertThat(removal.verdict()).isEqualTo(Verdict.DIFFERS);
                    assertThat(removal.isTheirs()).isFalse();
                  }));
      assertThat(Objects.requireNonNull(snapshot(session.frame()).ray()).nodes())
          .extracting(RayNode::status)
          .doesNotContain(RayNode.Status.DRAINING, RayNode.Status.DEAD);
    }
  }

  /// Without a right to change anything, and to reach the head: then there is no decision, and no
  /// trouble.
  @Test
  void isOpenToAViewer() {
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(SPEED));
        ClusterSession session = open(host.cluster().viewerKubeconfig(), host, null)) {
      until(session, frame -> frame.apiServer().isAnswering());
      assertThat(session.mode(Mode.SHADOW).join().isRefused()).isFalse();
      until(session, frame -> frame.mode() == Mode.SHADOW);
      assertThat(session.frame().trouble()).isNull();
      assertThat(session.frame().shadow().differing()).isZero();
    }
  }

  private static KubernetesClient client(SandboxHost host) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(host.kubeconfig()))
        .build();
  }

  private static ClusterSession open(SandboxHost host, @Nullable Path audit) {
    return open(host.kubeconfig(), host, audit);
  }

  private static ClusterSession open(String kubeconfig, SandboxHost host, @Nullable Path audit) {
    return ClusterSession.open(
        new ClusterAccess(new KubeconfigSource.Text(kubeconfig), null),
        REF,
        SessionSettings.observing(host.clock()).withAuditLog(audit),
        frame -> {});
  }

  private static void launch(ClusterSession session, String name) {
    assertThat(session.launch(LaunchRequest.oneCpu(name)).join().launched()).containsExactly(name);
  }

  private static void kill(ClusterSession session) {
    List<String> ids =
        Objects.requireNonNull(snapshot(session.frame()).ray()).actors().stream()
            .map(RayActor::actorId)
            .toList();
    assertThat(session.kill(ids).join().killed()).isEqualTo(ids);
  }

  private static boolean has(SessionFrame frame, Verdict verdict, Predicate<Shadow.Turn> which) {
    return frame.shadow().turns().stream()
        .anyMatch(turn -> turn.verdict() == verdict && which.test(turn));
  }

  private static boolean isAlive(SessionFrame frame) {
    return Objects.requireNonNull(snapshot(frame).ray()).actors().stream()
        .anyMatch(actor -> actor.state() == RayActor.State.ALIVE);
  }

  private static long workers(SessionFrame frame) {
    return snapshot(frame).pods().stream().filter(pod -> pod.kind() == NodeKind.WORKER).count();
  }

  private static long generation(ClusterSession session) {
    return snapshot(session.frame()).cluster().generation();
  }

  private static ClusterSnapshot snapshot(SessionFrame frame) {
    return Objects.requireNonNull(frame.snapshot());
  }

  private static void until(ClusterSession session, Predicate<SessionFrame> is) {
    Awaitility.await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> session.frame().snapshot() != null && is.test(session.frame()));
  }
}
