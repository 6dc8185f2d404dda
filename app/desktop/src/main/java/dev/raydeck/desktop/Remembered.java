package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.shell.Shell;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What outlives a shell and, where there is a file for it, the window: so far the settings, the
/// place, and how tables' columns were set. Screens are made with the columns they had.
final class Remembered {
  private final Map<Place, Columns> columns = new EnumMap<>(Place.class);
  private @Nullable WindowMemory memory;

  void begin(WindowMemory from) {
    memory = from;
    columns.putAll(from.columns());
  }

  Screen make(Place place, Deck deck) {
    Screen screen = Screens.make(place, deck);
    screen.columns(columns.getOrDefault(place, Columns.NONE));
    return screen;
  }

  /// A shell is left: its screens' columns are for the next.
  void take(Shell left) {
    columns.putAll(left.columns());
  }

  void keep(Settings settings, Place place, WindowMemory.@Nullable Frame frame) {
    WindowMemory into = memory;
    if (into != null) {
      into.keep(settings, place, frame, columns);
    }
  }
}
