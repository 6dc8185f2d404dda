package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest {
  private static final Settings USUAL = new Settings(Theme.DARK, Language.ENGLISH);

  @Test
  void givesBackWhatWasKept(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    Settings settings =
        new Settings(ThemeChoice.SYSTEM, Language.CHINESE, 1.25, 4, Set.of("prod eu", "prod:us"));
    var frame = new WindowMemory.Frame(10, 20, 1200, 800, false);
    WindowMemory.at(file).keep(settings, Place.LOGS, frame, Map.of());
    WindowMemory again = WindowMemory.at(file);
    assertThat(again.settings(USUAL)).isEqualTo(settings);
    assertThat(again.place(Place.OVERVIEW)).isEqualTo(Place.LOGS);
    assertThat(again.frame()).isEqualTo(frame);
  }

  @Test
  void keepsTheSizeBeforeItWasMaximized(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    WindowMemory memory = WindowMemory.at(file);
    memory.keep(USUAL, Place.NODES, new WindowMemory.Frame(10, 20, 1200, 800, false), Map.of());
    memory.keep(USUAL, Place.NODES, new WindowMemory.Frame(0, 0, 2560, 1440, true), Map.of());
    assertThat(WindowMemory.at(file).frame())
        .isEqualTo(new WindowMemory.Frame(10, 20, 1200, 800, true));
  }

  @Test
  void keepsColumnsByPlaceAndForgetsWhatIsNoLongerSet(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    Columns nodes = new Columns(Map.of("column-pod", 310.0), Map.of("column-memory", true));
    Columns actors = Columns.ofWidths(Map.of("column-name", 99.5));
    WindowMemory.at(file)
        .keep(USUAL, Place.NODES, null, Map.of(Place.NODES, nodes, Place.ACTORS, actors));
    assertThat(WindowMemory.at(file).columns())
        .containsEntry(Place.NODES, nodes)
        .containsEntry(Place.ACTORS, actors);
    WindowMemory.at(file).keep(USUAL, Place.NODES, null, Map.of(Place.NODES, Columns.NONE));
    assertThat(WindowMemory.at(file).columns())
        .containsEntry(Place.NODES, Columns.NONE)
        .containsEntry(Place.ACTORS, actors);
  }

  @Test
  void takesNonsenseForNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("window.properties");
    Files.writeString(
        file,
        "theme=PURPLE\nzoom=NaN\nticks=9999\nwidth=-4\nwidth.NODES.column-pod=-1\nwidth.NODES.column-age=NaN\nplace=\\u00zz\n");
    assertThat(WindowMemory.at(file).settings(USUAL)).isEqualTo(USUAL);
    assertThat(WindowMemory.at(file).frame()).isNull();
    assertThat(WindowMemory.at(file).columns().get(Place.NODES)).isEqualTo(Columns.NONE);
    assertThat(WindowMemory.at(folder.resolve("none")).settings(USUAL)).isEqualTo(USUAL);
  }
}
