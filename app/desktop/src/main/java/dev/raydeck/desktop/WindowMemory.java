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
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the window was when it was last looked at, kept in a small file. A file that can not be
/// read, or says nonsense, counts as none; one that can not be written is said in the log.
public final class WindowMemory {
  private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);

  private static final String WIDTH = "width.";
  private static final String SHOWN = "shown.";
  private static final String SORTED = "sorted.";
  private static final String DOWN = " descending";

  private final Path file;
  private final Properties kept = new Properties();
  private Map<Object, Object> last = Map.of();
  private final AtomicReference<@Nullable Properties> toWrite = new AtomicReference<>();

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
        memory.kept.clear();
        LOG.warn("The window's last state can not be read from {}", file, e);
      }
    }
    memory.last = Map.copyOf(memory.kept);
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
      columns.put(place, new Columns(widths, shown, sorted(place)));
    }
    return columns;
  }

  /// A line a column, with a word behind it where the greatest is first.
  private List<Columns.Sorting> sorted(Place place) {
    return kept.getProperty(SORTED + place, "")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line ->
            line.endsWith(DOWN)
                ? new Columns.Sorting(line.substring(0, line.length() - DOWN.length()), true)
                : new Columns.Sorting(line, false))
        .toList();
  }

  private static @Nullable String after(String start, String key) {
    return key.startsWith(start) ? key.substring(start.length()) : null;
  }

  /// Of a place that is not in `columns`, what was kept before stays.
  private void set(Map<Place, Columns> columns) {
    columns.forEach((place, set) -> {
      kept.stringPropertyNames().stream()
          .filter(key ->
              key.startsWith(WIDTH + place + ".")
                  || key.startsWith(SHOWN + place + ".")
                  || key.equals(SORTED + place))
          .forEach(kept::remove);
      set.widths()
          .forEach((column, width) ->
              kept.setProperty(WIDTH + place + "." + column, Double.toString(width)));
      set.shown()
          .forEach((column, isShown) ->
              kept.setProperty(SHOWN + place + "." + column, Boolean.toString(isShown)));
      String sorted =
          set.sorted().stream()
              .map(one -> one.column() + (one.isDescending() ? DOWN : ""))
              .collect(Collectors.joining("\n"));
      if (!sorted.isEmpty()) {
        kept.setProperty(SORTED + place, sorted);
      }
    });
  }

  /// Has it written where it is another than the last time; `writer` is where that is done. From
  /// one thread, whoever writes.
  public void keep(
      Settings settings,
      Place place,
      @Nullable Frame frame,
      Map<Place, Columns> columns,
      Executor writer) {
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
    if (!kept.equals(last)) {
      last = Map.copyOf(kept);
      toWrite.set((Properties) kept.clone());
    }
    writer.execute(this::write);
  }

  /// The latest is written last, whoever comes first. The file is replaced at once: ended in
  /// between, the app finds the one before.
  private synchronized void write() {
    Properties state = toWrite.getAndSet(null);
    if (state == null) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        state.store(writer, null);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
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
