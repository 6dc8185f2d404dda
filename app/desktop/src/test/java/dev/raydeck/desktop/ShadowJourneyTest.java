package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.DecisionLog;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Beside;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Shadow;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person has decisions made beside the in-tree autoscaler, sees that both come to the same, then
/// lets the in-tree one stand still and finds where they differ.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class ShadowJourneyTest {
  /// Slow enough that a machine at work elsewhere does not make the in-tree autoscaler late.
  private static final double SPEED = 4;

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
  void agreesWithTheInTreeAutoscalerAndDiffersWhenThatStandsStill(FxRobot robot) {
    Person person = new Person(robot, window);
    person.untilConnected();
    person.go(Place.AUTOSCALER);
    person.click("#mode-SHADOW");
    person.until(() -> shadow().turns().size() > 1);
    person.launch("actor1", 1);
    person.until(() -> has(Shadow.Verdict.AGREES, DecisionLine.Kind.ADD));
    person.until(() -> person.says("#mode-badge").equals("Mode SHADOW agrees"));
    person.until(() -> isAlive(person));
    person.until(() -> person.text("#status-note").equals("agrees"));

    person.go(Place.AUTOSCALER);
    person.press(KeyCode.F5);
    person.launch("actor2", 1);
    person.until(() -> shadow().differing() >= 3);
    person.until(() -> person.says("#mode-badge").endsWith(" turns differ"));
    assertThat(asked(person)).as("nothing was sent").isEqualTo(1);

    person.go(Place.AUTOSCALER);
    robot.interact(() -> robot.lookup("#scroll").queryAs(ScrollPane.class).setVvalue(1));
    person.until(() -> isInWindow(robot.lookup("#decisions-differing").query()));
    person.click("#decisions-differing");
    person.until(() -> !rows(robot).isEmpty());
    assertThat(rows(robot))
        .allSatisfy(line ->
            assertThat(Objects.requireNonNull(line.beside()).verdict())
                .isEqualTo(Shadow.Verdict.DIFFERS));
    person.click("#decisions-differing");
    person.picture("journey-autoscaler-shadow-dark");
    person.wear(Theme.LIGHT);
    person.picture("shadow-light");
    person.chinesePicture("shadow");
    person.wear(Theme.DARK);

    person.press(KeyCode.F5);
    person.until(() -> person.facts().workers().size() == 2);
    person.click("#mode-DRIVE");
    person.until(() -> connection().frame().mode() == Mode.OBSERVE);
    person.until(() -> person.says("#mode-badge").startsWith("Mode DRIVE"));
  }

  private static boolean isInWindow(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    return bounds.getMaxY() < node.getScene().getHeight();
  }

  private static boolean isAlive(Person person) {
    return person.facts().actors().stream()
        .anyMatch(actor -> actor.state() == RayActor.State.ALIVE);
  }

  private boolean has(Shadow.Verdict verdict, DecisionLine.Kind kind) {
    Deck deck = Objects.requireNonNull(window.shell()).deck();
    return DecisionLog.lines(deck.history(), deck.decisions(), 50).stream()
        .anyMatch(line -> {
          Beside beside = line.beside();
          return line.kind() == kind && beside != null && beside.verdict() == verdict;
        });
  }

  @SuppressWarnings("unchecked") // The table of this id has such rows.
  private static List<DecisionLine> rows(FxRobot robot) {
    TableView<DecisionLine> table = robot.lookup("#decisions-table").queryAs(TableView.class);
    return List.copyOf(table.getItems());
  }

  private Shadow shadow() {
    return connection().frame().shadow();
  }

  private Connection connection() {
    return Objects.requireNonNull(window.shell()).deck().connection();
  }

  private static int asked(Person person) {
    return Objects.requireNonNull(person.facts().snapshot()).cluster().groups().stream()
        .mapToInt(group -> group.replicas())
        .sum();
  }
}
