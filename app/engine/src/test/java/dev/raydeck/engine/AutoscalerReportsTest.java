package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the GCS is told of Pods on their way, and `ray status` shows of it.
class AutoscalerReportsTest {
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static String pending(SmallWorld world, ScalingDecision decision) {
    ClusterSnapshot snapshot = world.snapshot();
    RayState ray = Objects.requireNonNull(snapshot.ray());
    AutoscalerReport report = AutoscalerReports.of(decision);
    RayState told =
        new RayState(
            ray.readAt(),
            ray.sessionName(),
            ray.rayVersion(),
            ray.resourceStateVersion(),
            ray.nodes(),
            ray.demands(),
            ray.gangs(),
            ray.constraint(),
            ray.actors(),
            report);
    String text = RayStatusText.of(told, ray.readAt(), ZoneOffset.UTC);
    return text.substring(text.indexOf("Pending:"), text.indexOf("Recent"))
        .replaceAll(UUIDS, "UUID");
  }

  @Test
  void keepsNoDetailsOfAPodItAskedFor() {
    SmallWorld world = aCluster().group("small", 0, 10, "1");
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 2));
    assertThat(pending(world, world.turn())).isEqualTo("Pending:\n small, 1 launching\n");
    assertThat(pending(world, world.later(TICK).turn()))
        .isEqualTo("Pending:\n UUID: small, \n UUID: small, \n");
  }

  @Test
  void tellsWhereAPodItDidNotAskForCameFrom() {
    SmallWorld world = aCluster().group("small", 0, 10, "1").pendingWorker("w", "small");
    assertThat(pending(world, world.turn()))
        .isEqualTo(
            "Pending:\n UUID: small, allocated unmanaged cloud instance :w (worker) from cloud provider\n");
  }
}
