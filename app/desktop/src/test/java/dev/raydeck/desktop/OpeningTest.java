package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person changes the look while the sandbox opens: what is said goes on being said.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the field
class OpeningTest {
  private final Queue<Runnable> background = new ArrayDeque<>();
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    window =
        new RaydeckWindow(
            stage,
            Stages.look(Theme.DARK),
            Language.ENGLISH,
            new RaydeckWindow.Surroundings(
                new KubeconfigSource.Text(""),
                InstantSource.system(),
                ZoneOffset.UTC,
                background::add,
                OpeningTest::noSandbox,
                null));
    Stages.place(stage);
    window.open(WindowOptions.SANDBOX);
  }

  private static Sandbox noSandbox() {
    throw new IllegalStateException("no port is free");
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static String headline(FxRobot robot) {
    return robot.lookup(".headline").queryAs(Label.class).getText();
  }

  @Test
  void staysWhatItIsInAnotherLook(FxRobot robot) {
    assertThat(headline(robot)).isEqualTo("Starting the sandbox");
    robot.interact(() -> window.wear(Theme.LIGHT));
    assertThat(headline(robot)).isEqualTo("Starting the sandbox");
    robot.interact(() -> window.speak(Language.CHINESE));
    assertThat(headline(robot)).isEqualTo("正在启动沙箱");
    robot.interact(() -> window.speak(Language.ENGLISH));
    robot.interact(() -> background.remove().run());
    robot.interact(() -> {});
    assertThat(headline(robot)).isEqualTo("The sandbox did not start");
    robot.interact(() -> window.wear(Theme.DARK));
    assertThat(headline(robot)).isEqualTo("The sandbox did not start");
    assertThat(robot.lookup("java.lang.IllegalStateException: no port is free").tryQuery())
        .isPresent();
  }
}
