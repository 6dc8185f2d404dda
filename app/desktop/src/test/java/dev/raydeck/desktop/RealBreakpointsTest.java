package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.HopTrack;
import dev.raydeck.desktop.live.HopTrack.Way;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayActor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The embedded autoscaler drives a real KubeRay cluster from the window, and is stopped before it
/// launches and before it removes: nothing is sent until the person lets it go.
@Tag("real-cluster")
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // JUnit and @Start set the fields
class RealBreakpointsTest {
  private final String namespace = "raydeck-stop-" + System.nanoTime();

  @TempDir private Path directory;
  private RealWindow real;

  @Start
  void start(Stage stage) throws IOException {
    real =
        RealWindow.open(
            stage,
            directory,
            namespace,
            Map.of("enableInTreeAutoscaling: true", "enableInTreeAutoscaling: false"));
  }

  @AfterEach
  void close() {
    real.close();
  }

  @Test
  void nothingIsSentUntilThePersonLetsItGo() {
    RealWindow.until("the head runs Ray", 180, () -> real.isReady() && real.facts().ray() != null);
    assertThat(real.connection().mode(Mode.DRIVE).join().mode()).isEqualTo(Mode.DRIVE);
    real.robot().interact(() -> real.desk().go(Place.AUTOSCALER));
    real.robot().clickOn("#stop-at-launch");
    RealWindow.until("the breakpoint is set", 10, () -> !stops().set().isEmpty());

    real.launch("actor1", 1, Map.of());
    RealWindow.until("held before the launch", 60, () -> stops().stop() != null);
    heldForTwoTurns();
    assertThat(real.spec("workerGroupSpecs[0].replicas")).isEqualTo("0");
    real.robot().clickOn("#stop-go");
    RealWindow.until("the worker runs the actor", 120, () -> isAlive("actor1"));
    String worker = real.worker(node -> true).orElseThrow().pod().name();
    assertThat(real.spec("workerGroupSpecs[0].replicas")).isEqualTo("1");

    showsTheObjectAndTheLog();

    real.robot().interact(() -> real.desk().go(Place.AUTOSCALER));
    real.robot().clickOn("#stop-at-launch");
    real.robot().clickOn("#stop-at-removal");
    real.kill("actor1");
    RealWindow.until("held before the removal", 90, () -> stops().stop() != null);
    heldForTwoTurns();
    assertThat(real.worker(node -> true).orElseThrow().pod().isTerminating()).isFalse();
    assertThat(real.spec("workerGroupSpecs[0].scaleStrategy.workersToDelete")).isEmpty();
    real.picture("breakpoint");
    real.robot().clickOn("#stop-go");
    RealWindow.until("the worker is gone", 90, () -> real.facts().workers().isEmpty());
    assertThat(stops().answer()).isNotNull();
    assertThat(real.spec("workerGroupSpecs[0].replicas")).isEqualTo("0");

    for (Way way : Way.values()) {
      HopTrack track = real.hops().last(way).orElseThrow();
      assertThat(track.subject()).isEqualTo(worker);
      assertThat(track.isOver()).as(way + " " + track).isTrue();
      assertThat(track.steps()).noneMatch(step -> step.state() == HopTrack.State.MISSED);
    }
    real.picture("hops");
  }

  /// As a real API server has them: managed fields of many writers, a log of Ray's own.
  private void showsTheObjectAndTheLog() {
    real.robot().interact(() -> real.desk().go(Place.RESOURCE));
    RealWindow.until(
        "the RayCluster is read",
        20,
        () ->
            real.robot().lookup(".yaml-writer").queryAllAs(Labeled.class).stream()
                .anyMatch(writer -> writer.getText().startsWith("kubectl-client-side-apply")));
    real.picture("resource");
    real.robot().interact(() -> real.desk().go(Place.LOGS));
    RealWindow.until(
        "the head's log is read",
        20,
        () ->
            real.robot().lookup(".log-row").queryAll().stream()
                .anyMatch(row ->
                    row.isVisible()
                        && String.valueOf(row.getAccessibleText())
                            .contains("Ray runtime started")));
    real.picture("logs");
  }

  /// Turns go by by the cluster's own clock, and the stop stays.
  private void heldForTwoTurns() {
    Instant seen = real.connection().clock().instant();
    RealWindow.until(
        "two turns", 30, () -> real.connection().clock().instant().isAfter(seen.plusSeconds(11)));
    assertThat(stops().stop()).isNotNull();
  }

  private boolean isAlive(String actor) {
    return real.actor(actor).filter(one -> one.state() == RayActor.State.ALIVE).isPresent();
  }

  private Breakpoints stops() {
    return real.connection().frame().breakpoints();
  }
}
