package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.SessionFrame;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/// Draws a window over given frames on one stage, with a past before them, and keeps pictures.
final class Drawings {
  private final Stage stage;
  private final FxRobot robot;

  Drawings(Stage stage, FxRobot robot) {
    this.stage = stage;
    this.robot = robot;
  }

  /// How a screen is drawn: its look, its words, and what is done to it before the picture.
  record How(Theme theme, Language language, Consumer<Shell> then) {
    static final How DARK = of(Theme.DARK);
    static final How LIGHT = of(Theme.LIGHT);
    static final How CHINESE = new How(Theme.DARK, Language.CHINESE, shell -> {});

    static How of(Theme theme) {
      return new How(theme, Language.ENGLISH, shell -> {});
    }

    How then(Consumer<Shell> act) {
      return new How(theme, language, act);
    }
  }

  /// Draws a place and keeps its picture.
  RaydeckWindow picture(String name, FakeConnection connection, Place place, How how) {
    RaydeckWindow window = draw(connection, place, how);
    robot.interact(() -> Stages.picture(stage.getScene().getRoot(), name));
    return window;
  }

  /// Draws a place.
  RaydeckWindow draw(FakeConnection connection, Place place, How how) {
    AtomicReference<RaydeckWindow> made = new AtomicReference<>();
    robot.interact(() -> {
      SessionFrame present = connection.frame();
      List<SessionFrame> past =
          present.snapshot() == null ? List.of() : Scenes.past(connection.target().isSandbox());
      if (!past.isEmpty()) {
        connection.frame(past.getFirst());
      }
      RaydeckWindow window = Stages.window(stage, how.theme(), how.language(), connection);
      Shell shell = Objects.requireNonNull(window.shell());
      past.forEach(shell::show);
      connection.frame(present);
      shell.show(present);
      shell.go(place);
      lay(shell);
      how.then().accept(shell);
      lay(shell);
      made.set(window);
    });
    return made.get();
  }

  private void lay(Shell shell) {
    shell.tick();
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    shell.tick();
    stage.getScene().getRoot().layout();
  }
}
