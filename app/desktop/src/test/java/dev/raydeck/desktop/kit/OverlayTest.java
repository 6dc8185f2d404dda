package dev.raydeck.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class OverlayTest {
  private final Overlay overlay = new Overlay();
  private final Button beneath = new Button("beneath");
  private final Button other = new Button("other");
  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
    stage.setScene(new Scene(new StackPane(new HBox(beneath, other), overlay), 400, 300));
    stage.show();
    beneath.requestFocus();
  }

  /// Its last stop is a group of toggles, of which Tab takes the chosen one.
  private VBox card() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton chosen = named(new ToggleButton("chosen"), "chosen");
    ToggleButton other = named(new ToggleButton("other"), "other");
    chosen.setToggleGroup(group);
    other.setToggleGroup(group);
    group.selectToggle(chosen);
    return new VBox(
        named(new TextField(), "field"), named(new Button("act"), "act"), new HBox(chosen, other));
  }

  private static <T extends Node> T named(T node, String id) {
    node.setId(id);
    return node;
  }

  private List<String> walk(FxRobot robot, int steps, KeyCode... keys) {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      robot.push(keys);
      Node owner = stage.getScene().getFocusOwner();
      assertThat(owner.isFocusVisible()).isTrue();
      seen.add(owner.getId());
    }
    return seen;
  }

  @Test
  void tabGoesRoundInTheCard(FxRobot robot) {
    VBox card = card();
    robot.interact(() -> {
      overlay.open(card);
      card.lookup("#field").requestFocus();
    });
    assertThat(walk(robot, 4, KeyCode.TAB)).containsExactly("act", "chosen", "field", "act");
    assertThat(walk(robot, 3, KeyCode.SHIFT, KeyCode.TAB))
        .containsExactly("field", "chosen", "act");
    robot.push(KeyCode.ESCAPE);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(beneath);
  }

  @Test
  void givesTheKeyboardToNothingThatActsWhereItCanNotGoBack(FxRobot robot) {
    robot.interact(() -> {
      overlay.open(card());
      overlay.lookup("#act").requestFocus();
      beneath.setDisable(true);
      overlay.close();
    });
    assertThat(stage.getScene().getFocusOwner()).isSameAs(stage.getScene().getRoot());
  }

  @Test
  void tabStaysAtTheOnlyStop(FxRobot robot) {
    Button only = new Button("only");
    robot.interact(() -> {
      overlay.open(new VBox(only));
      only.requestFocus();
    });
    robot.push(KeyCode.TAB);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(only);
  }
}
