package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.testfx.api.FxRobot;

/// A person at a window: goes by the rail, types into dialogs, reads what is written, and waits for
/// the world, never for a time.
record Person(FxRobot robot, RaydeckWindow window) {

  Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  ClusterFacts facts() {
    return ClusterFacts.of(shell().deck().connection().frame());
  }

  /// The cluster's time.
  Instant now() {
    return shell().deck().now();
  }

  void until(BooleanSupplier is) {
    try {
      await().until(is::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + " " + stands(), e);
    }
  }

  /// Why a wait was in vain.
  private String stands() {
    if (window.shell() == null) {
      return "No cluster is open.";
    }
    SessionFrame frame = facts().frame();
    return "It is %s: API server %s, Ray head %s, autoscaler %s."
        .formatted(facts().standing(), frame.apiServer(), frame.rayHead(), frame.autoscaler());
  }

  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(50, TimeUnit.MILLISECONDS).atMost(90, TimeUnit.SECONDS);
  }

  /// These and no others are read there.
  void untilTexts(String query, String... wanted) {
    await().until(() -> texts(query), List.of(wanted)::equals);
  }

  /// As long as that by the cluster's clock.
  void watch(Duration span) {
    Instant end = now().plus(span);
    until(() -> now().isAfter(end));
  }

  /// The head answers, so its facts are here.
  void untilConnected() {
    until(() -> window.shell() != null && facts().ray() != null);
  }

  void go(Place place) {
    robot.clickOn("#rail-" + place.word());
    assertThat(shell().place()).isEqualTo(place);
  }

  void click(String query) {
    until(() -> robot.lookup(query).tryQuery().filter(node -> !node.isDisabled()).isPresent());
    robot.clickOn(query);
  }

  void press(KeyCode... keys) {
    robot.push(keys);
  }

  /// Launches actors of one CPU by the dialog.
  void launch(String name, int count) {
    go(Place.ACTORS);
    click("#launch");
    type("#launch-name", name);
    type("#launch-count", Integer.toString(count));
    click("#launch-send");
    until(() -> robot.lookup("#launch-dialog").tryQuery().isEmpty());
  }

  private void type(String field, String text) {
    robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write(text);
  }

  /// What a node says to a reader; empty where there is none.
  String says(String query) {
    return robot.lookup(query).tryQuery().map(Node::getAccessibleText).orElse("");
  }

  String text(String query) {
    return robot.lookup(query).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  List<String> texts(String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream()
        .filter(Person::isShown)
        .map(Labeled::getText)
        .toList();
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /// Keeps how the window looks now: at real speed, so that what was just read is not old.
  void picture(String name) {
    Connection connection = shell().deck().connection();
    Double speed = connection.speed();
    if (speed != null && speed > 1) {
      connection.speed(1);
      until(this::isFresh);
    }
    robot.interact(() -> {
      shell().tick();
      Stages.picture(window.stage().getScene().getRoot(), name);
    });
    if (speed != null && speed > 1) {
      connection.speed(speed);
    }
  }

  private boolean isFresh() {
    Duration age = facts().age(now());
    return age != null && age.compareTo(Duration.ofSeconds(2)) < 0;
  }

  /// Keeps it in the dark and in the light; the window stays in the dark.
  void pictures(String name) {
    wear(Theme.LIGHT);
    picture(name + "-light");
    wear(Theme.DARK);
    picture(name + "-dark");
  }

  void wear(Theme theme) {
    robot.interact(() -> window.wear(theme));
  }

  void chinesePicture(String name) {
    chinesePicture(name, () -> true);
  }

  void chinesePicture(String name, BooleanSupplier isReady) {
    robot.interact(() -> window.speak(Language.CHINESE));
    until(isReady);
    picture(name + "-zh-dark");
    robot.interact(() -> window.speak(Language.ENGLISH));
  }
}
