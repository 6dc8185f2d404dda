package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.desktop.kit.SearchField;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person at the window: what is clicked and typed reaches the connection, and what comes from it
/// is seen.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class WindowTest {
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

  private void show(FxRobot robot, Frames frames) {
    connection.frame(frames.frame());
    robot.interact(() -> window.show(connection.frame()));
  }

  private static void until(java.util.function.BooleanSupplier is) {
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static String headline(FxRobot robot) {
    return robot.lookup("#headline").query().getAccessibleText();
  }

  @Test
  void goesRoundTheScreensByKeyboard(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(shell().place()).isEqualTo(Place.NODES);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    assertThat(shell().place()).isEqualTo(Place.AUTOSCALER);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(shell().place()).isEqualTo(Place.OVERVIEW);
  }

  @Test
  void runsCommandsFromThePalette(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("auto").push(KeyCode.ENTER);
    assertThat(robot.lookup("#palette").tryQuery()).isEmpty();
    assertThat(shell().place()).isEqualTo(Place.AUTOSCALER);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("why 8hxg4").push(KeyCode.ENTER);
    assertThat(shell().place()).isEqualTo(Place.NODES);
    assertThat(robot.lookup("#why").tryQuery()).isPresent();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("kill actor1").push(KeyCode.ENTER);
    robot.clickOn("#kill-send");
    assertThat(connection.killed).hasSize(1);
  }

  @Test
  void goesToTheSearchOfTheScreen(FxRobot robot) {
    robot.interact(() -> shell().go(Place.NODES));
    robot.interact(() -> shell().root().requestFocus());
    robot.write("/idle");
    assertThat(robot.lookup("#nodes-filter").queryAs(TextField.class).getText()).isEqualTo("idle");
    for (Place place :
        List.of(Place.NODES, Place.ACTORS, Place.AUTOSCALER, Place.RESOURCE, Place.LOGS)) {
      robot.interact(() -> shell().go(place));
      robot.interact(() -> shell().root().requestFocus());
      robot.push(KeyCode.CONTROL, KeyCode.F);
      assertThat(shell().root().getScene().getFocusOwner())
          .describedAs("on %s", place)
          .isInstanceOf(SearchField.class);
    }
  }

  @Test
  void doesNotSayThatThereIsNoActorWhereNoneMatches(FxRobot robot) {
    robot.interact(() -> shell().go(Place.ACTORS));
    robot.push(KeyCode.CONTROL, KeyCode.F).write("nobody");
    TableView<?> actors = robot.lookup("#actors-table").queryTableView();
    assertThat(actors.getItems()).isEmpty();
    assertThat(((Labeled) actors.getPlaceholder()).getText()).isEqualTo("No actor matches.");
  }

  @Test
  void findsALanguageByItsEnglishName(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("chinese").push(KeyCode.ENTER);
    until(() -> shell().deck().words().language() == Language.CHINESE);
  }

  @Test
  void listsTheShortcuts(FxRobot robot) {
    robot.interact(() -> shell().root().requestFocus());
    robot.write("?");
    until(() -> robot.lookup("#shortcuts").tryQuery().isPresent());
    assertThat(robot.lookup("Go to Nodes").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#shortcuts").tryQuery()).isEmpty();
  }

  @Test
  void remembersHowItWas(FxRobot robot, @TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    robot.interact(() -> window.remember(WindowMemory.at(file)));
    robot.interact(() -> shell().go(Place.LOGS));
    robot.interact(() -> window.settle(window.settings().withTicks(4).with(Language.CHINESE)));
    // As where the session is ended from outside: the window is not closed.
    until(() -> WindowMemory.at(file).place(Place.OVERVIEW) == Place.LOGS);
    robot.interact(() -> shell().go(Place.ACTORS));
    robot.interact(window::close);
    assertThat(WindowMemory.at(file).place(Place.OVERVIEW)).isEqualTo(Place.ACTORS);
    WindowMemory kept = WindowMemory.at(file);
    assertThat(kept.settings(new dev.raydeck.desktop.shell.Settings(Theme.DARK, Language.ENGLISH)))
        .isEqualTo(
            new dev.raydeck.desktop.shell.Settings(Theme.DARK, Language.CHINESE).withTicks(4));
    assertThat(Objects.requireNonNull(kept.frame()).width()).isEqualTo(1440);
  }

  @Test
  void readsTheAutoscalersRecord(FxRobot robot) {
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    TableView<?> decisions = robot.lookup("#decisions-table").queryTableView();
    until(() -> !decisions.getItems().isEmpty());
    int all = decisions.getItems().size();
    robot.interact(
        () -> robot.lookup("#decisions-filter").queryAs(TextField.class).setText("infeasible"));
    until(() -> decisions.getItems().size() == 1);
    robot.interact(() -> robot.lookup("#decisions-filter").queryAs(TextField.class).clear());
    until(() -> decisions.getItems().size() == all);

    robot.interact(() -> robot.lookup("#record-status").queryAs(ToggleButton.class).fire());
    assertThat(robot.lookup("#ray-status").queryAs(TextArea.class).getText())
        .startsWith("======== Autoscaler status: 2026-")
        .contains("Pending Demands:")
        .doesNotContain("Node: ");
    robot.interact(() -> robot.lookup("#record-verbose").queryAs(ToggleButton.class).fire());
    assertThat(robot.lookup("#ray-status-v").queryAs(TextArea.class).getText()).contains("Node: ");

    robot.interact(() -> robot.lookup("#record-instances").queryAs(ToggleButton.class).fire());
    TableView<?> instances = robot.lookup("#instances-table").queryTableView();
    until(() -> instances.getItems().size() == 4);
  }

  @Test
  void countsDownBetweenPolls(FxRobot robot) {
    show(
        robot,
        Frames.guide().idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(9)));
    until(() -> headline(robot).equals("w7qzk goes in 23 s unless new work arrives."));
    connection.now = Frames.NOW.plusSeconds(3);
    until(() -> headline(robot).equals("w7qzk goes in 20 s unless new work arrives."));
  }

  @Test
  void asksWhyFromATile(FxRobot robot) {
    robot.clickOn("#tile-8hxg4");
    assertThat(robot.lookup("#why").tryQuery()).isPresent();
    assertThat(robot.lookup("#why .gate.holding .rule").queryAs(Label.class).getText())
        .isEqualTo("Is not busy");
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#why").tryQuery()).isEmpty();
  }

  @Test
  void asksWhyAGroupIsThisLargeFromItsLane(FxRobot robot) {
    robot.clickOn(".lane-head .mono");
    assertThat(robot.lookup("#why .gate .rule").queryAll()).isNotEmpty();
    robot.push(KeyCode.ESCAPE);
    robot.interact(() -> robot.lookup("#lane-small-group").query().requestFocus());
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#why").tryQuery()).isPresent();
  }

  @Test
  void launchesWhatTheFormSays(FxRobot robot) {
    robot.interact(() -> shell().go(Place.ACTORS));
    robot.clickOn("#launch");
    type(robot, "#launch-name", "probe{n}");
    type(robot, "#launch-count", "2");
    type(robot, "#launch-cpus", "0.5");
    robot.clickOn("#launch-send");
    assertThat(connection.launched)
        .isEqualTo(
            List.of(LaunchRequest.detached("probe{n}", "default_namespace", 2, 0.5, Map.of())));
    until(() -> robot.lookup("#launch-dialog").tryQuery().isEmpty());
  }

  @Test
  void saysWhatIsWrongAtTheFieldAndSendsNothing(FxRobot robot) {
    robot.interact(() -> shell().launch());
    type(robot, "#launch-count", "0");
    assertThat(robot.lookup("#launch-send").query().isDisabled()).isTrue();
    assertThat(robot.lookup("A whole number from 1 to 1,000.").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
    assertThat(connection.launched).isEmpty();
  }

  @Test
  void killsOnlyAfterAsking(FxRobot robot) {
    String id = connection.frame().snapshot() == null ? "" : actor1();
    robot.interact(() -> shell().kill(List.of(id)));
    assertThat(connection.killed).isEmpty();
    robot.clickOn("#kill-send");
    assertThat(connection.killed).isEqualTo(List.of(id));
  }

  private String actor1() {
    var ray = Objects.requireNonNull(Objects.requireNonNull(connection.frame().snapshot()).ray());
    return ray.actors().getFirst().actorId();
  }

  @Test
  void showsTheDiffBeforeItSends(FxRobot robot) {
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    type(robot, "#options-idle", "120");
    robot.clickOn("#options-mode-Conservative");
    until(() -> !robot.lookup("#options-send").query().isDisabled());
    assertThat(text(robot, "#options-send")).isEqualTo("Send 2 changes");
    assertThat(robot.lookup(".diff-line.added").queryAll()).hasSize(2);
    assertThat(connection.sent).isEmpty();
    robot.clickOn("#options-send");
    assertThat(connection.sent).hasSize(1);
    assertThat(connection.previewed.getLast())
        .isEqualTo(
            new OptionsChange(
                Map.of(
                    "upscalingMode", new OptionsChange.FieldWish("Default", "Conservative"),
                    "idleTimeoutSeconds", new OptionsChange.FieldWish(60L, 120L)),
                Map.of()));
  }

  @Test
  void refusesANumberThatWouldStopTheOperator(FxRobot robot) {
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    type(robot, "#options-idle", "2147483648");
    until(() ->
        robot.lookup(".field-problem").queryAllAs(Label.class).stream()
            .anyMatch(
                label -> label.isVisible() && label.getText().startsWith("A whole number from 0")));
    assertThat(robot.lookup("#options-send").query().isDisabled()).isTrue();
    assertThat(connection.previewed)
        .noneMatch(change ->
            new OptionsChange.FieldWish(60L, 2_147_483_648L)
                .equals(change.options().get("idleTimeoutSeconds")));
  }

  @Test
  void pausesAndStepsTheSidecar(FxRobot robot) {
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    robot.clickOn("#pause");
    assertThat(connection.isPaused()).isTrue();
    robot.clickOn("#step");
    assertThat(connection.steps).isEqualTo(1);
    robot.clickOn("#pause");
    assertThat(connection.isPaused()).isFalse();
  }

  @Test
  void greysWhatIsOldAndRecovers(FxRobot robot) {
    show(robot, Frames.guideScene().lost(Duration.ofSeconds(18)));
    assertThat(robot.lookup("#banner").query().isVisible()).isTrue();
    assertThat(robot.lookup(".stale-page").tryQuery()).isPresent();
    show(robot, Frames.guideScene().at(Frames.NOW.plusSeconds(30)));
    assertThat(robot.lookup("#banner").query().isVisible()).isFalse();
    assertThat(robot.lookup(".stale-page").tryQuery()).isEmpty();
  }

  @Test
  void filtersAndKeepsRows(FxRobot robot) {
    robot.interact(() -> shell().go(Place.NODES));
    TableView<?> table = robot.lookup("#nodes-table").queryTableView();
    until(() -> table.getItems().size() == 5);
    Object first = table.getItems().getFirst();
    robot.clickOn("#nodes-filter").write("state:idle");
    until(() -> table.getItems().size() == 1);
    robot.interact(() -> robot.lookup("#nodes-filter").queryAs(TextField.class).clear());
    until(() -> table.getItems().size() == 5);
    assertThat(table.getItems().getFirst()).isSameAs(first);
  }

  @Test
  void speaksChineseAtOnceAndWearsLight(FxRobot robot) {
    robot.interact(() -> shell().go(Place.NODES));
    robot.interact(() -> window.speak(Language.CHINESE));
    assertThat(shell().place()).isEqualTo(Place.NODES);
    assertThat(robot.lookup("节点").tryQuery()).isPresent();
    robot.interact(() -> window.wear(Theme.LIGHT));
    assertThat(window.stage().getScene().getRoot().getPseudoClassStates())
        .noneMatch(state -> state.getPseudoClassName().equals("dark"));
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextField.class).clear());
    robot.clickOn(field).write(text);
  }
}
