package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person looks at an object whole: its YAML folded and searched, who wrote it, what happened to
/// it, and what is said where it can not be read.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class ResourceTest {
  private FakeConnection connection;
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    connection = FakeConnection.sandbox(Frames.guideScene().frame());
    window = Stages.window(stage, Theme.DARK, Language.ENGLISH, connection);
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static List<?> lines(FxRobot robot) {
    return robot.lookup("#resource-yaml").queryListView().getItems();
  }

  @Test
  void foldsAndSearches(FxRobot robot) {
    robot.interact(() -> shell().go(Place.RESOURCE));
    until(() -> lines(robot).size() == 30);
    assertThat(text(robot, "#resource-title")).isEqualTo("RayCluster raycluster-autoscaler");
    assertThat(robot.lookup(".yaml-writer").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .contains("autoscaler · 12 s ago", "ray-operator/status · 9 s ago");
    robot.clickOn("#resource-fold");
    assertThat(lines(robot)).hasSize(5);
    robot.clickOn("#resource-search").write("workersToDelete");
    assertThat(text(robot, "#resource-hits")).isEqualTo("1 line");
    assertThat(robot.lookup("#resource-yaml").queryListView().getSelectionModel().getSelectedItem())
        .hasToString(
            lines(robot).stream()
                .filter(row -> row.toString().contains("workersToDelete"))
                .findFirst()
                .orElseThrow()
                .toString());
    robot.interact(() -> robot.lookup("#resource-search").queryAs(TextField.class).clear());
    assertThat(lines(robot)).hasSize(5);
    robot.clickOn("#resource-unfold");
    assertThat(lines(robot)).hasSize(30);
  }

  @Test
  void readsTheChosenPod(FxRobot robot) {
    robot.interact(() -> shell().go(Place.RESOURCE));
    ListView<?> objects = robot.lookup("#resource-objects").queryListView();
    robot.interact(() -> objects.getSelectionModel().select(1));
    assertThat(connection.read.getLast().kind()).isEqualTo(ObjectRef.Kind.POD);
    assertThat(robot.lookup("FailedToCreateWorkerPod").tryQuery()).isPresent();
  }

  @Test
  void saysWhyAnObjectCanNotBeRead(FxRobot robot) {
    connection.objectTrouble =
        new KubeFailure(KubeFailure.Kind.FORBIDDEN, "Needs get on rayclusters in ml-train.", null);
    robot.interact(() -> shell().go(Place.RESOURCE));
    until(() -> text(robot, "#resource-summary").contains("Needs get on rayclusters"));
    assertThat(lines(robot)).isEmpty();
  }
}
