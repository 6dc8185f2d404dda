package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Drawings.How;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.model.Health;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Every screen in every way of not knowing: each says in words what it is, and looks like itself.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class StatesTest {
  private static final Set<State> QUIET = EnumSet.of(State.LOADING, State.EMPTY, State.RAY_UNREAD);

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  /// A state, how a cluster gets there, and words that must be on the screen.
  @SuppressWarnings("ImmutableEnumChecker") // the suppliers hold nothing
  enum State {
    LOADING(() -> Frames.nothing(Health.State.CONNECTING, ""), ""),
    EMPTY(() -> Frames.guide().frame(), ""),
    FORBIDDEN(
        () ->
            Frames.nothing(
                Health.State.FORBIDDEN, "Needs get, list, watch on rayclusters in ml-train."),
        "Needs get, list, watch on rayclusters in ml-train."),
    ABSENT(
        () -> Frames.nothing(Health.State.ABSENT, "ml-train has no RayCluster llm-batch."),
        "ml-train has no RayCluster llm-batch."),
    UNREACHABLE(
        () -> Frames.nothing(Health.State.LOST, "connection refused"), "connection refused"),
    STALE(() -> Frames.guideScene().lost(Duration.ofSeconds(18)).frame(), "18 s"),
    PARTIAL(() -> Frames.guideScene().rayLost(Duration.ofSeconds(18)).frame(), "18 s"),
    RAY_UNREAD(() -> FrameHealth.rayUnread(Frames.guideScene().frame()), ""),
    HEAD_NOT_READY(
        () -> Frames.guide().headNotReady("CrashLoopBackOff").frame(), "CrashLoopBackOff"),
    ERROR(
        () -> Frames.guideScene().broken("java.lang.IllegalStateException: a turn failed").frame(),
        "a turn failed");

    private final Supplier<SessionFrame> frame;
    private final String words;

    State(Supplier<SessionFrame> frame, String words) {
      this.frame = frame;
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void everyScreenSaysWhatItDoesNotKnow(State state, FxRobot robot) {
    Drawings drawings = new Drawings(stage, robot);
    for (Place place : Place.values()) {
      FakeConnection connection = FakeConnection.sandbox(state.frame.get());
      String name = "state-" + state.name().toLowerCase(Locale.ROOT) + "-" + place.word();
      drawings.picture(name, connection, place, How.DARK);
      Node banner = robot.lookup("#banner").query();
      boolean isQuiet = QUIET.contains(state);
      assertThat(banner.isVisible()).as(name + " banner").isEqualTo(!isQuiet);
      if (!isQuiet) {
        assertThat(banner.getAccessibleText()).as(name).contains(state.words);
      }
      List<String> said = said(robot);
      assertThat(said).as(name + " says something on its page").isNotEmpty();
      if (connection.frame().snapshot() == null) {
        assertThat(said)
            .as(name + " takes not read for none")
            .doesNotContain(
                "Nothing waits.", "No actor but those of Ray itself.", "0 workers, 0 head");
      }
    }
  }

  /// The sentences of the page, the shell's own apart.
  private static Stream<String> saidOn(Node page) {
    return page.lookupAll(".label").stream()
        .filter(Node::isVisible)
        .map(node -> node instanceof Labeled labeled ? String.valueOf(labeled.getText()) : "")
        .filter(text -> text.length() > 12);
  }

  private static List<String> said(FxRobot robot) {
    Stream<String> sentences =
        robot.lookup(".page .sentence").queryAll().stream()
            .map(node -> String.valueOf(node.getAccessibleText()))
            .filter(text -> text.length() > 12);
    return Stream.concat(saidOn(robot.lookup(".page").query()), sentences).toList();
  }
}
