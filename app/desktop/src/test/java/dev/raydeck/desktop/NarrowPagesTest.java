package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.SessionFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The screens in the smallest window at the largest type: all parts are within reach, and what is
/// cut says the whole on hover.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class NarrowPagesTest {
  private static final double WIDTH = 1024;
  private static final double USUAL = 1440;

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  private void draw(Place place, Language language, FakeConnection connection, double zoom) {
    draw(place, language, connection, zoom, WIDTH);
  }

  private void draw(
      Place place, Language language, FakeConnection connection, double zoom, double width) {
    RaydeckWindow window = Stages.window(stage, Theme.LIGHT, language, connection);
    stage.setWidth(width);
    stage.setHeight(700);
    window.settle(window.settings().withZoom(zoom));
    stage.getScene().getRoot().resize(width, 700);
    Shell shell = Objects.requireNonNull(window.shell());
    shell.go(place);
    for (int i = 0; i < 3; i++) {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
      shell.tick();
    }
  }

  private static SessionFrame stopped() {
    Intent both = new Intent(Map.of("small-group", 1), List.of("worker-d2mfr"));
    Breakpoints.Stop stop = new Breakpoints.Stop(both, Frames.NOW, Frames.NOW);
    return Frames.guideScene()
        .frame()
        .with(new Breakpoints(Set.of(), stop, Intent.NONE, null, null));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void nothingIsOutOfReachOrCutForGood(Place place, FxRobot robot) {
    List<String> wrong = new ArrayList<>();
    for (Language language : Language.values()) {
      robot.interact(() -> {
        draw(place, language, FakeConnection.sandbox(stopped()), 1.5);
        wrong.addAll(wrong("guide " + language));
        Stages.picture(
            stage.getScene().getRoot(), "narrow-%s-%s".formatted(place.word(), language.locale()));
        draw(place, language, FakeConnection.real(Frames.largeScene().frame()), 1.5);
        if (place != Place.DEMANDS) { // A column for each of four groups needs more than this.
          wrong.addAll(wrong("large " + language));
        }
        Stages.picture(
            stage.getScene().getRoot(),
            "narrow-large-%s-%s".formatted(place.word(), language.locale()));
      });
    }
    assertThat(wrong).isEmpty();
  }

  /// In a window of the usual size nothing scrolls sideways at the largest type, however many
  /// groups there are.
  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"DEMANDS", "AUTOSCALER"})
  void nothingScrollsSidewaysInAUsualWindow(Place place, FxRobot robot) {
    List<String> wrong = new ArrayList<>();
    for (Language language : Language.values()) {
      robot.interact(() -> {
        for (FakeConnection connection :
            List.of(
                FakeConnection.sandbox(stopped()),
                FakeConnection.real(Frames.largeScene().frame()))) {
          draw(place, language, connection, 1.5, USUAL);
          String where = connection.target().cluster() + " " + language.locale();
          Stages.picture(stage.getScene().getRoot(), "usual-%s-%s".formatted(place.word(), where));
          wrong.addAll(sideways(where));
          wrong.addAll(wrong(where));
        }
      });
    }
    assertThat(wrong).isEmpty();
  }

  private List<String> sideways(String where) {
    return WalkTest.all((Parent) stage.getScene().lookup(".page > .page")).stream()
        .filter(ScrollBar.class::isInstance)
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible())
        .map(bar -> where + " scrolls: " + bar.getParent())
        .toList();
  }

  private List<String> wrong(String where) {
    List<String> wrong = new ArrayList<>();
    Parent page = (Parent) stage.getScene().lookup(".page > .page");
    Bounds whole = page.localToScene(page.getLayoutBounds());
    assertThat(whole.getMaxX())
        .as(where)
        .isLessThanOrEqualTo(stage.getScene().getRoot().getLayoutBounds().getWidth() + 0.5);
    for (Node node : WalkTest.all(page)) {
      if (node instanceof Labeled labeled && isShown(node, page) && hasText(labeled)) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        ScrollPane scroll = scroll(node, page);
        boolean isAside = scroll == null || scroll.getHbarPolicy() == ScrollBarPolicy.NEVER;
        boolean isBelow = scroll == null && bounds.getMaxY() > whole.getMaxY() + 0.5;
        if (isBelow || (isAside && bounds.getMaxX() > whole.getMaxX() + 0.5)) {
          wrong.add(where + " outside: " + labeled.getText());
        }
        if (WalkTest.isCut(labeled) && labeled.getTooltip() == null) {
          wrong.add(where + " cut: " + labeled.getText());
        }
      }
    }
    return wrong;
  }

  /// What scrolls may be below, and aside where it scrolls that way too.
  private static @Nullable ScrollPane scroll(Node node, Parent page) {
    for (Node at = node; !at.equals(page); at = at.getParent()) {
      if (at instanceof ScrollPane found) {
        return found;
      }
    }
    return null;
  }

  /// Cells of tables and lists are looked at by themselves: those scroll, and are reused.
  private static boolean isShown(Node node, Parent within) {
    for (Node at = node; !at.equals(within); at = at.getParent()) {
      if (!at.isVisible() || at instanceof TableView<?> || at instanceof ListView<?>) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasText(Labeled labeled) {
    return labeled.getText() != null && !labeled.getText().isBlank();
  }

  /// In the lowest window at the largest type the groups have most of the page.
  @Test
  void theFactsScrollWithTheGroupsWhereThePageIsLow(FxRobot robot) {
    robot.interact(() -> {
      draw(Place.OVERVIEW, Language.ENGLISH, FakeConnection.real(Frames.largeScene().frame()), 1.5);
      ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".page > .page > .scroll-pane");
      Parent page = scroll.getParent();
      assertThat(scroll.getHeight()).isGreaterThan(page.getLayoutBounds().getHeight() / 2);
      assertThat(scroll.getContent().lookup(".facts")).isNotNull();
      draw(Place.OVERVIEW, Language.ENGLISH, FakeConnection.real(Frames.largeScene().frame()), 1.0);
      scroll = (ScrollPane) stage.getScene().lookup(".page > .page > .scroll-pane");
      assertThat(scroll.getContent().lookup(".facts")).isNull();
    });
  }

  /// Tables that have no room for all columns scroll: no column is at less than its least.
  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"NODES", "ACTORS"})
  void aTableScrollsWhereItsColumnsHaveNoRoom(Place place, FxRobot robot) {
    robot.interact(() -> {
      draw(place, Language.ENGLISH, FakeConnection.real(Frames.largeScene().frame()), 1.5);
      TableView<?> table = (TableView<?>) stage.getScene().lookup("#" + place.word() + "-table");
      double shown =
          table.getVisibleLeafColumns().stream().mapToDouble(one -> one.getWidth()).sum();
      assertThat(shown).isGreaterThan(table.getWidth());
      assertThat(table.getColumnResizePolicy()).isEqualTo(TableView.UNCONSTRAINED_RESIZE_POLICY);
    });
  }

  @Test
  void theFoldedRailKeepsWhatIsHeldAndWhatWaitsAtABreakpoint(FxRobot robot) {
    robot.interact(() -> {
      draw(Place.OVERVIEW, Language.ENGLISH, FakeConnection.sandbox(stopped()), 1.5);
      assertThat(badge("autoscaler").isVisible()).isTrue();
      assertThat(badge("autoscaler").getText()).isEqualTo("2");
      assertThat(badge("nodes").isVisible()).as("nothing is held").isFalse();
      assertThat(stage.getScene().lookup("#rail-autoscaler").getAccessibleText())
          .isEqualTo("Autoscaler: 2 held at a breakpoint");

      FakeConnection large = FakeConnection.real(Frames.largeScene().frame());
      draw(Place.OVERVIEW, Language.ENGLISH, large, 1.5);
      assertThat(badge("nodes").isVisible()).isTrue();
      assertThat(badge("nodes").getText()).isEqualTo("2");
      assertThat(badge("nodes").getWidth()).isPositive();
      assertThat(badge("autoscaler").isVisible()).isFalse();

      draw(Place.OVERVIEW, Language.ENGLISH, large, 1);
      assertThat(badge("nodes").isVisible()).as("the rail has the count beside it").isFalse();
    });
  }

  @Test
  void aGroupsHeadStandsAboveItsCellsBesideAScrollBarToo(FxRobot robot) {
    robot.interact(() -> {
      draw(
          Place.DEMANDS,
          Language.ENGLISH,
          FakeConnection.real(Frames.largeScene().frame()),
          1.5,
          USUAL);
      List<Double> heads = lefts(".matrix-head .matrix-cell");
      assertThat(heads).hasSize(4);
      assertThat(lefts("#demands-list .matrix-row .matrix-cell")).isSubsetOf(heads);
    });
  }

  /// Who asks is a line or two below the shape, not a line that is cut.
  @Test
  void whoAsksIsSaidWhole(FxRobot robot) {
    robot.interact(() -> {
      Frames frames = Frames.guide();
      for (int i = 0; i < 10; i++) {
        frames.waitingActor("preprocess-" + i, 1);
      }
      draw(Place.DEMANDS, Language.ENGLISH, FakeConnection.sandbox(frames.frame()), 1, USUAL);
      Labeled source = (Labeled) stage.getScene().lookup("#demands-list .matrix-shape .source");
      assertThat(source.getText())
          .startsWith("actors preprocess-0, preprocess-1, preprocess-2 and");
      assertThat(WalkTest.isCut(source)).isFalse();
      assertThat(source.getHeight()).as("more than a line").isGreaterThan(20);
      Parent row = source.getParent().getParent();
      double below = row.getLayoutBounds().getMaxY() - source.getBoundsInParent().getMaxY();
      assertThat(below).as("room below it").isGreaterThanOrEqualTo(7);
    });
  }

  private List<Double> lefts(String parts) {
    return stage.getScene().getRoot().lookupAll(parts).stream()
        .map(part -> (double) Math.round(part.localToScene(0, 0).getX()))
        .distinct()
        .toList();
  }

  private Label badge(String place) {
    return (Label) stage.getScene().lookup("#badge-" + place);
  }

  /// Counts add up: workers in each state and those that are held are all workers.
  @Test
  void theHeldAreCountedApartAmongTheNodes(FxRobot robot) {
    robot.interact(() -> {
      draw(Place.NODES, Language.ENGLISH, FakeConnection.real(Frames.largeScene().frame()), 1);
      Parent held = (Parent) stage.getScene().lookup("#held-count");
      assertThat(WalkTest.all(held))
          .filteredOn(Label.class::isInstance)
          .extracting(node -> ((Label) node).getText())
          .contains("2", "held");
      int all =
          WalkTest.all(held.getParent()).stream()
              .filter(node -> node.getStyleClass().contains("mono-strong"))
              .mapToInt(node -> Integer.parseInt(((Label) node).getText()))
              .sum();
      assertThat(all).isEqualTo(160);
    });
  }
}
