package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The main job by hand, in the window, on a sandbox behind the real wire: launch an actor, see its
/// worker come, kill the actor, see the countdown, see the worker go. It leaves the pictures of the
/// Overview.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class JourneyTest {
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
  void aWorkerComesForAnActorAndGoesAfterIt(FxRobot robot) {
    until(() -> headline(robot).startsWith("No worker yet."));

    robot.interact(() -> shell().go(Place.ACTORS));
    until(() -> !robot.lookup("#launch").query().isDisabled());
    Person person = new Person(robot, window);
    person.wear(Theme.LIGHT);
    person.click("#launch");
    person.picture("journey-actors-launch-light");
    robot.interact(() -> robot.lookup("#launch-name").queryAs(TextField.class).setText("actor1"));
    robot.clickOn("#launch-send");
    TableView<?> actors = robot.lookup("#actors-table").queryTableView();
    until(() -> actors.getItems().size() == 1);
    person.pictures("journey-actors");

    robot.interact(() -> shell().go(Place.NODES));
    TableView<?> nodes = robot.lookup("#nodes-table").queryTableView();
    until(() -> nodes.getItems().size() == 2);
    person.pictures("journey-nodes");

    robot.interact(() -> shell().go(Place.OVERVIEW));
    until(() -> detail(robot).contains("1 busy"));
    String id = actor1();
    robot.interact(() -> shell().kill(List.of(id)));
    robot.clickOn("#kill-send");

    until(() -> headline(robot).matches("\\w+ goes in \\d+ s unless new work arrives."));
    person.pictures("journey-sandbox");
    person.chinesePicture("journey-overview");
    String before = headline(robot);
    until(() -> !headline(robot).equals(before));
    until(() -> headline(robot).startsWith("No worker yet."));

    robot.interact(() -> shell().go(Place.NODES));
    TableView<?> left = robot.lookup("#nodes-table").queryTableView();
    until(() -> left.getItems().size() == 1);
    assertThat(shell().deck().history().changes())
        .extracting(change -> change.by())
        .contains(1, -1);

    robot.interact(() -> shell().go(Place.ACTORS));
    person.click("#launch");
    assertThat(robot.lookup("#launch-dialog").lookup(JourneyTest::saysHowLong).tryQuery())
        .describedAs("how long it took the worker that came")
        .isPresent();
  }

  private static boolean saysHowLong(Node node) {
    return node instanceof SentenceView view
        && view.getAccessibleText() != null
        && view.getAccessibleText().matches(".*the actor starts: in about \\d.*");
  }

  private String actor1() {
    var snapshot = Objects.requireNonNull(shell().deck().connection().frame().snapshot());
    return Objects.requireNonNull(snapshot.ray()).actors().getFirst().actorId();
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static String headline(FxRobot robot) {
    return robot.lookup("#headline").tryQuery().map(node -> node.getAccessibleText()).orElse("");
  }

  private static String detail(FxRobot robot) {
    return robot.lookup("#detail").tryQuery().map(node -> node.getAccessibleText()).orElse("");
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(is::getAsBoolean);
  }
}
