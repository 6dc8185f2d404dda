package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Drawings.How;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Draws the kit's gallery, and looks that each part is there and has a size.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the stage
class GalleryTest {
  private static final List<String> PARTS =
      List.of(
          "StateGlyph",
          "UseBar",
          "MissBar",
          "GroupRuler",
          "TileField",
          "IdleStrip",
          "SentenceView",
          "Banner",
          "CapacityChart",
          "LiveTable",
          "DecisionRow",
          "WhyPanel");

  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  @ParameterizedTest
  @CsvSource({"DARK,ENGLISH", "LIGHT,ENGLISH", "DARK,CHINESE"})
  void showsTheKit(Theme theme, Language language, FxRobot robot) {
    FakeConnection connection = FakeConnection.real(Frames.largeScene().frame());
    RaydeckWindow window =
        new Drawings(stage, robot)
            .draw(connection, Place.OVERVIEW, new How(theme, language, shell -> {}));
    robot.interact(() -> {
      Shell shell = Objects.requireNonNull(window.shell());
      Parent page = new Gallery(shell.deck(), shell.facts()).page();
      ScrollPane scroll = new ScrollPane(page);
      scroll.setFitToWidth(true);
      Scene scene = new Scene(scroll, 1440, 900);
      Stages.look(theme).dress(scene);
      stage.setScene(scene);
      scroll.applyCss();
      scroll.layout();
      scroll.layout();
      for (String part : PARTS) {
        assertThat(page.lookup("#gallery-" + part).getLayoutBounds().getHeight())
            .as(part)
            .isGreaterThan(26);
      }
      String look =
          (language == Language.CHINESE ? "zh-" : "") + theme.name().toLowerCase(Locale.ROOT);
      Stages.picture(page, "gallery-" + look);
    });
  }
}
