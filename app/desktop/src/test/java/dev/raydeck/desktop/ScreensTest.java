package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Drawings.How;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Draws every screen, dialog and theme once and leaves the pictures in `target/screens`, or in
/// `screenshots/` where asked.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class ScreensTest {
  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  @ParameterizedTest
  @CsvSource({"DARK,ENGLISH", "LIGHT,ENGLISH", "DARK,CHINESE"})
  void showsTheGuidesCluster(Theme theme, Language language, FxRobot robot) {
    String look =
        (language == Language.CHINESE ? "zh-" : "") + theme.name().toLowerCase(Locale.ROOT);
    Drawings drawings = new Drawings(stage, robot);
    for (Place place : Place.values()) {
      FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
      drawings.picture(
          place.word() + "-" + look, connection, place, new How(theme, language, shell -> {}));
      assertThat(robot.lookup("#rail-" + place.word()).queryAs(ToggleButton.class).isSelected())
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void showsALargeCluster(Theme theme, FxRobot robot) {
    String look = "-" + theme.name().toLowerCase(Locale.ROOT);
    FakeConnection connection = FakeConnection.real(Frames.largeScene().frame());
    Drawings drawings = new Drawings(stage, robot);
    How how = How.of(theme);
    drawings.picture("large-overview" + look, connection, Place.OVERVIEW, how);
    drawings.picture(
        "large-nodes-why" + look,
        connection,
        Place.NODES,
        how.then(shell ->
            shell.why(
                new Verdict.Subject.Node("llm-batch-gpu-a100-worker-f8w2k", null, "gpu-a100"))));
    assertThat(robot.lookup("#why .gate.holding").tryQuery()).isPresent();
    drawings.picture(
        "large-demands" + look,
        connection,
        Place.DEMANDS,
        how.then(shell -> shell.why(shell.facts().demands().get(1).subject())));
    drawings.picture("large-autoscaler" + look, connection, Place.AUTOSCALER, how);
  }

  @Test
  void showsDialogs(FxRobot robot) {
    Drawings drawings = new Drawings(stage, robot);
    FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
    drawings.picture(
        "dialog-launch-light", connection, Place.ACTORS, How.LIGHT.then(Shell::launch));
    String id =
        Objects.requireNonNull(Frames.guideScene().snapshot().ray()).actors().getFirst().actorId();
    drawings.picture(
        "dialog-kill-dark",
        connection,
        Place.ACTORS,
        How.DARK.then(shell -> shell.kill(List.of(id))));
    FakeConnection large = FakeConnection.real(Frames.largeScene().frame());
    drawings.picture(
        "palette-dark",
        large,
        Place.OVERVIEW,
        How.DARK.then(shell -> {
          shell.palette();
          robot.lookup("#palette-field").queryTextInputControl().setText("why");
        }));
    for (Theme theme : List.of(Theme.LIGHT, Theme.CONTRAST)) {
      drawings.picture(
          "settings-" + theme.name().toLowerCase(Locale.ROOT),
          large,
          Place.OVERVIEW,
          How.of(theme).then(Shell::settings));
    }
    for (String part : List.of("verbose", "instances")) {
      drawings.picture(
          "autoscaler-" + part + "-dark",
          connection,
          Place.AUTOSCALER,
          How.DARK.then(
              shell -> robot.lookup("#record-" + part).queryAs(ToggleButton.class).fire()));
    }
    drawings.picture("shortcuts-light", connection, Place.NODES, How.LIGHT.then(Shell::shortcuts));
    assertThat(robot.lookup("#shortcuts").tryQuery()).isPresent();
  }
}
