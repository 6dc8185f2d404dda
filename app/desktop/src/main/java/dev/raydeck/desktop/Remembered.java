package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.shell.Shell;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What outlives a shell and, where there is a file for it, the window: so far the settings, the
/// place, and how tables' columns were set. Screens are made with the columns they had.
final class Remembered {
  private final Map<Place, Columns> columns = new EnumMap<>(Place.class);
  private @Nullable WindowMemory memory;
  private int ticked;

  void begin(WindowMemory from) {
    memory = from;
    columns.putAll(from.columns());
  }

  Screen make(Place place, Deck deck) {
    Screen screen = Screens.make(place, deck);
    screen.columns(columns.getOrDefault(place, Columns.NONE));
    return screen;
  }

  /// A shell's columns are for the next.
  void take(Shell left) {
    columns.putAll(left.columns());
  }

  /// Looks once a second, when it is ticked `ticks` times in one: who ends the app otherwise than
  /// by closing its window loses no more than what was changed just then.
  boolean isTime(int ticks) {
    ticked = memory == null ? 0 : (ticked + 1) % ticks;
    return memory != null && ticked == 0;
  }

  /// `first` is where a shell will begin, while there is none.
  void keep(
      Settings settings,
      Place first,
      @Nullable Shell shell,
      WindowMemory.Frame frame,
      Executor writer) {
    if (shell != null) {
      take(shell);
    }
    if (memory != null) {
      memory.keep(settings, shell == null ? first : shell.place(), frame, columns, writer);
    }
  }
}
