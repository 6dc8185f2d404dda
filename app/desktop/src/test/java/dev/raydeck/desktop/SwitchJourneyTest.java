package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.actors.ActorRow;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.nodes.NodeRow;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person is in the midst of something while the window goes over to another theme, language or
/// size: nothing that was typed, chosen or opened is lost.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class SwitchJourneyTest {
  private Stage stage;
  private FakeConnection connection;
  private RaydeckWindow window;

  /// One live switch.
  record Switch(String name, UnaryOperator<Settings> to) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Switch> switches() {
    return Stream.of(
        new Switch("theme", now -> now.with(dev.raydeck.desktop.theme.ThemeChoice.LIGHT)),
        new Switch("language", now -> now.with(Language.CHINESE)),
        new Switch("size", now -> now.zoomed(1)));
  }

  @Start
  void start(Stage given) {
    stage = given;
  }

  private void open(FxRobot robot, Frames frames, Place place) {
    connection = FakeConnection.real(frames.frame());
    robot.interact(() -> {
      window = Stages.window(stage, Theme.DARK, Language.ENGLISH, connection);
      shell().go(place);
    });
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private void go(FxRobot robot, Switch wanted) {
    robot.interact(() -> window.settle(wanted.to().apply(window.settings())));
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  private static String typed(FxRobot robot, String field) {
    return robot.lookup(field).queryAs(TextField.class).getText();
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write(text);
  }

  private static boolean isOn(FxRobot robot, String toggle) {
    return robot.lookup(toggle).queryAs(ToggleButton.class).isSelected();
  }

  private static int first(FxRobot robot, String list) {
    VirtualFlow<?> flow = (VirtualFlow<?>) robot.lookup(list).query().lookup(".virtual-flow");
    IndexedCell<?> cell = flow.getFirstVisibleCell();
    return cell == null ? -1 : cell.getIndex();
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theTuningFormAndTheWhyPanel(Switch wanted, FxRobot robot) {
    open(robot, Frames.guideScene(), Place.OVERVIEW);
    robot.clickOn("#tile-8hxg4");
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    robot.interact(() -> robot.lookup("#record-instances").queryAs(ToggleButton.class).fire());
    robot.interact(() -> robot.lookup("#options-sidecar").queryAs(Button.class).fire());
    type(robot, "#options-idle", "12x");
    type(robot, "#options-max-small-group", "77");
    robot.push(KeyCode.LEFT);
    go(robot, wanted);
    assertThat(typed(robot, "#options-idle")).isEqualTo("12x");
    assertThat(typed(robot, "#options-max-small-group")).isEqualTo("77");
    robot.write("3");
    assertThat(typed(robot, "#options-max-small-group"))
        .as("the keyboard stays where it was")
        .isEqualTo("737");
    assertThat(
            robot.lookup(".field-problem").queryAllAs(Labeled.class).stream()
                .filter(label -> label.isVisible() && !label.getText().isEmpty()))
        .as("what is wrong is still said")
        .hasSize(1);
    assertThat(
            robot.lookup("#options-image").query().getParent().getParent().getParent().isVisible())
        .isTrue();
    assertThat(robot.lookup("#why").tryQuery()).isPresent();
    assertThat(isOn(robot, "#record-instances")).isTrue();
    assertThat(robot.lookup("#instances-table").tryQuery()).isPresent();
    type(robot, "#options-idle", "120");
    until(() -> !robot.lookup("#options-send").query().isDisabled());
    assertThat(connection.previewed.getLast().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theTables(Switch wanted, FxRobot robot) {
    open(robot, Frames.largeScene(), Place.NODES);
    TableView<?> before = table(robot, "#nodes-table");
    until(() -> before.getItems().size() == 161);
    robot.clickOn("#nodes-filter").write("group:cpu");
    robot.interact(() -> sort(before, 1));
    until(() -> before.getItems().size() < 161);
    robot.interact(() -> before.scrollTo(9));
    robot.interact(() -> before.getSelectionModel().select(25));
    String chosen = ((NodeRow) before.getSelectionModel().getSelectedItem()).key();
    robot.interact(() -> shell().why(null));
    robot.interact(() -> shell().go(Place.ACTORS));
    robot.clickOn("#actors-filter").write("a");
    until(() -> table(robot, "#actors-table").getItems().size() > 1);
    robot.interact(() -> table(robot, "#actors-table").getSelectionModel().selectIndices(0, 1));
    List<String> actors = actors(robot);
    assertThat(actors).hasSize(2);

    go(robot, wanted);
    until(() -> actors(robot).equals(actors));
    assertThat(typed(robot, "#actors-filter")).isEqualTo("a");
    robot.interact(() -> shell().go(Place.NODES));
    TableView<?> after = table(robot, "#nodes-table");
    until(() -> after.getSelectionModel().getSelectedItem() != null);
    assertThat(((NodeRow) after.getSelectionModel().getSelectedItem()).key()).isEqualTo(chosen);
    assertThat(typed(robot, "#nodes-filter")).isEqualTo("group:cpu");
    assertThat(after.getSortOrder().getFirst().getId()).isEqualTo("column-group");
    until(() -> Math.abs(first(robot, "#nodes-table") - 9) <= 1);
    assertThat(robot.lookup("#why").tryQuery()).as("closed before, so closed now").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theWidthsOfColumnsAndHowFarItIsScrolled(Switch wanted, FxRobot robot) {
    open(robot, Frames.largeScene(), Place.NODES);
    until(() -> table(robot, "#nodes-table").getItems().size() == 161);
    double before = group(robot).getWidth();
    Bounds header = robot.lookup("#column-group").query().localToScreen(groupHeader(robot));
    robot.drag(header.getMaxX() - 1, header.getCenterY()).dropBy(40, 0);
    double dragged = group(robot).getWidth();
    assertThat(dragged).isGreaterThan(before + 10);
    robot.interact(() -> shell().go(Place.AUTOSCALER));
    robot.interact(() -> {});
    robot.interact(() -> scroll(robot).setVvalue(0.7));
    robot.interact(() -> {});
    double scrolled = scroll(robot).getVvalue();
    go(robot, wanted);
    robot.interact(() -> {});
    until(() -> Math.abs(scroll(robot).getVvalue() - scrolled) < 0.03);
    robot.interact(() -> shell().go(Place.NODES));
    until(() -> Math.abs(group(robot).getWidth() - dragged) < 1);
  }

  private static Bounds groupHeader(FxRobot robot) {
    return robot.lookup("#column-group").query().getLayoutBounds();
  }

  private static TableColumn<?, ?> group(FxRobot robot) {
    return table(robot, "#nodes-table").getColumns().get(1);
  }

  private static ScrollPane scroll(FxRobot robot) {
    return robot.lookup("#scroll").queryAs(ScrollPane.class);
  }

  private static <T> void sort(TableView<T> table, int column) {
    table.getSortOrder().add(table.getColumns().get(column));
  }

  private static TableView<?> table(FxRobot robot, String id) {
    return robot.lookup(id).queryTableView();
  }

  private static List<String> actors(FxRobot robot) {
    List<String> ids = new ArrayList<>();
    table(robot, "#actors-table")
        .getSelectionModel()
        .getSelectedItems()
        .forEach(row -> ids.add(((ActorRow) row).id()));
    return ids;
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theLogsGoOn(Switch wanted, FxRobot robot) {
    open(robot, Frames.guideScene(), Place.LOGS);
    robot.clickOn("#log-level-debug").clickOn("#log-wrap").clickOn("#log-pause");
    robot.clickOn("#log-search").write("idle");
    int streams = connection.followed.size();
    go(robot, wanted);
    assertThat(connection.followed).as("no log is read anew").hasSize(streams);
    assertThat(connection.closedLogs).isZero();
    assertThat(typed(robot, "#log-search")).isEqualTo("idle");
    assertThat(isOn(robot, "#log-level-debug")).isFalse();
    assertThat(isOn(robot, "#log-wrap")).isTrue();
    robot.interact(window::close);
    assertThat(connection.closedLogs).isEqualTo(streams);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theResource(Switch wanted, FxRobot robot) {
    open(robot, Frames.guideScene(), Place.RESOURCE);
    ListView<?> objects = robot.lookup("#resource-objects").queryListView();
    robot.interact(() -> objects.getSelectionModel().select(2));
    Object chosen = objects.getSelectionModel().getSelectedItem();
    robot.clickOn("#resource-fold");
    int rows = robot.lookup("#resource-yaml").queryListView().getItems().size();
    robot.clickOn("#resource-search").write("a");
    go(robot, wanted);
    ListView<?> after = robot.lookup("#resource-objects").queryListView();
    assertThat(after.getSelectionModel().getSelectedItem()).isEqualTo(chosen);
    assertThat(typed(robot, "#resource-search")).isEqualTo("a");
    robot.interact(() -> robot.lookup("#resource-search").queryAs(TextField.class).clear());
    assertThat(robot.lookup("#resource-yaml").queryListView().getItems()).hasSize(rows);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void theLaunchDialog(Switch wanted, FxRobot robot) {
    open(robot, Frames.guideScene(), Place.ACTORS);
    robot.clickOn("#launch");
    type(robot, "#launch-name", "probe");
    go(robot, wanted);
    robot.write("7");
    assertThat(typed(robot, "#launch-name")).isEqualTo("probe7");
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#launch").query().isFocused()).isTrue();
  }
}
