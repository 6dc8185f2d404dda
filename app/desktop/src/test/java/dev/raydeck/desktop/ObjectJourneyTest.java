package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.actors.ActorRow;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A worker stays for its object store: from the object to its owner.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class ObjectJourneyTest {
  private Stage stage;
  private Person person;

  @Start
  void start(Stage given) {
    stage = given;
  }

  private void open(FxRobot robot, Theme theme, Language language) {
    FakeConnection connection =
        FakeConnection.real(
            ObjectScene.frame(ObjectScene.told(ObjectScene.recorded(ObjectScene.NODE))));
    robot.interact(
        () -> person = new Person(robot, Stages.window(stage, theme, language, connection)));
    robot.interact(() -> {
      person.shell().deck().desk().go(Place.NODES);
      person
          .shell()
          .why(
              new Verdict.Subject.Node(
                  "raycluster-autoscaler-small-group-worker-" + ObjectScene.END,
                  ObjectScene.NODE,
                  "small-group"));
    });
    person.until(() -> Culprits.count(robot) == 3);
    robot.interact(
        () -> robot.lookup("#why .scroll-pane").queryAs(ScrollPane.class).setVvalue(0.75));
  }

  @Test
  void goesFromAnObjectToTheActorThatOwnsIt(FxRobot robot) {
    open(robot, Theme.DARK, Language.ENGLISH);
    assertThat(String.join("\n", Culprits.texts(robot)))
        .contains(
            "driver of job 06000000",
            "19.1 MiB in one object · pid 3064 on the head",
            "python d3.py",
            "Also referenced by borrower.",
            "4.77 MiB in one object · pid 3145 on the head");
    robot.interact(() -> Stages.picture(stage.getScene().getRoot(), "journey-why-objects-dark"));
    Culprits.press(robot, "far-keeper");
    assertThat(person.shell().place()).isEqualTo(Place.ACTORS);
    TableView<?> actors = robot.lookup("#actors-table").queryTableView();
    person.until(() -> actors.getSelectionModel().getSelectedItem() != null);
    assertThat(((ActorRow) actors.getSelectionModel().getSelectedItem()).actor().label())
        .isEqualTo("far-keeper");
  }

  @Test
  void copiesWhatEndsADriver(FxRobot robot) {
    open(robot, Theme.LIGHT, Language.ENGLISH);
    robot.interact(() -> Stages.picture(stage.getScene().getRoot(), "journey-why-objects-light"));
    Culprits.press(robot, "Copy the command that ends it");
    assertThat(copied(robot))
        .isEqualTo(
            "kubectl exec -n default raycluster-autoscaler-head-6zc2t -c ray-head --"
                + " ray job stop obj-job4");
    Culprits.press(robot, "Copy object id");
    assertThat(copied(robot)).isEqualTo("a5b2a08d58202f1a" + "f".repeat(24) + "0600000001000000");
  }

  @Test
  void saysTheSameInChinese(FxRobot robot) {
    open(robot, Theme.DARK, Language.CHINESE);
    assertThat(String.join("\n", Culprits.texts(robot)))
        .contains("作业 06000000 的 driver", "1 个对象共 19.1 MiB");
    robot.interact(() -> Stages.picture(stage.getScene().getRoot(), "why-objects-zh"));
  }

  private static String copied(FxRobot robot) {
    List<String> text = new ArrayList<>();
    robot.interact(() -> text.add(Clipboard.getSystemClipboard().getString()));
    return text.getFirst();
  }
}
