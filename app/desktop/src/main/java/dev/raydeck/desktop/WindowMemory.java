package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

  private static final String WIDTH = "width.";
  private static final String SHOWN = "shown.";

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

  /// What nobody set, or no table could have, is not in it.
  public Map<Place, Columns> columns() {
    Map<Place, Columns> columns = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      Map<String, Double> widths = new HashMap<>();
      Map<String, Boolean> shown = new HashMap<>();
      for (String key : kept.stringPropertyNames()) {
        String width = after(WIDTH + place + ".", key);
        String column = after(SHOWN + place + ".", key);
        if (width != null && number(key, 0) >= 24 && number(key, 0) <= 4_000) {
          widths.put(width, number(key, 0));
        } else if (column != null) {
          shown.put(column, Boolean.parseBoolean(kept.getProperty(key)));
        }
      }
      columns.put(place, new Columns(widths, shown));
    }
    return columns;
  }

  private static @Nullable String after(String start, String key) {
    return key.startsWith(start) ? key.substring(start.length()) : null;
  }

  /// Of a place that is not in `columns`, what was kept before stays.
  private void set(Map<Place, Columns> columns) {
    columns.forEach((place, set) -> {
      kept.stringPropertyNames().stream()
          .filter(key -> key.startsWith(WIDTH + place + ".") || key.startsWith(SHOWN + place + "."))
          .forEach(kept::remove);
      set.widths()
          .forEach((column, width) ->
              kept.setProperty(WIDTH + place + "." + column, Double.toString(width)));
      set.shown()
          .forEach((column, isShown) ->
              kept.setProperty(SHOWN + place + "." + column, Boolean.toString(isShown)));
    });
  }

  public void keep(
      Settings settings, Place place, @Nullable Frame frame, Map<Place, Columns> columns) {
    set(columns);
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
