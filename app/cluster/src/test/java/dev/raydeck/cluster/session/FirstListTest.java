package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A session whose API server lists at once but opens its watches late.
class FirstListTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster");

  @Test
  void isShownBeforeTheWatchesAreOpen() throws Exception {
    Transcript transcript = new Transcript("first-list");
    try (FakeApi api = FakeApi.start()) {
      api.holdWatches();
      try (ClusterSession session =
          ClusterSession.open(
              new ClusterAccess(new KubeconfigSource.Text(api.kubeconfig("first")), null),
              REF,
              SessionSettings.observing(Clock.systemUTC()),
              transcript)) {
        Seen first =
            transcript.await("the list is shown", SOON, seen -> seen.frame().snapshot() != null);
        assertThat(Objects.requireNonNull(first.frame().snapshot()).cluster().rayVersion())
            .isEqualTo("2.52.0");
        assertThat(first.frame().apiServer().state())
            .as("it is not known to hold")
            .isEqualTo(Health.State.CONNECTING);
        assertThat(first.frame().rayHead().state())
            .as("whether there is a head Pod is not known yet")
            .isEqualTo(Health.State.NOT_ASKED);
        assertThat(session.frame().trouble()).isNull();
        assertThat(api.askedInVain()).as("nothing keeps the first list").isEmpty();

        api.letWatches();
        transcript.await("it watches", SOON, seen -> Seen.isOk(seen.frame().apiServer()));
        transcript.await(
            "it has no head Pod",
            SOON,
            seen -> seen.frame().rayHead().state() == Health.State.ABSENT);
        transcript.await(
            "rights are asked for",
            SOON,
            seen -> api.askedInVain().stream().anyMatch(path -> path.endsWith("accessreviews")));
      }
    }
  }
}
