package dev.raydeck.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class SearchFieldTest {
  private SearchField field;
  private Button after;

  @Start
  void start(Stage stage) {
    field = new SearchField();
    field.setClearSays("Clear");
    after = new Button("after");
    stage.setScene(new Scene(new VBox(field, after), 400, 200));
    stage.show();
    field.requestFocus();
  }

  @Test
  void aPressEmptiesItAndOneGoesOnTyping(FxRobot robot) {
    Node clear = field.getRight();
    assertThat(clear.isVisible()).isFalse();
    robot.write("idle");
    assertThat(clear.isVisible()).isTrue();
    assertThat(clear.getAccessibleText()).isEqualTo("Clear");
    robot.interact(() -> after.requestFocus());
    robot.clickOn(clear);
    assertThat(field.getText()).isEmpty();
    assertThat(clear.isVisible()).isFalse();
    robot.write("held");
    assertThat(field.getText()).isEqualTo("held");
  }

  @Test
  void tabGoesOnToWhatComesAfter(FxRobot robot) {
    robot.write("idle").push(javafx.scene.input.KeyCode.TAB);
    assertThat(after.isFocused()).isTrue();
  }
}
