package dev.raydeck.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connection outlives the cluster it was made to: what was seen stays with its age and the words
/// why, and the cluster that comes back is shown by itself.
class RecoveryTest {
  private static final double SPEED = 30;
  private static final String CLUSTER = "raycluster-autoscaler";

  private final List<SessionFrame> frames = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;

  @Test
  void findsARestartedSandboxThroughItsRewrittenKubeconfig() throws Exception {
    SandboxHost first = start(SandboxOptions.DEFAULT.withSpeed(SPEED));
    URI before = first.cluster().apiServer();
    try (LiveConnection connection = open()) {
      ClusterFacts seen = until(connection, facts -> facts.standing() == Standing.LIVE);
      first.close();
      staysStale(connection, seen);

      try (SandboxHost second = start(SandboxOptions.DEFAULT.withSpeed(SPEED).withSeed(2))) {
        assertThat(second.cluster().apiServer()).as("another port").isNotEqualTo(before);
        isWholeAgain(connection, seen);
      }
    }
  }

  @Test
  void findsASandboxRestartedOnItsPort() throws Exception {
    SandboxHost first = start(SandboxOptions.DEFAULT.withSpeed(SPEED));
    URI before = first.cluster().apiServer();
    try (LiveConnection connection = open()) {
      ClusterFacts seen = until(connection, facts -> facts.standing() == Standing.LIVE);
      first.close();
      staysStale(connection, seen);

      SandboxOptions samePort =
          SandboxOptions.DEFAULT.withSpeed(SPEED).withSeed(2).withPort(before.getPort());
      try (SandboxHost second = start(samePort)) {
        assertThat(second.cluster().apiServer()).isEqualTo(before);
        isWholeAgain(connection, seen);
      }
    }
  }

  @Test
  void drivesTheRestartedClusterUnderANewLease() throws Exception {
    SandboxOptions plain =
        SandboxOptions.DEFAULT
            .withSpeed(SPEED)
            .withManifest(
                SandboxOptions.DEFAULT
                    .manifest()
                    .replace("enableInTreeAutoscaling: true", "enableInTreeAutoscaling: false"));
    SandboxHost first = start(plain);
    try (LiveConnection connection = open()) {
      until(connection, facts -> facts.standing() == Standing.LIVE);
      assertThat(connection.mode(Mode.DRIVE).join().isRefused()).isFalse();
      until(connection, facts -> facts.frame().driver() != null);
      String driver = connection.frame().driver();
      first.close();
      until(connection, facts -> facts.standing() == Standing.LOST);

      try (SandboxHost second = start(plain.withSeed(2))) {
        assertThat(second.cluster().kubeconfig()).isNotBlank();
        until(connection, facts -> facts.standing() == Standing.LIVE);
        assertThat(connection.launch(LaunchRequest.oneCpu("actor1")).join().trouble()).isNull();
        until(connection, facts -> facts.workers(NodeState.BUSY) == 1);
        assertThat(connection.frame().mode()).isEqualTo(Mode.DRIVE);
        assertThat(connection.frame().driver()).isEqualTo(driver);
      }
    }
  }

  @Test
  void followsTheHeadToItsNextPod() throws Exception {
    try (SandboxHost host = start(SandboxOptions.DEFAULT.withSpeed(SPEED));
        LiveConnection connection = open()) {
      ClusterFacts seen = until(connection, facts -> facts.standing() == Standing.LIVE);
      String head = seen.head().orElseThrow().pod().name();
      assertThat(connection.launch(LaunchRequest.oneCpu("actor1")).join().trouble()).isNull();
      until(connection, facts -> facts.workers(NodeState.BUSY) == 1);

      SandboxApi.of(host.cluster()).delete("/api/v1/namespaces/default/pods/" + head);

      ClusterFacts lost =
          until(
              connection,
              facts ->
                  facts.standing() == Standing.RAY_LOST
                      || facts.standing() == Standing.HEAD_NOT_READY);
      assertThat(said(lost.frame().rayHead())).isNotBlank();
      assertThat(lost.frame().apiServer().state()).isIn(Health.State.OK, Health.State.SLOW);
      ClusterFacts renewed =
          until(
              connection,
              facts ->
                  facts.standing() == Standing.LIVE
                      && facts.head().filter(node -> !node.pod().name().equals(head)).isPresent());
      assertThat(renewed.actors()).as("the new GCS knows no actor").isEmpty();
      nothingWasToGo();
      assertThat(connection.launch(LaunchRequest.oneCpu("actor2")).join().trouble()).isNull();
      until(connection, facts -> facts.workers(NodeState.BUSY) == 1);
    }
  }

  private static String said(Health health) {
    return Troubles.say(new Words(Language.ENGLISH), health);
  }

  private static void staysStale(LiveConnection connection, ClusterFacts seen) {
    ClusterFacts lost = until(connection, facts -> facts.standing() == Standing.LOST);
    Health health = lost.frame().apiServer();
    assertThat(said(health)).isNotBlank().doesNotContain("Exception");
    assertThat(lost.head().orElseThrow().pod().name())
        .as("what was seen stays")
        .isEqualTo(seen.head().orElseThrow().pod().name());
    Duration age = age(lost);
    ClusterFacts later = until(connection, facts -> age(facts).compareTo(age.plusSeconds(1)) > 0);
    assertThat(Objects.requireNonNull(later.snapshot()).takenAt())
        .as("it keeps the time it was taken")
        .isEqualTo(Objects.requireNonNull(lost.snapshot()).takenAt());
    assertThat(later.frame().apiServer().nextTry()).isNotNull();
  }

  private static Duration age(ClusterFacts facts) {
    Instant at = facts.frame().at();
    return Objects.requireNonNull(facts.age(at));
  }

  /// Informers, port-forward and exec, without a hand of ours.
  private void isWholeAgain(LiveConnection connection, ClusterFacts seen) {
    String old = seen.head().orElseThrow().pod().uid();
    ClusterFacts whole =
        until(
            connection,
            facts ->
                facts.standing() == Standing.LIVE
                    && facts.head().filter(node -> !node.pod().uid().equals(old)).isPresent());
    assertThat(whole.frame().apiServer().detail()).isEmpty();
    nothingWasToGo();
    assertThat(age(whole)).isLessThan(Duration.ofSeconds(5));
    assertThat(connection.launch(LaunchRequest.oneCpu("actor1")).join().trouble()).isNull();
    until(connection, facts -> facts.workers(NodeState.BUSY) == 1);
  }

  /// What an old head said is not held against the new one's Pods.
  private void nothingWasToGo() {
    assertThat(frames)
        .allSatisfy(frame -> {
          ScalingDecision decision = frame.decision();
          assertThat(decision == null ? List.of() : decision.terminations()).isEmpty();
        });
  }

  private Path file() {
    return folder.resolve("kubeconfig");
  }

  private SandboxHost start(SandboxOptions options) throws Exception {
    SandboxHost host = SandboxHost.start(options);
    Files.writeString(file(), host.kubeconfig());
    return host;
  }

  private LiveConnection open() {
    return LiveConnection.open(
        new Target("sandbox", "default", CLUSTER, false, false),
        new ClusterAccess(new KubeconfigSource.File(file()), null),
        InstantSource.system(),
        null,
        null,
        frames::add);
  }

  private static ClusterFacts until(LiveConnection connection, Predicate<ClusterFacts> is) {
    return Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> ClusterFacts.of(connection.frame()), is);
  }
}
