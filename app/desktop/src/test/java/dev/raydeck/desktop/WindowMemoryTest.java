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
import java.util.ArrayList;
import java.util.List;
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
    WindowMemory.at(file).keep(settings, Place.LOGS, frame, Map.of(), Runnable::run);
    WindowMemory again = WindowMemory.at(file);
    assertThat(again.settings(USUAL)).isEqualTo(settings);
    assertThat(again.place(Place.OVERVIEW)).isEqualTo(Place.LOGS);
    assertThat(again.frame()).isEqualTo(frame);
  }

  @Test
  void keepsTheSizeBeforeItWasMaximized(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    WindowMemory memory = WindowMemory.at(file);
    memory.keep(
        USUAL,
        Place.NODES,
        new WindowMemory.Frame(10, 20, 1200, 800, false),
        Map.of(),
        Runnable::run);
    memory.keep(
        USUAL,
        Place.NODES,
        new WindowMemory.Frame(0, 0, 2560, 1440, true),
        Map.of(),
        Runnable::run);
    assertThat(WindowMemory.at(file).frame())
        .isEqualTo(new WindowMemory.Frame(10, 20, 1200, 800, true));
  }

  @Test
  void keepsColumnsByPlaceAndForgetsWhatIsNoLongerSet(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    Columns nodes =
        new Columns(
            Map.of("column-pod", 310.0),
            Map.of("column-memory", true),
            List.of(new Columns.Sorting("column-idle", true), new Columns.Sorting("pod", false)));
    Columns actors = Columns.ofWidths(Map.of("column-name", 99.5));
    WindowMemory.at(file)
        .keep(
            USUAL,
            Place.NODES,
            null,
            Map.of(Place.NODES, nodes, Place.ACTORS, actors),
            Runnable::run);
    assertThat(WindowMemory.at(file).columns())
        .containsEntry(Place.NODES, nodes)
        .containsEntry(Place.ACTORS, actors);
    WindowMemory.at(file)
        .keep(USUAL, Place.NODES, null, Map.of(Place.NODES, Columns.NONE), Runnable::run);
    assertThat(WindowMemory.at(file).columns())
        .containsEntry(Place.NODES, Columns.NONE)
        .containsEntry(Place.ACTORS, actors);
  }

  @Test
  void replacesTheFileAtOnceAndOnlyForSomethingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("window.properties");
    WindowMemory memory = WindowMemory.at(file);
    memory.keep(USUAL, Place.NODES, null, Map.of(), Runnable::run);
    Path before = Files.createLink(folder.resolve("before"), file);
    memory.keep(USUAL, Place.NODES, null, Map.of(), Runnable::run);
    assertThat(Files.isSameFile(file, before)).as("nothing is else").isTrue();
    memory.keep(USUAL, Place.LOGS, null, Map.of(), Runnable::run);
    assertThat(WindowMemory.at(before).place(Place.OVERVIEW)).isEqualTo(Place.NODES);
    assertThat(WindowMemory.at(file).place(Place.OVERVIEW)).isEqualTo(Place.LOGS);
    assertThat(folder).isDirectoryNotContaining("glob:**.properties.*");
  }

  @Test
  void theLatestIsWrittenLastWhoeverComesFirst(@TempDir Path folder) {
    Path file = folder.resolve("window.properties");
    WindowMemory memory = WindowMemory.at(file);
    List<Runnable> late = new ArrayList<>();
    memory.keep(USUAL, Place.NODES, null, Map.of(), late::add);
    memory.keep(USUAL, Place.LOGS, null, Map.of(), Runnable::run);
    late.forEach(Runnable::run);
    assertThat(WindowMemory.at(file).place(Place.OVERVIEW)).isEqualTo(Place.LOGS);
  }

  @Test
  void takesNonsenseForNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("window.properties");
    Files.writeString(
        file,
        """
        theme=PURPLE
        zoom=NaN
        ticks=9999
        width=-4
        width.NODES.column-pod=-1
        width.NODES.column-age=NaN
        sorted.NODES=\\n \\n
        place=nowhere
        """);
    assertIsNothing(WindowMemory.at(file));
    Files.writeString(file, "theme=LIGHT\nplace=\\u00zz\n");
    assertIsNothing(WindowMemory.at(file));
    assertIsNothing(WindowMemory.at(folder.resolve("none")));
  }

  private static void assertIsNothing(WindowMemory memory) {
    assertThat(memory.settings(USUAL)).isEqualTo(USUAL);
    assertThat(memory.place(Place.ACTORS)).isEqualTo(Place.ACTORS);
    assertThat(memory.frame()).isNull();
    assertThat(memory.columns().get(Place.NODES)).isEqualTo(Columns.NONE);
  }
}
