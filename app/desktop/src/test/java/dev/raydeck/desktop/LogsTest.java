package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person reads logs: what is followed, what is shown of it, and what is said where nothing can
/// be.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class LogsTest {
  private FakeConnection connection;
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    connection = FakeConnection.sandbox(Frames.guideScene().frame());
    window = Stages.window(stage, Theme.DARK, Language.ENGLISH, connection);
  }

  private void open(FxRobot robot) {
    robot.interact(() -> shell().go(Place.LOGS));
    until(() -> !rows(robot).isEmpty());
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(is::getAsBoolean);
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

  @Test
  void beginsWithTheAutoscalersDecisions(FxRobot robot) {
    open(robot);
    assertThat(connection.followed).extracting(LogPlace::container).containsExactly("autoscaler");
    robot.clickOn("#log-events");
    until(() -> rows(robot).size() == 4);
    assertThat(robot.lookup(".log-event").queryAllAs(Labeled.class))
        .filteredOn(Node::isVisible)
        .extracting(Labeled::getText)
        .contains("adds 1 × small-group", "removes 1 × small-group: idle");
    assertThat(text(robot, "#log-count"))
        .isEqualTo("4 of " + LogSamples.AUTOSCALER.size() + " lines");
  }

  @Test
  void searchesAndFilters(FxRobot robot) {
    open(robot);
    robot.clickOn("#log-search").write("small-group");
    until(() -> text(robot, "#log-hits").equals("6 lines"));
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup(".log-row:selected").queryAll()).hasSize(1);
    robot.clickOn("#log-only");
    until(() -> rows(robot).size() == 6);
    robot.interact(() -> robot.lookup("#log-search").queryAs(TextField.class).clear());
    robot.clickOn("#log-level-info");
    until(() -> rows(robot).size() == 5);
    assertThat(rows(robot)).allMatch(row -> row.startsWith("Error") || row.startsWith("Warning"));
  }

  @Test
  void pausesWithoutLosingLines(FxRobot robot) {
    open(robot);
    robot.clickOn("#log-pause");
    LogSink sink = connection.sinks.getFirst();
    Thread reader = Thread.ofVirtual().start(() -> sink.line(null, "INFO written meanwhile"));
    until(() -> reader.getState() == Thread.State.WAITING);
    int before = rows(robot).size();
    robot.clickOn("#log-pause");
    until(() -> rows(robot).size() == before + 1);
    assertThat(rows(robot).getLast()).endsWith("written meanwhile");
  }

  @Test
  void followsTheEndUntilAPersonScrolls(FxRobot robot) {
    open(robot);
    LogSink sink = connection.sinks.getFirst();
    for (int i = 0; i < 5_000; i++) {
      sink.line(null, "INFO line " + i);
    }
    until(() -> rows(robot).getLast().endsWith("line 4999"));
    robot.clickOn(".log-flow");
    robot.push(KeyCode.HOME);
    until(() -> rows(robot).getFirst().contains("run_autoscaler"));
    sink.line(null, "INFO one more");
    assertThat(rows(robot).getFirst()).contains("run_autoscaler");
    robot.push(KeyCode.END);
    until(() -> rows(robot).getLast().endsWith("one more"));
  }

  /// 100 MB at once: the FX thread goes on answering, and what is kept stays bounded.
  @Test
  void readsAHundredMegabytesWithoutFreezing(FxRobot robot) throws InterruptedException {
    open(robot);
    LogSink sink = connection.sinks.getFirst();
    String line = "2026-11-24 11:08:35,198\tINFO monitor.py:94 -- " + "x".repeat(153);
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 500_000; i++) {
                sink.line(null, line);
              }
            });
    long worstNanos = 0;
    while (reader.isAlive()) {
      long asked = System.nanoTime();
      robot.interact(() -> {});
      worstNanos = Math.max(worstNanos, System.nanoTime() - asked);
      reader.join(Duration.ofMillis(20));
    }
    until(() -> text(robot, "#log-memory").startsWith("95.4 MiB read; the first"));
    assertThat(Duration.ofNanos(worstNanos)).isLessThan(Duration.ofSeconds(1));
    assertThat(text(robot, "#log-count")).matches("[\\d,]+ lines");
  }

  @Test
  void saysWhyNothingCanBeRead(FxRobot robot) {
    connection.logLines = List.of();
    connection.logState = LogSink.State.WAITING;
    connection.logWords = "container \"ray-worker\" is waiting to start: ImagePullBackOff";
    robot.interact(() -> shell().go(Place.LOGS));
    until(() -> text(robot, "#log-standing").contains("has not started"));
    LogSink sink = connection.sinks.getFirst();
    sink.state(LogSink.State.FORBIDDEN, "pods/log is forbidden");
    until(() ->
        text(robot, "#log-standing").equals("You may not read logs here: pods/log is forbidden"));
    sink.state(LogSink.State.ABSENT, "pods \"x\" not found.");
    until(() -> text(robot, "#log-standing").contains("What was read stays here."));
  }

  @Test
  void followsWhatIsChosenUntilTheWindowIsClosed(FxRobot robot) {
    open(robot);
    ListView<?> list = robot.lookup("#log-containers").queryListView();
    robot.interact(() -> list.getSelectionModel().clearAndSelect(2));
    robot.interact(() -> list.getSelectionModel().select(3));
    until(() -> connection.followed.size() >= 3);
    assertThat(
            Set.copyOf(
                connection.followed.subList(
                    connection.followed.size() - 2, connection.followed.size())))
        .extracting(LogPlace::container)
        .containsOnly("ray-worker");
    int open = connection.sinks.size() - connection.closedLogs;
    assertThat(open).isEqualTo(2);
    robot.interact(() -> window.wear(Theme.LIGHT));
    assertThat(connection.sinks.size() - connection.closedLogs).as("read on").isEqualTo(open);
    robot.interact(window::close);
    assertThat(connection.closedLogs).isEqualTo(connection.sinks.size());
  }
}
