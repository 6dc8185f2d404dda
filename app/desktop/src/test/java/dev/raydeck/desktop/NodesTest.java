package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.nodes.NodeRow;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person at the Nodes table: the filter and its help, the columns, what is taken away from it.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class NodesTest {
  private FakeConnection connection;
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    connection = FakeConnection.real(Frames.largeScene().frame());
    window = Stages.window(stage, Theme.DARK, Language.ENGLISH, connection);
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  private TableView<?> open(FxRobot robot) {
    robot.interact(() -> shell().go(Place.NODES));
    TableView<?> table = robot.lookup("#nodes-table").queryTableView();
    until(() -> table.getItems().size() > 150);
    return table;
  }

  private static Labeled problem(FxRobot robot) {
    return robot.lookup("#nodes-problem").queryAs(Labeled.class);
  }

  @Test
  void saysAtTheFilterWhatIsWrong(FxRobot robot) {
    TableView<?> table = open(robot);
    robot.clickOn("#nodes-filter").write("group:gpu idel>3s");
    until(() -> table.getItems().size() == 17);
    assertThat(problem(robot).isVisible()).isTrue();
    assertThat(problem(robot).getText()).isEqualTo("There is no field idel. Perhaps idle?");
    robot.interact(
        () -> robot.lookup("#nodes-filter").queryAs(TextField.class).setText("group:gpu idle>3s"));
    until(() -> table.getItems().size() == 2);
    assertThat(problem(robot).isVisible()).isFalse();
  }

  private static List<String> counted(FxRobot robot) {
    return robot.lookup("#nodes-counts").queryAs(Pane.class).getChildren().stream()
        .filter(Node::isVisible)
        .map(entry -> ((Labeled) ((Pane) entry).getChildren().getLast()).getText())
        .toList();
  }

  @Test
  void countsTheStatesThereAre(FxRobot robot) {
    open(robot);
    assertThat(counted(robot)).contains("busy", "failed", "held");
    connection.frame(
        Frames.guide().busy("small-group", "8hxg4", 1, 0, Duration.ofMinutes(9)).frame());
    robot.interact(() -> window.show(connection.frame()));
    assertThat(counted(robot)).containsExactly("busy");
  }

  @Test
  void helpsWithTheFilter(FxRobot robot) {
    open(robot);
    robot.clickOn("#nodes-filter-help");
    until(() -> robot.lookup("#nodes-help").tryQuery().isPresent());
    robot.clickOn("held:actor");
    assertThat(robot.lookup("#nodes-filter").queryAs(TextField.class).getText())
        .isEqualTo("held:actor");
  }

  /// Those of the workers in view.
  private static List<String> names(FxRobot robot) {
    return robot.lookup("#nodes-table .table-cell").queryAllAs(TableCell.class).stream()
        .filter(cell -> cell.getTableColumn() != null && cell.getItem() instanceof NodeRow)
        .filter(cell -> "column-pod".equals(cell.getTableColumn().getId()))
        .filter(cell -> !((NodeRow) cell.getItem()).facts().isHead())
        .map(cell -> ((NodeRow) cell.getItem()).facts().pod().group() + "|" + cell.getText())
        .toList();
  }

  @Test
  void namesAWorkerByItsGroupAndItsEnd(FxRobot robot) {
    TableView<?> table = open(robot);
    until(() -> names(robot).size() > 10);
    assertThat(names(robot)).allMatch(name -> name.matches("([^|]+)[|].*\\1-.*-[a-z0-9]{5}"));
    assertThat(table.getColumns().getFirst().getWidth()).isLessThan(300);
  }

  @Test
  void showsTheColumnsAPersonChose(FxRobot robot) {
    TableView<?> table = open(robot);
    TableColumn<?, ?> memory =
        table.getColumns().stream()
            .filter(column -> "column-memory".equals(column.getId()))
            .findFirst()
            .orElseThrow();
    boolean before = memory.isVisible();
    robot.clickOn("#nodes-columns");
    robot.clickOn("Memory");
    until(() -> memory.isVisible() != before);
  }

  @Test
  void copiesARowAndACommand(FxRobot robot) {
    TableView<?> table = open(robot);
    robot.interact(() -> robot.lookup("#nodes-filter").queryAs(TextField.class).setText("f8w2k"));
    until(() -> table.getItems().size() == 1);
    robot.interact(() -> table.getSelectionModel().select(0));
    robot.interact(table::requestFocus);
    robot.push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.C);
    assertThat(clipboard(robot)).startsWith("llm-batch-gpu-a100-worker-f8w2k\tgpu-a100\t");
    robot.interact(() ->
        table.getContextMenu().getItems().stream()
            .filter(item -> "nodes-copyDescribe".equals(item.getId()))
            .findFirst()
            .orElseThrow()
            .fire());
    assertThat(clipboard(robot))
        .isEqualTo(
            "kubectl --context gke-prod-eu4 -n ml-train describe pod llm-batch-gpu-a100-worker-f8w2k");
  }

  private static String clipboard(FxRobot robot) {
    String[] found = new String[1];
    robot.interact(() -> found[0] = Clipboard.getSystemClipboard().getString());
    return found[0];
  }

  @Test
  void exportsWhatIsShown(FxRobot robot, @TempDir Path folder) throws IOException {
    TableView<?> table = open(robot);
    robot.clickOn("#nodes-filter").write("state:failed");
    until(() -> table.getItems().size() == 1);
    robot.interact(() -> shell().filePlaces(folder::resolve));
    robot.clickOn("#nodes-export");
    List<String> lines = Files.readAllLines(folder.resolve("llm-batch-nodes.csv"));
    assertThat(lines).hasSize(2);
    assertThat(lines.getLast()).contains("k8wpx").contains("ImagePullBackOff");
  }
}
