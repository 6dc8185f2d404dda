package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Draws every screen and every state of not knowing once, and leaves the pictures in
/// `target/screens`.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class ScreensTest {
  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  private void draw(
      FxRobot robot,
      String name,
      Theme theme,
      Language language,
      FakeConnection connection,
      Place place) {
    draw(robot, name, theme, language, connection, place, shell -> {});
  }

  private void draw(
      FxRobot robot,
      String name,
      Theme theme,
      Language language,
      FakeConnection connection,
      Place place,
      java.util.function.Consumer<Shell> then) {
    robot.interact(() -> {
      SessionFrame present = connection.frame();
      List<SessionFrame> past =
          connection.target().isSandbox() && present.snapshot() != null ? past() : List.of();
      if (!past.isEmpty()) {
        connection.frame(past.getFirst());
      }
      RaydeckWindow window = Stages.window(stage, theme, language, connection);
      Shell shell = Objects.requireNonNull(window.shell());
      past.forEach(shell::show);
      connection.frame(present);
      shell.show(present);
      shell.go(place);
      then.accept(shell);
      shell.tick();
      shell.root().applyCss();
      shell.root().layout();
      shell.tick();
      window.stage().getScene().getRoot().layout();
    });
    robot.interact(() -> Stages.picture(stage.getScene().getRoot(), name));
    assertThat(stage.getScene().getRoot().getChildrenUnmodifiable()).isNotEmpty();
  }

  /// Ten minutes of the guide's life before the present frame.
  private static List<SessionFrame> past() {
    List<SessionFrame> past = new ArrayList<>();
    for (int i = 60; i > 0; i--) {
      Frames frames = Frames.guide().at(Frames.NOW.minusSeconds(i * 10L)).turn(502 - i);
      int workers = i > 52 ? 0 : i > 36 ? 2 : i > 20 ? 5 : i > 10 ? 4 : 3;
      int waiting = i > 52 ? 2 : i > 36 && i < 42 ? 3 : 0;
      for (int w = 0; w < workers; w++) {
        if (i < 14 && w == 1) {
          frames.idle("small-group", Frames.end(w), Duration.ofSeconds(10), Duration.ofMinutes(5));
        } else {
          frames.withActor("small-group", Frames.end(w), "actor" + w, 1, Duration.ofMinutes(5));
        }
      }
      if (waiting > 0) {
        frames.demand(ResourceBundle.of("CPU", 1), waiting);
      }
      past.add(frames.frame());
    }
    return past;
  }

  @ParameterizedTest
  @CsvSource({"DARK,ENGLISH", "LIGHT,ENGLISH", "DARK,CHINESE"})
  void showsTheGuidesCluster(Theme theme, Language language, FxRobot robot) {
    String look =
        (language == Language.CHINESE ? "zh-" : "") + theme.name().toLowerCase(Locale.ROOT);
    for (Place place : Place.values()) {
      FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
      draw(robot, place.word() + "-" + look, theme, language, connection, place);
    }
  }

  @Test
  void showsALargeCluster(FxRobot robot) {
    FakeConnection connection = FakeConnection.real(Frames.largeScene().frame());
    draw(robot, "large-overview-dark", Theme.DARK, Language.ENGLISH, connection, Place.OVERVIEW);
    draw(
        robot,
        "large-nodes-why-dark",
        Theme.DARK,
        Language.ENGLISH,
        connection,
        Place.NODES,
        shell ->
            shell.why(
                new Verdict.Subject.Node("llm-batch-gpu-a100-worker-f8w2k", null, "gpu-a100")));
    draw(robot, "large-demands-light", Theme.LIGHT, Language.ENGLISH, connection, Place.DEMANDS);
  }

  @Test
  void showsEveryWayOfNotKnowing(FxRobot robot) {
    Theme dark = Theme.DARK;
    Language en = Language.ENGLISH;
    draw(
        robot,
        "state-loading",
        dark,
        en,
        FakeConnection.real(Frames.nothing(Health.State.CONNECTING, "")),
        Place.OVERVIEW);
    draw(
        robot,
        "state-forbidden",
        dark,
        en,
        FakeConnection.real(
            Frames.nothing(
                Health.State.FORBIDDEN, "Needs get, list, watch on rayclusters in ml-train.")),
        Place.OVERVIEW);
    draw(
        robot,
        "state-absent",
        dark,
        en,
        FakeConnection.real(
            Frames.nothing(Health.State.ABSENT, "ml-train has no RayCluster llm-batch.")),
        Place.OVERVIEW);
    draw(
        robot,
        "state-lost",
        dark,
        en,
        FakeConnection.sandbox(Frames.guideScene().lost(Duration.ofSeconds(18)).frame()),
        Place.OVERVIEW);
    draw(
        robot,
        "state-ray-lost-nodes",
        Theme.LIGHT,
        en,
        FakeConnection.sandbox(Frames.guideScene().rayLost(Duration.ofSeconds(18)).frame()),
        Place.NODES);
    draw(
        robot,
        "state-head-not-ready",
        dark,
        en,
        FakeConnection.sandbox(Frames.guide().headNotReady("CrashLoopBackOff").frame()),
        Place.OVERVIEW);
    draw(
        robot,
        "state-empty",
        dark,
        en,
        FakeConnection.sandbox(Frames.guide().frame()),
        Place.OVERVIEW);
  }

  @Test
  void showsDialogs(FxRobot robot) {
    FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
    draw(
        robot,
        "dialog-launch-light",
        Theme.LIGHT,
        Language.ENGLISH,
        connection,
        Place.ACTORS,
        Shell::launch);
    String id =
        Objects.requireNonNull(Frames.guideScene().snapshot().ray()).actors().getFirst().actorId();
    draw(
        robot,
        "dialog-kill-dark",
        Theme.DARK,
        Language.ENGLISH,
        connection,
        Place.ACTORS,
        shell -> shell.kill(java.util.List.of(id)));
    draw(
        robot,
        "palette-dark",
        Theme.DARK,
        Language.ENGLISH,
        connection,
        Place.NODES,
        Shell::palette);
    for (String part : List.of("verbose", "instances")) {
      draw(
          robot,
          "autoscaler-" + part + "-dark",
          Theme.DARK,
          Language.ENGLISH,
          connection,
          Place.AUTOSCALER,
          shell -> {
            shell.root().applyCss();
            shell.root().layout();
            ((ToggleButton) shell.root().lookup("#record-" + part)).fire();
          });
    }
    draw(
        robot,
        "shortcuts-light",
        Theme.LIGHT,
        Language.ENGLISH,
        connection,
        Place.NODES,
        Shell::shortcuts);
    FakeConnection real = FakeConnection.real(Frames.largeScene().mode(Mode.OBSERVE).frame());
    draw(robot, "large-autoscaler-light", Theme.LIGHT, Language.ENGLISH, real, Place.AUTOSCALER);
  }
}
