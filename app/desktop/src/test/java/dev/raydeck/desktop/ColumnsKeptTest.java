package dev.raydeck.desktop;

import static javafx.scene.control.TableColumn.SortType.ASCENDING;
import static javafx.scene.control.TableColumn.SortType.DESCENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Columns a person set are as they were when the app is opened again.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class ColumnsKeptTest {
  private static final Map<Place, String> TABLES =
      Map.of(
          Place.NODES, "#nodes-table",
          Place.ACTORS, "#actors-table",
          Place.AUTOSCALER, "#decisions-table");

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  /// As the app does it: a window with a memory in the file.
  private RaydeckWindow open(FxRobot robot, Path file) {
    RaydeckWindow[] opened = new RaydeckWindow[1];
    robot.interact(() -> {
      opened[0] =
          Stages.window(
              stage,
              Theme.DARK,
              Language.ENGLISH,
              FakeConnection.sandbox(Frames.guideScene().frame()));
      opened[0].remember(WindowMemory.at(file));
    });
    return Objects.requireNonNull(opened[0]);
  }

  private static TableView<?> table(FxRobot robot, Place place) {
    return robot.lookup(Objects.requireNonNull(TABLES.get(place))).queryTableView();
  }

  private static Node header(FxRobot robot, Place place, TableColumn<?, ?> column) {
    return robot
        .lookup(Objects.requireNonNull(TABLES.get(place)) + " .column-header")
        .match((Node node) -> column.getId().equals(node.getId()))
        .query();
  }

  private static TableColumn<?, ?> column(FxRobot robot, Place place, String word) {
    return table(robot, place).getColumns().stream()
        .filter(one -> ("column-" + word).equals(one.getId()))
        .findFirst()
        .orElseThrow();
  }

  private void go(FxRobot robot, RaydeckWindow window, Place place) {
    robot.interact(() -> {
      Objects.requireNonNull(window.shell()).go(place);
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
    });
  }

  private void drag(FxRobot robot, Place place, String word, double by) {
    TableColumn<?, ?> column = column(robot, place, word);
    double before = column.getWidth();
    Bounds at = robot.bounds(header(robot, place, column)).query();
    robot.drag(at.getMaxX() - 1, at.getCenterY()).dropBy(by, 0);
    assertThat(column.getWidth()).as("dragged %s of %s", word, place).isGreaterThan(before + 10);
  }

  private static void sort(FxRobot robot, Place place, String word, TableColumn.SortType order) {
    TableColumn<?, ?> column = column(robot, place, word);
    robot.interact(() -> {
      column.setSortType(order);
      sort(table(robot, place), column);
    });
    assertThat(sorted(robot, place)).isEqualTo("column-" + word + " " + order);
  }

  /// What a click on its header does.
  private static <R> void sort(TableView<R> table, TableColumn<?, ?> column) {
    table.getSortOrder().setAll(table.getColumns().filtered(column::equals));
  }

  private static String sorted(FxRobot robot, Place place) {
    return table(robot, place).getSortOrder().stream()
        .map(column -> column.getId() + " " + column.getSortType())
        .collect(Collectors.joining(", "));
  }

  private double width(FxRobot robot, RaydeckWindow window, Place place, String word) {
    go(robot, window, place);
    return column(robot, place, word).getWidth();
  }

  @Test
  void widthsAndChosenColumnsAreThereWhenTheAppIsOpenedAgain(FxRobot robot, @TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    RaydeckWindow first = open(robot, file);
    go(robot, first, Place.ACTORS);
    drag(robot, Place.ACTORS, "namespace", 40);
    go(robot, first, Place.AUTOSCALER);
    down(robot);
    drag(robot, Place.AUTOSCALER, "decided", 40);
    go(robot, first, Place.NODES);
    drag(robot, Place.NODES, "group", 40);
    robot.interact(() -> choose(robot, "restarts"));
    assertThat(column(robot, Place.NODES, "restarts").isVisible()).isFalse();
    // A change of theme makes the screens anew; what was set goes through it.
    robot.interact(() -> first.wear(Theme.LIGHT));
    double group = width(robot, first, Place.NODES, "group");
    double namespace = width(robot, first, Place.ACTORS, "namespace");
    double decided = width(robot, first, Place.AUTOSCALER, "decided");
    robot.interact(first::close);

    RaydeckWindow again = open(robot, file);
    assertThat(width(robot, again, Place.NODES, "group")).isCloseTo(group, within(1.0));
    assertThat(column(robot, Place.NODES, "restarts").isVisible()).isFalse();
    assertThat(width(robot, again, Place.ACTORS, "namespace")).isCloseTo(namespace, within(1.0));
    assertThat(width(robot, again, Place.AUTOSCALER, "decided")).isCloseTo(decided, within(1.0));

    // What is taken back is not there the next time.
    go(robot, again, Place.NODES);
    robot.interact(() -> {
      MenuButton chooser = robot.lookup("#nodes-columns").queryAs(MenuButton.class);
      chooser.getItems().getLast().fire();
    });
    robot.interact(again::close);
    RaydeckWindow third = open(robot, file);
    go(robot, third, Place.NODES);
    assertThat(column(robot, Place.NODES, "restarts").isVisible()).isTrue();
  }

  @Test
  void ordersAreThereWhenTheAppIsOpenedAgain(FxRobot robot, @TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    RaydeckWindow first = open(robot, file);
    go(robot, first, Place.ACTORS);
    sort(robot, Place.ACTORS, "class", ASCENDING);
    go(robot, first, Place.AUTOSCALER);
    down(robot);
    sort(robot, Place.AUTOSCALER, "decided", DESCENDING);
    go(robot, first, Place.NODES);
    sort(robot, Place.NODES, "age", DESCENDING);
    robot.interact(first::close);

    RaydeckWindow again = open(robot, file);
    go(robot, again, Place.NODES);
    assertThat(sorted(robot, Place.NODES)).isEqualTo("column-age DESCENDING");
    go(robot, again, Place.ACTORS);
    assertThat(sorted(robot, Place.ACTORS)).isEqualTo("column-class ASCENDING");
    go(robot, again, Place.AUTOSCALER);
    assertThat(sorted(robot, Place.AUTOSCALER)).isEqualTo("column-decided DESCENDING");

    // Without an order there is none the next time.
    go(robot, again, Place.NODES);
    robot.interact(() -> table(robot, Place.NODES).getSortOrder().clear());
    robot.interact(again::close);
    RaydeckWindow third = open(robot, file);
    go(robot, third, Place.NODES);
    assertThat(sorted(robot, Place.NODES)).isEmpty();
  }

  @Test
  void theInstancesKeepWhatWasSetToo(FxRobot robot, @TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    RaydeckWindow first = open(robot, file);
    instances(robot, first);
    TableColumn<?, ?> status = instancesColumn(robot, "status");
    Bounds at =
        robot
            .bounds(
                robot
                    .lookup("#instances-table .column-header")
                    .match((Node node) -> "instances-status".equals(node.getId()))
                    .<Node>query())
            .query();
    robot.drag(at.getMaxX() - 1, at.getCenterY()).dropBy(40, 0);
    double width = status.getWidth();
    assertThat(width).isGreaterThan(198);
    robot.interact(() -> {
      status.setSortType(DESCENDING);
      sort(robot.lookup("#instances-table").queryTableView(), status);
    });
    robot.interact(() -> first.wear(Theme.LIGHT));
    instances(robot, first);
    isAsSet(robot, width);
    robot.interact(first::close);

    RaydeckWindow again = open(robot, file);
    instances(robot, again);
    isAsSet(robot, width);
  }

  private void instances(FxRobot robot, RaydeckWindow window) {
    go(robot, window, Place.AUTOSCALER);
    robot.interact(() -> robot.lookup("#record-instances").queryAs(ToggleButton.class).fire());
    down(robot);
  }

  private static TableColumn<?, ?> instancesColumn(FxRobot robot, String word) {
    TableView<?> table = robot.lookup("#instances-table").queryTableView();
    return table.getColumns().stream()
        .filter(one -> ("instances-" + word).equals(one.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static void isAsSet(FxRobot robot, double width) {
    TableColumn<?, ?> status = instancesColumn(robot, "status");
    assertThat(status.getWidth()).isCloseTo(width, within(1.0));
    assertThat(robot.lookup("#instances-table").queryTableView().getSortOrder()).hasSize(1);
    assertThat(status.getSortType()).isEqualTo(DESCENDING);
  }

  @Test
  void anOrderThatNoTableCouldHaveHurtsNothing(FxRobot robot, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("window.properties");
    Files.writeString(
        file,
        "sorted.NODES=column-gone descending\\ncolumn-group descending\\ncolumn-group\\n descending\n");
    RaydeckWindow window = open(robot, file);
    go(robot, window, Place.NODES);
    assertThat(sorted(robot, Place.NODES)).isEqualTo("column-group ASCENDING");
    assertThat(table(robot, Place.NODES).getItems()).isNotEmpty();
  }

  private void down(FxRobot robot) {
    robot.interact(() -> {
      ScrollPane scroll = robot.lookup("#scroll").queryAs(ScrollPane.class);
      scroll.setVvalue(scroll.getVmax());
      stage.getScene().getRoot().layout();
    });
  }

  private static void choose(FxRobot robot, String word) {
    MenuButton chooser = robot.lookup("#nodes-columns").queryAs(MenuButton.class);
    CheckMenuItem item =
        (CheckMenuItem)
            chooser.getItems().stream()
                .filter(one -> ("choose-" + word).equals(one.getId()))
                .findFirst()
                .orElseThrow();
    item.setSelected(!column(robot, Place.NODES, word).isVisible());
    item.getOnAction().handle(null);
  }
}
