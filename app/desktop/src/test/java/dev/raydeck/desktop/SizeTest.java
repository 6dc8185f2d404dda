package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The size a person sets holds for the window and for all that opens over it.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the field
class SizeTest {
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    window =
        Stages.window(
            stage,
            Theme.DARK,
            Language.ENGLISH,
            FakeConnection.sandbox(Frames.guideScene().frame()));
  }

  private Shell shell() {
    return Objects.requireNonNull(window.shell());
  }

  private static void until(BooleanSupplier is) {
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(is::getAsBoolean);
  }

  @Test
  void growsAndShrinks(FxRobot robot) {
    double before = shell().root().getWidth();
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    assertThat(window.settings().zoom()).isEqualTo(1.25);
    until(() -> Math.abs(shell().root().getWidth() - before / 1.25) < 1);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
    until(() -> Math.abs(shell().root().getWidth() - before) < 1);
  }

  @Test
  void menusTooltipsAndPopoversGrowToo(FxRobot robot) {
    robot.interact(() -> shell().go(Place.NODES));
    double[] before = popups(robot);
    robot.interact(() -> window.settle(window.settings().withZoom(1.25)));
    double[] after = popups(robot);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i] / before[i]).as("popup " + i).isBetween(1.2, 1.3);
    }
  }

  /// How high a menu, a tooltip and a popover are on the screen.
  private static double[] popups(FxRobot robot) {
    MenuButton menu = robot.lookup("#nodes-columns").queryAs(MenuButton.class);
    Tooltip tooltip = new Tooltip("one\ntwo\nthree");
    double[] heights = new double[3];
    Runnable[] open = {
      menu::show,
      () -> tooltip.show(menu.getScene().getWindow(), 100, 100),
      () -> robot.lookup("#nodes-filter-help").queryButton().fire()
    };
    for (int i = 0; i < open.length; i++) {
      int at = i;
      robot.interact(open[i]);
      robot.interact(() -> {});
      robot.interact(() -> {
        PopupWindow shown = Objects.requireNonNull(popup());
        heights[at] = shown.getHeight();
        shown.hide();
      });
      boolean[] isGone = new boolean[1];
      until(() -> {
        robot.interact(() -> isGone[0] = popup() == null);
        return isGone[0];
      });
    }
    return heights;
  }

  private static @Nullable PopupWindow popup() {
    return Window.getWindows().stream()
        .filter(PopupWindow.class::isInstance)
        .map(PopupWindow.class::cast)
        .findFirst()
        .orElse(null);
  }
}
