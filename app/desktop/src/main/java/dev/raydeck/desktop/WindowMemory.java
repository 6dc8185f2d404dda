package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the window was when it was closed, kept in a small file. A file that can not be read, or
/// says nonsense, counts as none; one that can not be written is said in the log.
public final class WindowMemory {
  private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);

  private final Path file;
  private final Properties kept = new Properties();

  private WindowMemory(Path file) {
    this.file = file;
  }

  /// Where a window stood, in screen pixels.
  public record Frame(double x, double y, double width, double height, boolean isMaximized) {}

  public static WindowMemory at(Path file) {
    WindowMemory memory = new WindowMemory(file);
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        memory.kept.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("The window's last state can not be read from {}", file, e);
      }
    }
    return memory;
  }

  public Settings settings(Settings otherwise) {
    return new Settings(
        word(ThemeChoice.class, "theme", otherwise.theme()),
        word(Language.class, "language", otherwise.language()),
        number("zoom", otherwise.zoom()),
        (int) number("ticks", otherwise.ticks()),
        readOnly());
  }

  private Set<String> readOnly() {
    return kept.getProperty("readOnly", "")
        .lines()
        .filter(context -> !context.isBlank())
        .collect(Collectors.toSet());
  }

  public Place place(Place otherwise) {
    return word(Place.class, "place", otherwise);
  }

  /// Null where there was none.
  public @Nullable Frame frame() {
    double width = number("width", 0);
    double height = number("height", 0);
    return width < 200 || height < 200
        ? null
        : new Frame(
            number("x", 0),
            number("y", 0),
            width,
            height,
            Boolean.parseBoolean(kept.getProperty("maximized")));
  }

  public void keep(Settings settings, Place place, @Nullable Frame frame) {
    kept.setProperty("theme", settings.theme().name());
    kept.setProperty("language", settings.language().name());
    kept.setProperty("zoom", Double.toString(settings.zoom()));
    kept.setProperty("ticks", Integer.toString(settings.ticks()));
    kept.setProperty("readOnly", String.join("\n", settings.readOnly()));
    kept.setProperty("place", place.name());
    if (frame != null) {
      kept.setProperty("maximized", Boolean.toString(frame.isMaximized()));
      if (!frame.isMaximized()) {
        kept.setProperty("x", Double.toString(frame.x()));
        kept.setProperty("y", Double.toString(frame.y()));
        kept.setProperty("width", Double.toString(frame.width()));
        kept.setProperty("height", Double.toString(frame.height()));
      }
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      kept.store(writer, null);
    } catch (IOException e) {
      LOG.warn("The window's state is not kept: {} can not be written", file, e);
    }
  }

  private double number(String key, double otherwise) {
    try {
      double found = Double.parseDouble(kept.getProperty(key, ""));
      return Double.isFinite(found) ? found : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private <E extends Enum<E>> E word(Class<E> type, String key, E otherwise) {
    String found = kept.getProperty(key, "").toUpperCase(Locale.ROOT);
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(found)) {
        return one;
      }
    }
    return otherwise;
  }
}
