package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.ReadOnlyConnection;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Health;
import dev.raydeck.model.Intent;
import dev.raydeck.model.SessionFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The window at the widths and sizes of type people have: what leads it always fits.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class NarrowTest {
  private static final Target LONG =
      new Target(
          "gke_research-platform_europe-west4-a_training-prod-3",
          "team-foundation-models-evaluation",
          "raycluster-nightly-evaluation-2026-11-26-blue",
          false,
          true);

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1",
    "1024, 1.25",
    "1024, 1.5",
    "1280, 1",
    "1280, 1.25",
    "1280, 1.5",
    "1440, 1",
    "1440, 1.25",
    "1440, 1.5"
  })
  void theTopBarFits(double width, double zoom, FxRobot robot) {
    List<String> wrong = new ArrayList<>();
    List<Connection> connections = connections();
    for (Language language : Language.values()) {
      for (Connection connection : connections) {
        robot.interact(() -> {
          RaydeckWindow window = Stages.window(stage, Theme.LIGHT, language, connection);
          stage.setWidth(width);
          stage.getScene().getRoot().resize(width, stage.getScene().getHeight());
          window.settle(window.settings().withZoom(zoom));
          window.show(connection.frame());
          stage.getScene().getRoot().applyCss();
          stage.getScene().getRoot().layout();
          Parent bar = (Parent) stage.getScene().lookup(".top-bar");
          wrong.addAll(wrong(bar, language + " " + connection.target().context()));
          Stages.picture(
              bar,
              "bar-%s-%s-%s-%s"
                  .formatted(
                      (int) width, zoom, language.locale(), connections.indexOf(connection)));
        });
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// Nothing else in the bar changes when the first data come.
  @Test
  void theAgeOfDataTakesItsRoomWhenThereAreData(FxRobot robot) {
    FakeConnection connection = FakeConnection.real(Frames.nothing(Health.State.CONNECTING, ""));
    List<RaydeckWindow> window = new ArrayList<>();
    robot.interact(
        () -> window.add(Stages.window(stage, Theme.DARK, Language.ENGLISH, connection)));
    robot.interact(() -> stage.getScene().getRoot().layout());
    Node age = robot.lookup("#data-age").query();
    assertThat(age.isVisible()).isFalse();
    robot.interact(() -> window.getFirst().show(Frames.largeScene().frame()));
    new Person(robot, window.getFirst()).until(age::isVisible);
  }

  /// A page that is too wide ends at the window's edge; the rail stays whole, or is icons alone.
  @ParameterizedTest
  @CsvSource({"1024, 1, 176", "1440, 1.25, 176", "1440, 1.5, 56", "1024, 1.5, 56"})
  void noPageCoversTheRail(double width, double zoom, double rail, FxRobot robot) {
    FakeConnection connection = FakeConnection.real(Frames.largeScene().frame());
    for (Place place : Place.values()) {
      robot.interact(() -> {
        RaydeckWindow window = Stages.window(stage, Theme.DARK, Language.ENGLISH, connection);
        window.settle(window.settings().withZoom(zoom));
        stage.setWidth(width);
        stage.getScene().getRoot().resize(width, stage.getScene().getHeight());
        Shell shell = Objects.requireNonNull(window.shell());
        shell.go(place);
        shell.why(shell.facts().workers().getFirst().subject());
        stage.getScene().getRoot().layout();
      });
      robot.interact(() -> {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        assertThat(widthOf(".rail")).as("rail at %s", place).isEqualTo(rail);
        Node screen = stage.getScene().lookup(".page > .page");
        assertThat(left(screen)).as("page of %s", place).isEqualTo(rail * zoom);
        assertThat(right(".why")).as("why at %s", place).isCloseTo(width, within(1.0));
        assertThat(right("#settings")).isLessThanOrEqualTo(rail * zoom);
      });
    }
  }

  private double widthOf(String query) {
    return stage.getScene().lookup(query).getLayoutBounds().getWidth();
  }

  private static double left(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinX();
  }

  private double right(String query) {
    Node node = stage.getScene().lookup(query);
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }

  /// The guide's sandbox, the same held at a breakpoint, a real cluster, and one whose names are
  /// long, whose TLS is not verified and in which nothing is to be changed.
  private static List<Connection> connections() {
    SessionFrame guide = Frames.guideScene().frame();
    Intent both = new Intent(Map.of("small-group", 1), List.of("worker-d2mfr"));
    Breakpoints.Stop stop = new Breakpoints.Stop(both, Frames.NOW, Frames.NOW);
    Breakpoints held = new Breakpoints(Set.of(), stop, Intent.NONE, null, null);
    return List.of(
        FakeConnection.sandbox(guide),
        FakeConnection.sandbox(guide.with(held)),
        FakeConnection.real(Frames.largeScene().frame()),
        new ReadOnlyConnection(
            new FakeConnection(guide, LONG), () -> true, () -> new Words(Language.ENGLISH)));
  }

  private static boolean isShown(Node node, Parent within) {
    return node.equals(within) || (node.isVisible() && isShown(node.getParent(), within));
  }

  private static List<String> wrong(Parent bar, String where) {
    List<String> wrong = new ArrayList<>();
    Bounds whole = bar.localToScene(bar.getLayoutBounds());
    for (Node node : WalkTest.all(bar)) {
      if (isShown(node, bar)) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        if (bounds.getMaxX() > whole.getMaxX() + 0.5) {
          wrong.add(where + " outside: " + node);
        }
        if (node instanceof Labeled labeled
            && labeled.getText() != null
            && WalkTest.isCut(labeled)) {
          wrong.add(where + " cut: " + labeled.getText());
        }
        if (node instanceof Control control
            && control.getWidth() < Math.floor(control.prefWidth(-1))) {
          wrong.add(where + " squeezed: " + node);
        }
      }
    }
    return wrong;
  }
}
