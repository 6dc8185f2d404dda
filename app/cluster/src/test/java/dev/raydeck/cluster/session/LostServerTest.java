package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A session and a directory whose API server is not there: values and words, no exceptions, no
/// busy loop.
class LostServerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster");

  @Test
  void saysWhatIsWrongAndWhenItTriesAgain() throws Exception {
    Transcript transcript = new Transcript("lost-server");
    try (ClusterSession session =
        ClusterSession.open(
            nowhere(), REF, SessionSettings.observing(Clock.systemUTC()), transcript)) {
      Seen lost =
          transcript.await(
              "the API server is lost",
              SOON,
              seen -> seen.frame().apiServer().state() == Health.State.LOST);
      Health health = lost.frame().apiServer();
      assertThat(health.trouble()).isEqualTo(Trouble.of(Trouble.Cause.CONNECTION_REFUSED));
      assertThat(Objects.requireNonNull(health.nextTry())).isAfter(health.since());
      assertThat(lost.frame().snapshot()).isNull();
      assertThat(List.of(lost.frame().rayHead(), lost.frame().autoscaler()))
          .extracting(Health::state)
          .as("who is to know?")
          .containsOnly(Health.State.UNKNOWN);
      Instant at = lost.frame().at();
      transcript.await("frames go on", SOON, seen -> seen.frame().at().isAfter(at));

      assertThat(session.launch(LaunchRequest.oneCpu("a")).get().trouble()).isNotNull();
      assertThat(session.mode(Mode.DRIVE).get().refusal())
          .isEqualTo(Trouble.of(Trouble.Cause.SERVER_SILENT));
      assertThat(session.mode()).isEqualTo(Mode.OBSERVE);
    }
  }

  @Test
  void answersErrandsAfterItsEnd() throws Exception {
    ClusterSession session =
        ClusterSession.open(
            nowhere(), REF, SessionSettings.observing(Clock.systemUTC()), frame -> {});
    session.close();
    assertThat(session.launch(LaunchRequest.oneCpu("a")).get().trouble()).isNotNull();
  }

  @Test
  void showsABadKubeconfigAsHealth() throws Exception {
    Transcript transcript = new Transcript("bad-kubeconfig");
    try (ClusterSession session =
        ClusterSession.open(
            new ClusterAccess(new KubeconfigSource.Text("{}"), null),
            REF,
            SessionSettings.observing(Clock.systemUTC()),
            transcript)) {
      Seen lost =
          transcript.await(
              "the kubeconfig is bad",
              SOON,
              seen -> seen.frame().apiServer().state() == Health.State.LOST);
      assertThat(lost.frame().apiServer().detail()).contains("it names no contexts");
      assertThat(session.rights()).isEmpty();
    }
  }

  @Test
  void listsNothingInWords() throws Exception {
    Listing listing = new ClusterDirectory(Clock.systemUTC()).rayClusters(nowhere()).get();
    assertThat(listing.rows()).isEmpty();
    assertThat(listing.health().state()).isEqualTo(Health.State.LOST);
    assertThat(listing.health().trouble()).isEqualTo(Trouble.of(Trouble.Cause.CONNECTION_REFUSED));
  }

  private static ClusterAccess nowhere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return new ClusterAccess(
        new KubeconfigSource.Text(
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """
                .formatted(port)),
        null);
  }
}
