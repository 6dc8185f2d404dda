package dev.raydeck.desktop.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.live.LiveConnection;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `raydeck sandbox` as a process, killed without a word and started again by the same command.
class KilledSandboxTest {
  private static final double SPEED = 30;

  @TempDir private Path folder;

  @Test
  void isFoundAgainByAConnectionThatStayedOpen() throws Exception {
    RunningSandbox first = RunningSandbox.start(folder, SPEED);
    try (LiveConnection connection = open(first.kubeconfig())) {
      ClusterFacts seen = until(connection, facts -> facts.standing() == Standing.LIVE);
      first.process().destroyForcibly();

      ClusterFacts lost = until(connection, facts -> facts.standing() == Standing.LOST);
      assertThat(Troubles.say(new Words(Language.ENGLISH), lost.frame().apiServer()))
          .isNotBlank()
          .doesNotContain("Exception");
      assertThat(lost.nodes()).hasSameSizeAs(seen.nodes());
      until(connection, facts -> age(facts).compareTo(Duration.ofSeconds(2)) > 0);

      try (RunningSandbox second = RunningSandbox.start(folder, SPEED)) {
        assertThat(second.kubeconfig()).isEqualTo(first.kubeconfig());
        String old = seen.head().orElseThrow().pod().uid();
        until(
            connection,
            facts ->
                facts.standing() == Standing.LIVE
                    && facts.head().filter(node -> !node.pod().uid().equals(old)).isPresent());
      }
    } finally {
      first.close();
    }
  }

  private static Duration age(ClusterFacts facts) {
    Duration age = facts.age(facts.frame().at());
    return age == null ? Duration.ZERO : age;
  }

  private static LiveConnection open(Path kubeconfig) {
    return LiveConnection.open(
        new Target("sandbox", "default", "raycluster-autoscaler", false, false),
        new ClusterAccess(new KubeconfigSource.File(kubeconfig), null),
        InstantSource.system(),
        null,
        null,
        frame -> {});
  }

  private static ClusterFacts until(LiveConnection connection, Predicate<ClusterFacts> is) {
    return Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> ClusterFacts.of(connection.frame()), is);
  }
}
