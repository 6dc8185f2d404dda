package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person pauses the autoscaler, takes one turn by hand, and lets it run again.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class PauseJourneyTest {
  private static final double SPEED = 12;

  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    window = Stages.onSandbox(stage, Theme.DARK, SPEED);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  @Test
  void nothingIsSentWhilePausedAndAStepIsOneLaunch(FxRobot robot) {
    Person person = new Person(robot, window);
    person.untilConnected();
    person.go(Place.AUTOSCALER);
    person.press(KeyCode.F5);
    person.until(() -> person.says("#mode-badge").contains("paused"));

    person.launch("actor1", 1);
    person.until(() -> !person.facts().demands().isEmpty());
    person.watch(Duration.ofSeconds(40));
    assertThat(asked(person)).as("nothing is sent while paused").isZero();
    assertThat(person.facts().workers()).isEmpty();
    assertThat(person.text("#status-note")).isEqualTo("paused: decides, sends nothing");

    person.go(Place.AUTOSCALER);
    person.press(KeyCode.F8);
    person.until(() -> person.facts().workers().size() == 1);
    person.launch("actor2", 1);
    person.until(() -> !person.facts().demands().isEmpty());
    person.watch(Duration.ofSeconds(40));
    assertThat(asked(person)).as("a step is one turn").isEqualTo(1);
    assertThat(person.facts().workers()).hasSize(1);

    person.go(Place.AUTOSCALER);
    person.click("#pause");
    person.until(() -> person.facts().workers().size() == 2);
    assertThat(person.says("#mode-badge")).doesNotContain("paused");
    assertThat(person.text("#status-note")).isEmpty();
  }

  private static int asked(Person person) {
    return Objects.requireNonNull(person.facts().snapshot()).cluster().groups().stream()
        .mapToInt(WorkerGroup::replicas)
        .sum();
  }
}
