package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Drawings.How;
import dev.raydeck.desktop.live.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Walks every screen with the keyboard, and reads every screen in Chinese.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class WalkTest {
  private static final int LAP = 250;

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  private Scene scene() {
    return stage.getScene();
  }

  private void draw(FxRobot robot, Place place, How how) {
    FakeConnection connection = FakeConnection.sandbox(Frames.guideScene().frame());
    new Drawings(stage, robot).draw(connection, place, how);
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return !node.isDisabled() && node.getLayoutBounds().getWidth() > 0;
  }

  static List<Node> all(Parent root) {
    List<Node> found = new ArrayList<>();
    for (Node child : root.getChildrenUnmodifiable()) {
      found.add(child);
      if (child instanceof Parent parent) {
        found.addAll(all(parent));
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void everyControlIsReachedByTab(Place place, FxRobot robot) {
    draw(robot, place, How.DARK);
    Set<Node> reached = new LinkedHashSet<>();
    robot.interact(() -> {
      scene().lookup("#cluster-chip").requestFocus();
      for (int i = 0; i < LAP && reached.add(scene().getFocusOwner()); i++) {
        scene().getFocusOwner().requestFocusTraversal(TraversalDirection.NEXT);
      }
    });
    List<String> missed = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    robot.interact(() -> {
      for (Node node : all(scene().getRoot())) {
        if (node instanceof Control && node.isFocusTraversable() && isSeen(node)) {
          if (!isReached(node, reached)) {
            missed.add(named(node));
          }
          if (spoken(node).isBlank()) {
            silent.add(named(node));
          }
        }
      }
    });
    assertThat(missed).as("not reached by Tab").isEmpty();
    assertThat(silent).as("without words for a screen reader").isEmpty();
    assertThat(reached)
        .as("cluster, mode, search, rail, settings and the page")
        .hasSizeGreaterThan(5);
  }

  /// Tab stops once at a group of toggles; arrows walk within it.
  private static boolean isReached(Node node, Set<Node> reached) {
    return reached.contains(node)
        || (node instanceof Toggle toggle
            && toggle.getToggleGroup() != null
            && toggle.getToggleGroup().getToggles().stream().anyMatch(reached::contains));
  }

  private static String named(Node node) {
    return node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass();
  }

  private static String spoken(Node node) {
    String text = Objects.requireNonNullElse(node.getAccessibleText(), "");
    String label =
        node instanceof Labeled labeled ? Objects.requireNonNullElse(labeled.getText(), "") : "";
    String prompt =
        node instanceof TextInputControl input
            ? Objects.requireNonNullElse(input.getPromptText(), "")
            : "";
    return text + label + prompt;
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theKeyboardIsSeenWhereItIs(Place place, FxRobot robot) {
    draw(robot, place, How.DARK);
    robot.interact(() -> scene().lookup("#rail-" + place.word()).requestFocus());
    robot.push(KeyCode.TAB);
    Node owner = scene().getFocusOwner();
    assertThat(owner.isFocusVisible()).as(named(owner)).isTrue();
    if (place == Place.NODES || place == Place.ACTORS) {
      TableView<?> table = robot.lookup("#" + place.word() + "-table").queryTableView();
      robot.interact(table::requestFocus);
      robot.push(KeyCode.DOWN);
      robot.push(KeyCode.DOWN);
      assertThat(table.getSelectionModel().getSelectedIndex()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void nothingIsCutInChinese(Place place, FxRobot robot) {
    draw(robot, place, How.CHINESE);
    List<String> cut = new ArrayList<>();
    List<String> chinese = new ArrayList<>();
    robot.interact(() -> {
      for (Node node : all(scene().getRoot())) {
        if (node instanceof Labeled labeled && isSeen(node) && hasHan(labeled.getText())) {
          chinese.add(labeled.getText());
          if (isCut(labeled)) {
            cut.add(named(labeled) + ": " + labeled.getText());
          }
        }
      }
    });
    assertThat(chinese).hasSizeGreaterThan(10);
    assertThat(cut).isEmpty();
  }

  private static boolean hasHan(String text) {
    return text != null
        && text.codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  /// The text that is drawn ends where the words do not.
  static boolean isCut(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(child -> !child.equals(labeled.getGraphic()))
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .filter(Node::isVisible)
        .anyMatch(drawn -> drawn.getText().length() < labeled.getText().length());
  }
}
