package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.cluster.session.LogStream;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The screens that read a cluster for themselves, on a sandbox behind the real wire: logs as they
/// are written, and what is refused or not there.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class ControlJourneyTest {
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
  void readsLogsAsTheyAreWritten(FxRobot robot) {
    until(() -> window.shell() != null && shell().deck().connection().frame().snapshot() != null);
    robot.interact(() -> shell().go(Place.LOGS));
    until(() -> text(robot, "#log-title").startsWith("autoscaler of"));
    until(() -> text(robot, "#log-standing").equals("Lines are shown as they are written."));

    robot.interact(() -> shell().launch());
    robot.interact(() -> robot.lookup("#launch-name").queryAs(TextField.class).setText("actor1"));
    robot.clickOn("#launch-send");
    until(() -> rows(robot).stream().anyMatch(row -> row.contains("Adding 1 node(s)")));
    robot.clickOn("#log-events");
    until(() ->
        rows(robot).stream()
            .allMatch(
                row -> row.contains("event_logger") || row.contains("Starting the autoscaler")));
    robot.clickOn("#log-events");

    Person person = new Person(robot, window);
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      until(() -> rows(robot).stream().anyMatch(row -> row.contains("Adding 1 node(s)")));
      person.picture("journey-logs-" + theme.name().toLowerCase(Locale.ROOT));
    }

    ListView<?> containers = robot.lookup("#log-containers").queryListView();
    until(() -> containers.getItems().size() > 3);
    robot.interact(
        () -> robot.lookup("#log-containers-filter").queryAs(TextField.class).setText("wait-gcs"));
    until(() -> containers.getItems().size() == 1);
    robot.interact(() -> containers.getSelectionModel().clearAndSelect(0));
    until(() -> text(robot, "#log-title").startsWith("wait-gcs-ready of"));
    until(() -> text(robot, "#log-standing").equals("Lines are shown as they are written."));
  }

  @Test
  void saysWhatIsNotThere() {
    until(() -> window.shell() != null && shell().deck().connection().frame().snapshot() != null);
    AtomicReference<LogSink.State> state = new AtomicReference<>(LogSink.State.OPENING);
    AtomicReference<String> words = new AtomicReference<>("");
    LogSink sink =
        new LogSink() {
          @Override
          public void line(@Nullable Instant at, String text) {}

          @Override
          public void state(LogSink.State is, String says) {
            words.set(says);
            state.set(is);
          }
        };
    try (LogStream _ = shell().deck().connection().follow(LogPlace.of("nobody", "x"), 10, sink)) {
      until(() -> state.get() == LogSink.State.ABSENT);
    }
    assertThat(words.get()).contains("\"nobody\" not found");
    String head =
        Objects.requireNonNull(shell().deck().connection().frame().snapshot())
            .pods()
            .getFirst()
            .name();
    state.set(LogSink.State.OPENING);
    try (LogStream _ = shell().deck().connection().follow(LogPlace.of(head, "nobody"), 10, sink)) {
      until(() -> state.get() == LogSink.State.ABSENT);
    }
    assertThat(words.get()).contains("container nobody is not valid for pod");
  }

  @Test
  void looksAtObjectsWhole(FxRobot robot) {
    until(() -> window.shell() != null && shell().deck().connection().frame().snapshot() != null);
    robot.interact(() -> shell().go(Place.RESOURCE));
    ListView<?> yaml = robot.lookup("#resource-yaml").queryListView();
    until(() -> holds(yaml, "  enableInTreeAutoscaling: true"));
    assertThat(text(robot, "#resource-writers"))
        .startsWith("At the right of a line: who wrote it last");
    until(() -> robot.lookup("CreatedHeadPod").tryQuery().isPresent());
    Person person = new Person(robot, window);
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      until(() -> robot.lookup("CreatedHeadPod").tryQuery().isPresent());
      person.picture("journey-resource-" + theme.name().toLowerCase(Locale.ROOT));
    }
    ListView<?> objects = robot.lookup("#resource-objects").queryListView();
    until(() -> objects.getItems().size() > 1);
    robot.interact(() -> objects.getSelectionModel().select(1));
    until(() -> holds(robot.lookup("#resource-yaml").queryListView(), "kind: Pod"));
    until(() -> robot.lookup("ContainersReady").tryQuery().isPresent());
  }

  private static boolean holds(ListView<?> yaml, String line) {
    return List.copyOf(yaml.getItems()).stream()
        .anyMatch(row -> row.toString().contains("text=" + line));
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static List<String> rows(FxRobot robot) {
    return robot.lookup(".log-row").queryAll().stream()
        .filter(Node::isVisible)
        .map(Node::getAccessibleText)
        .filter(Objects::nonNull)
        .toList();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(is::getAsBoolean);
  }
}
