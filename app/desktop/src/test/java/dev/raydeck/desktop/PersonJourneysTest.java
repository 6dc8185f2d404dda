package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.OptionsChange.FieldWish;
import dev.raydeck.desktop.actors.ActorRow;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.Health;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What a person comes for, the way a person goes, on clusters made for it.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class PersonJourneysTest {
  private Stage stage;
  private FakeConnection connection;
  private RaydeckWindow window;

  @Start
  void start(Stage given) {
    stage = given;
  }

  private void open(FxRobot robot, FakeConnection to) {
    connection = to;
    robot.interact(() -> window = Stages.window(stage, Theme.DARK, Language.ENGLISH, to));
  }

  /// The same, after the minutes before.
  private Person openWithPast(FxRobot robot, FakeConnection to) {
    connection = to;
    window = new Drawings(stage, robot).draw(to, Place.OVERVIEW, Drawings.How.DARK);
    return new Person(robot, window);
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  private static TableView<?> nodes(FxRobot robot) {
    return robot.lookup("#nodes-table").queryTableView();
  }

  @Test
  void findsWhyANodeStaysAndWhoHoldsIt(FxRobot robot) {
    Person person = openWithPast(robot, FakeConnection.real(Frames.largeScene().frame()));
    person.pictures("journey-overview");
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      robot.clickOn("#rail-nodes");
      until(() -> nodes(robot).getItems().size() == 161);
      robot.clickOn("#nodes-filter").write("held:actor group:gpu-a100");
      until(() -> nodes(robot).getItems().size() == 1);
      robot.interact(() -> nodes(robot).requestFocus());
      robot.push(KeyCode.DOWN);
      until(() -> robot.lookup("#why .gate.holding").tryQuery().isPresent());
      robot.clickOn("#nodes-filter").push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
      until(() -> nodes(robot).getItems().size() == 161);
      person.picture("journey-nodes-why-" + theme.name().toLowerCase(Locale.ROOT));
    }
    assertThat(robot.lookup("#why .gate.holding .rule").queryAs(Label.class).getText())
        .isEqualTo("Is not busy");
    robot.clickOn("Kill _StatsActor…");
    robot.clickOn("#kill-send");
    assertThat(connection.killed).hasSize(1);
  }

  @Test
  void findsWhyADemandWaits(FxRobot robot) {
    Person person = openWithPast(robot, FakeConnection.real(Frames.largeScene().frame()));
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      robot.clickOn("Demands");
      assertThat(shell().place()).isEqualTo(Place.DEMANDS);
      until(() -> robot.lookup("At maximum").tryQuery().isPresent());
      robot.clickOn("2 × {GPU: 8, CPU: 96}");
      until(() -> robot.lookup("#why .gate.holding").tryQuery().isPresent());
      until(() -> robot.lookup("#why-act").tryQuery().isPresent());
      person.picture("journey-demands-" + theme.name().toLowerCase(Locale.ROOT));
    }
    assertThat(robot.lookup("#why .gate.holding .value").queryAs(Label.class).getText())
        .isEqualTo("8 of 8");
    robot.clickOn("#why-act");
    assertThat(shell().place()).isEqualTo(Place.AUTOSCALER);
    assertThat(robot.lookup("#options-max-gpu-h100").queryAs(TextField.class).getText())
        .isEqualTo("10");
    until(() -> !robot.lookup("#options-send").query().isDisabled());
    FieldWish wish =
        Objects.requireNonNull(connection.previewed.getLast().groups().get("gpu-h100"))
            .get("maxReplicas");
    assertThat(Objects.requireNonNull(wish).value()).isEqualTo(10L);
    assertThat(connection.sent).as("the person still sends it").isEmpty();
  }

  @Test
  void goesFromTheCulpritToItsRow(FxRobot robot) {
    open(robot, FakeConnection.real(Frames.largeScene().frame()));
    robot.interact(() ->
        shell().why(new Verdict.Subject.Node("llm-batch-gpu-a100-worker-f8w2k", null, "gpu-a100")));
    until(() -> robot.lookup("#why .culprit .link").tryQuery().isPresent());
    robot.clickOn("#why .culprit .link");
    assertThat(shell().place()).isEqualTo(Place.ACTORS);
    TableView<?> actors = robot.lookup("#actors-table").queryTableView();
    until(() -> actors.getSelectionModel().getSelectedItem() != null);
    assertThat(((ActorRow) actors.getSelectionModel().getSelectedItem()).actor().label())
        .isEqualTo("_StatsActor");
    assertThat(robot.lookup("#kill").query().isDisabled()).isFalse();
  }

  @Test
  void hasNoRights(FxRobot robot) {
    open(
        robot,
        FakeConnection.real(
            Frames.nothing(
                Health.State.FORBIDDEN, "Needs get, list, watch on rayclusters in ml-train.")));
    for (Place place : Place.values()) {
      robot.clickOn("#rail-" + place.word());
      assertThat(robot.lookup("#banner").query().getAccessibleText())
          .contains("Needs get, list, watch on rayclusters in ml-train.");
    }
    robot.clickOn("#rail-actors");
    assertThat(robot.lookup("#launch").query().isDisabled()).isTrue();
    connection.frame(Frames.guideScene().frame());
    robot.interact(() -> window.show(connection.frame()));
    assertThat(robot.lookup("#banner").query().isVisible()).isFalse();
    assertThat(robot.lookup("#launch").query().isDisabled()).isFalse();
  }

  @Test
  void goesOverToChineseInTheSettings(FxRobot robot) {
    open(robot, FakeConnection.sandbox(Frames.guideScene().frame()));
    robot.clickOn("#settings");
    robot.clickOn("中文");
    assertThat(robot.lookup("#settings-card").tryQuery()).as("still open").isPresent();
    assertThat(robot.lookup("设置").tryQuery()).isPresent();
    robot.clickOn("#settings-close");
    for (Place place : Place.values()) {
      robot.clickOn("#rail-" + place.word());
      assertThat(shell().place()).isEqualTo(place);
    }
    robot.clickOn("#rail-actors").clickOn("#launch");
    assertThat(robot.lookup("#launch-dialog").tryQuery()).isPresent();
  }

  @Test
  void choosesAThemeInTheSettings(FxRobot robot) {
    Person person = openWithPast(robot, FakeConnection.real(Frames.largeScene().frame()));
    for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.CONTRAST)) {
      robot
          .clickOn("#settings")
          .clickOn("#settings-theme-" + List.of(ThemeChoice.values()).indexOf(theme));
      assertThat(isDark()).isEqualTo(theme == ThemeChoice.CONTRAST);
      assertThat(robot.lookup("#settings-card").tryQuery()).as("still open").isPresent();
      person.picture("journey-settings-" + theme.word());
      robot.clickOn("#settings-close");
    }
    person.picture("journey-overview-contrast");
  }

  @Test
  void launchesAndKillsByKeyboardOnly(FxRobot robot) {
    open(robot, FakeConnection.sandbox(Frames.guideScene().frame()));
    robot.push(KeyCode.CONTROL, KeyCode.K);
    double all = robot.lookup("#palette").query().getLayoutBounds().getHeight();
    robot.write("launch");
    until(() -> robot.lookup("#palette").query().getLayoutBounds().getHeight() < all / 2);
    new Person(robot, window).picture("journey-palette-dark");
    robot.push(KeyCode.ENTER);
    until(() -> robot.lookup("#launch-dialog").tryQuery().isPresent());
    robot.push(KeyCode.CONTROL, KeyCode.A).write("probe").push(KeyCode.TAB);
    robot.push(KeyCode.CONTROL, KeyCode.A).write("2");
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> !connection.launched.isEmpty());
    LaunchRequest asked = connection.launched.getFirst();
    assertThat(asked.count()).isEqualTo(2);
    assertThat(asked.names()).allMatch(name -> name.startsWith("probe"));
    until(() -> robot.lookup("#launch-dialog").tryQuery().isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("kill actor1").push(KeyCode.ENTER);
    until(() -> robot.lookup("#kill-send").tryQuery().isPresent());
    for (int i = 0; i < 9 && !robot.lookup("#kill-send").query().isFocused(); i++) {
      robot.push(KeyCode.TAB);
    }
    robot.push(KeyCode.SPACE);
    assertThat(connection.killed).hasSize(1);
  }

  @Test
  void findsOneOfTenThousand(FxRobot robot) {
    Frames many = Frames.empty().named("llm-batch").group("cpu", 0, 20_000, 16, 0, 64);
    for (int i = 0; i < 9_998; i++) {
      many.busy("cpu", "n%04d".formatted(i), 12, 0, Duration.ofHours(3));
    }
    many.idle("cpu", "x2v8p", Duration.ofSeconds(51), Duration.ofHours(1));
    many.withActor("cpu", "f8w2k", "_StatsActor", 0, Duration.ofHours(19));
    open(robot, FakeConnection.real(many.frame()));
    robot.clickOn("#rail-nodes");
    until(() -> nodes(robot).getItems().size() == 10_001);
    robot.clickOn("#nodes-filter").write("held:actor");
    until(() -> nodes(robot).getItems().size() == 1);
    robot.interact(() -> robot.lookup("#nodes-filter").queryAs(TextField.class).setText("x2v8p"));
    until(() -> nodes(robot).getItems().size() == 1);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("why f8w2k");
    until(() -> robot.lookup("#palette-list").queryListView().getItems().size() == 1);
    robot.push(KeyCode.ESCAPE);
    robot.clickOn("#rail-overview");
    until(() -> robot.lookup("#headline").query().getAccessibleText().contains("_StatsActor"));
  }

  @Test
  void followsTheSystemsTheme(FxRobot robot) {
    open(robot, FakeConnection.sandbox(Frames.guideScene().frame()));
    SimpleObjectProperty<ColorScheme> system = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    robot.interact(() -> window.follow(system));
    assertThat(isDark()).isFalse();
    robot.interact(() -> system.set(ColorScheme.DARK));
    assertThat(isDark()).isTrue();
    robot.interact(() -> window.settle(window.settings().with(ThemeChoice.LIGHT)));
    robot.interact(() -> system.set(ColorScheme.LIGHT));
    robot.interact(() -> system.set(ColorScheme.DARK));
    assertThat(isDark()).as("chosen, so it stays").isFalse();
    robot.interact(() -> window.settle(window.settings().with(ThemeChoice.CONTRAST)));
    assertThat(isDark()).isTrue();
  }

  private boolean isDark() {
    return stage.getScene().getRoot().getPseudoClassStates().stream()
        .anyMatch(state -> state.getPseudoClassName().equals("dark"));
  }

  @Test
  void changesNothingInAReadOnlyContext(FxRobot robot) {
    FakeConnection real = FakeConnection.real(Frames.largeScene().frame());
    robot.interact(() -> {
      window = Stages.window(stage, Theme.DARK, Language.ENGLISH, real);
      window.show(
          new dev.raydeck.desktop.live.ReadOnlyConnection(
              real,
              () -> window.settings().readOnly().contains("gke-prod-eu4"),
              () -> new dev.raydeck.desktop.words.Words(Language.ENGLISH)));
    });
    robot.clickOn("#settings");
    robot.clickOn("#settings-read-only-0");
    assertThat(window.settings().readOnly()).containsExactly("gke-prod-eu4");
    robot.clickOn("#settings-close");
    assertThat(robot.lookup("read-only").tryQuery()).isPresent();
    robot.clickOn("#rail-actors");
    assertThat(robot.lookup("#launch").query().isDisabled()).isTrue();
    var open = shell().deck().connection();
    assertThat(
            Objects.requireNonNull(open.mode(dev.raydeck.model.Mode.DRIVE).join().refusal())
                .quoted())
        .contains("gke-prod-eu4 is marked read-only");
    assertThat(open.launch(LaunchRequest.oneCpu("a")).join().trouble()).contains("read-only");
    assertThat(real.launched).isEmpty();
  }
}
