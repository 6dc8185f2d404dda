package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health;
import dev.raydeck.model.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session whose API server forgets the versions it watched from, or its token.
class ForgetfulServerTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster");

  @Test
  void listsAnewWhenTheWatchedVersionIsGone(@TempDir Path folder) throws Exception {
    Transcript transcript = new Transcript("version-gone");
    try (FakeApi api = FakeApi.start();
        ClusterSession session = open(file(folder, api.kubeconfig("first")), transcript)) {
      assertThat(session.frame()).isNotNull();
      transcript.await("it watches", SOON, seen -> isOk(seen) && watches(api) == 1);

      api.forget("2.58.0");

      Seen renewed =
          transcript.await(
              "the change made unseen is there",
              SOON,
              seen -> isOk(seen) && rayVersion(seen).equals("2.58.0"));
      assertThat(renewed.frame().trouble()).isNull();
      assertThat(lists(api)).isGreaterThan(1);
    }
  }

  @Test
  void tellsARevokedTokenInWordsAndTakesTheNextFromTheFile(@TempDir Path folder) throws Exception {
    Transcript transcript = new Transcript("token-revoked");
    try (FakeApi api = FakeApi.start()) {
      Path file = file(folder, api.kubeconfig("first"));
      try (ClusterSession session = open(file, transcript)) {
        transcript.await("it is connected", SOON, ForgetfulServerTest::isOk);

        api.token("second");
        Seen refused =
            transcript.await(
                "the token is refused",
                SOON,
                seen -> seen.frame().apiServer().state() == Health.State.FORBIDDEN);
        assertThat(refused.frame().apiServer().trouble())
            .isEqualTo(Trouble.of(Trouble.Cause.UNAUTHORIZED));
        assertThat(refused.frame().apiServer().nextTry()).isNotNull();
        assertThat(rayVersion(refused)).as("the old data stay").isEqualTo("2.52.0");

        Files.writeString(file, api.kubeconfig("second"));
        transcript.await("it is connected again", SOON, ForgetfulServerTest::isOk);
        assertThat(session.frame().trouble()).isNull();
      }
    }
  }

  private static ClusterSession open(Path kubeconfig, Transcript transcript) {
    return ClusterSession.open(
        new ClusterAccess(new KubeconfigSource.File(kubeconfig), null),
        REF,
        SessionSettings.observing(Clock.systemUTC()),
        transcript);
  }

  private static Path file(Path folder, String text) throws Exception {
    return Files.writeString(folder.resolve("kubeconfig"), text);
  }

  private static boolean isOk(Seen seen) {
    return Seen.isOk(seen.frame().apiServer());
  }

  private static String rayVersion(Seen seen) {
    return Objects.requireNonNull(seen.frame().snapshot()).cluster().rayVersion();
  }

  private static long watches(FakeApi api) {
    return calls(api).stream().filter(call -> call.contains("watch=true")).count();
  }

  private static long lists(FakeApi api) {
    return calls(api).size() - watches(api);
  }

  private static List<String> calls(FakeApi api) {
    return api.asked().stream().filter(call -> call.contains("/rayclusters?")).toList();
  }
}
