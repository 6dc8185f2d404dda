package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.DecisionLog;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.RayActor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person stops the autoscaler before a removal, looks, and lets the worker go; then stops it
/// before a launch and does not let it come.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class BreakpointJourneyTest {
  private static final double SPEED = 12;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    window = Stages.onSandbox(stage, Theme.LIGHT, SPEED);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  @Test
  void stopsBeforeARemovalUntilItIsLetGo(FxRobot robot) {
    String worker = idleWorker();
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    robot.clickOn("#stop-at-removal");
    until(() -> breakpoints().stop() != null);
    until(() -> says(robot, "#mode-badge").contains("held before a removal"));
    robot.interact(() -> shell().go(Place.OVERVIEW));
    until(() -> says(robot, "#banner").startsWith("Held before a removal: "));
    robot.clickOn("Decide");
    assertThat(shell().place()).isEqualTo(Place.AUTOSCALER);
    until(() ->
        DecisionLog.lines(shell().deck().history(), shell().deck().decisions(), 50).stream()
            .anyMatch(line -> line.kind() == DecisionLine.Kind.HELD));

    Instant seen = now();
    until(() -> now().isAfter(seen.plusSeconds(40)));
    ClusterFacts facts = facts();
    NodeFacts held = facts.workers().getFirst();
    assertThat(held.pod().name()).isEqualTo(worker);
    assertThat(held.pod().isTerminating()).isFalse();
    assertThat(held.idle(now())).isGreaterThan(TIMEOUT.plusSeconds(35));
    robot.interact(() ->
        Stages.picture(window.stage().getScene().getRoot(), "journey-autoscaler-breakpoint-light"));

    robot.clickOn("#stop-go");
    until(() -> facts().workers().isEmpty());
    assertThat(breakpoints().stop()).isNull();
    assertThat(Objects.requireNonNull(breakpoints().answer()).kind())
        .isEqualTo(Breakpoints.Answer.Kind.LET_GO);
  }

  @Test
  void stopsBeforeALaunchAndLeavesIt(FxRobot robot) {
    connected();
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    robot.clickOn("#stop-at-launch");
    until(() -> !breakpoints().set().isEmpty());
    launch("actor1");
    until(() -> breakpoints().stop() != null);
    until(() -> robot.lookup("#stop-skip").query().isVisible());
    robot.interact(() -> {
      robot.lookup("#stop-skip").query().requestFocus();
      shell().launch();
      shell().deck().desk().closeDialog();
    });
    assertThat(focused()).isEqualTo("stop-skip");
    robot.clickOn("#stop-skip");
    until(() -> breakpoints().stop() == null);
    robot.interact(() -> {});
    assertThat(focused()).as("an Enter sets off nothing").isEqualTo("scroll");
    assertThat(facts().workers()).isEmpty();
    assertThat(breakpoints().skipped().launches()).containsKey("small-group");
    until(() -> breakpoints().stop() != null);
    assertThat(facts().workers()).describedAs("asked again, and still nothing came").isEmpty();
    robot.clickOn("#stop-at-launch");
    until(() -> !facts().workers().isEmpty());
  }

  private String focused() {
    return String.valueOf(window.stage().getScene().getFocusOwner().getId());
  }

  private String idleWorker() {
    connected();
    launch("actor1");
    until(() -> facts().actors().stream().anyMatch(a -> a.state() == RayActor.State.ALIVE));
    List<String> ids = facts().actors().stream().map(RayActor::actorId).toList();
    assertThat(connection().kill(ids).join().killed()).isEqualTo(ids);
    return facts().workers().getFirst().pod().name();
  }

  private void connected() {
    until(() -> window.shell() != null && facts().ray() != null);
  }

  private void launch(String name) {
    assertThat(connection().launch(LaunchRequest.oneCpu(name)).join().launched())
        .containsExactly(name);
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private Connection connection() {
    return shell().deck().connection();
  }

  private ClusterFacts facts() {
    return ClusterFacts.of(connection().frame());
  }

  private Breakpoints breakpoints() {
    return connection().frame().breakpoints();
  }

  private Instant now() {
    return connection().clock().instant();
  }

  private static String says(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return String.valueOf(node.getAccessibleText());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(is::getAsBoolean);
  }
}
