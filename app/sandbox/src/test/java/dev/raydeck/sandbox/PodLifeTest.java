package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The stages of a Pod at their times, as the lab's guide showed them (seconds after apply or
/// patch).
class PodLifeTest {
  /// Every line the Pods had, in order, each once.
  private static List<String> watch(SteppedWorld world, int seconds, String type) {
    List<String> seen = new ArrayList<>();
    for (int tenth = 0; tenth < seconds * 10; tenth++) {
      world.pass("0.1S");
      String line =
          world.getPods().stream().filter(l -> l.startsWith(type)).findFirst().orElse("gone");
      if (seen.isEmpty() || !seen.getLast().equals(line)) {
        seen.add(line);
      }
    }
    return seen;
  }

  @Test
  void leadsAHeadFromPendingToReadyInTenSeconds() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("0.03S");
      assertThat(world.getPods()).containsExactly("head 0/2 Pending 0");
      assertThat(watch(world, 16, "head"))
          .containsExactly(
              "head 0/2 ContainerCreating 0", "head 1/2 Running 0", "head 2/2 Running 0");
      assertThat(Json.text(world.head(), "status", "qosClass")).isEqualTo("Burstable");
      assertThat(Json.text(world.head(), "spec", "nodeName")).isEqualTo("ray-node-1");
    }
  }

  @Test
  void leadsAWorkerThroughItsInitContainerToReadyInTwelveSeconds() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(1);
      world.pass("0.05S");
      assertThat(watch(world, 13, "worker"))
          .containsExactly(
              "worker 0/1 Init:0/1 0",
              "worker 0/1 PodInitializing 0",
              "worker 0/1 Running 0",
              "worker 1/1 Running 0");
      assertThat(world.events(Kinds.PODS))
          .filteredOn(line -> line.contains("WORKER") || line.contains("wait-gcs-ready"))
          .containsExactly(
              "Normal Scheduled Successfully assigned default/WORKER to ray-node-1",
              "Normal Created Created container: wait-gcs-ready",
              "Normal Started Started container wait-gcs-ready");
      assertThat(Json.text(world.worker(), "status", "qosClass")).isEqualTo("Guaranteed");
    }
  }

  @Test
  void keepsAWorkerWaitingForItsHead() {
    try (SteppedWorld world = SteppedWorld.guide("replicas: 0", "replicas: 1")) {
      world.pass("4S");
      assertThat(world.getPods()).contains("worker 0/1 Init:0/1 0");
      world.pass("20S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 1/1 Running 0");
    }
  }

  @Test
  void givesAHeadItsWholeGraceAndAWorkerHalfASecond() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(1);
      world.pass("13S");
      world.store.delete(Kinds.PODS, "default", SteppedWorld.name(world.worker()), null);
      world.pass("0.6S");
      assertThat(world.getPods()).as("the container ended").contains("worker 0/1 Terminating 0");
      assertThat(exitCode(world)).isEqualTo(1);

      String head = SteppedWorld.name(world.head());
      world.store.delete(Kinds.PODS, "default", head, null);
      world.pass("29S");
      assertThat(world.store.find(Kinds.PODS, "default", head)).isPresent();
      world.pass("2S");
      assertThat(world.store.find(Kinds.PODS, "default", head)).isEmpty();
      assertThat(world.podEvents("Killing"))
          .contains(
              "Normal Killing Stopping container ray-worker",
              "Normal Killing Stopping container ray-head",
              "Normal Killing Stopping container autoscaler");
    }
  }

  private static long exitCode(SteppedWorld world) {
    return Json.number(
        world.worker().path("status").path("containerStatuses").path(0),
        "state",
        "terminated",
        "exitCode");
  }

  @Test
  void endsAtOnceWithoutGrace() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      String head = SteppedWorld.name(world.head());
      world.store.delete(Kinds.PODS, "default", head, 0);
      assertThat(world.store.find(Kinds.PODS, "default", head)).isEmpty();
    }
  }
}
