package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person changes `upscalingMode`, sees in the window that launches are limited and why, and
/// changes it back. The autoscaler is paused meanwhile, so that each turn is the person's own.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class UpscalingJourneyTest {
  private static final double SPEED = 12;
  private static final String CELLS = "#demands-list .matrix-cell .verdict";

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
  void conservativeLaunchesFewerAtATimeAndSaysWhy(FxRobot robot) {
    Person person = new Person(robot, window);
    person.untilConnected();
    person.go(Place.AUTOSCALER);
    person.click("#pause");
    person.until(() -> person.says("#mode-badge").contains("paused"));
    person.launch("probe", 10);
    person.go(Place.DEMANDS);
    person.untilTexts(CELLS, "10 coming");

    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      choose(person, "Conservative");
      person.picture("journey-autoscaler-" + theme.name().toLowerCase(Locale.ROOT));
    }
    person.chinesePicture("journey-autoscaler", () -> isSendable(person));
    choose(person, "Conservative");
    send(person, "Conservative");
    person.go(Place.DEMANDS);
    person.untilTexts(CELLS, "1 now, more later");
    assertThat(person.texts("#demands-list .matrix-cell .source"))
        .containsExactly("1 launch at a time");
    assertThat(person.says("#headline"))
        .isEqualTo("10 workers are to come: 1 may be launched now, 9 in later turns.");
    robot.interact(() -> robot.lookup("#demands-list").query().requestFocus());
    for (KeyCode key : List.of(KeyCode.HOME, KeyCode.DOWN, KeyCode.ENTER)) {
      person.press(key);
    }
    person.until(() -> !person.says("#why-answer").isEmpty());
    assertThat(person.says("#why-answer"))
        .isEqualTo(
            "1 of 10 workers for {CPU: 1} may be launched now: 0 run, 0 are on their way, and"
                + " Conservative allows 1 at a time.");
    person.picture("journey-demands-conservative-dark");
    person.chinesePicture("journey-demands");

    person.go(Place.AUTOSCALER);
    person.press(KeyCode.F8);
    person.until(() -> person.facts().workers().size() == 1);
    person.watch(Duration.ofSeconds(20));
    assertThat(person.facts().workers()).as("one turn, one launch").hasSize(1);

    choose(person, "Default");
    send(person, "Default");
    person.press(KeyCode.F5);
    person.until(() -> person.facts().workers().size() == 10);
  }

  private static void choose(Person person, String mode) {
    person.go(Place.AUTOSCALER);
    person.click("#options-mode-" + mode);
    person.until(() -> isSendable(person));
  }

  private static boolean isSendable(Person person) {
    return !person.robot().lookup("#options-send").query().isDisabled();
  }

  private static void send(Person person, String mode) {
    person.click("#options-send");
    person.until(() ->
        mode.equals(
            Objects.requireNonNull(person.facts().snapshot()).cluster().options().upscalingMode()));
    Node sent = person.robot().lookup("#options-send").query();
    person.until(sent::isDisabled);
    assertThat(scrolled(sent)).as("the page stays where it was").isZero();
  }

  private static double scrolled(Node node) {
    Node at = node;
    while (!(at instanceof ScrollPane)) {
      at = at.getParent();
    }
    return ((ScrollPane) at).getVvalue();
  }
}
