package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.live.Columns;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Screen;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// The screens of one shell: each is made when it is first gone to, and lives as long as the shell.
final class OpenScreens {
  private final Map<Place, Screen> open = new EnumMap<>(Place.class);
  private final Function<Place, Screen> make;

  OpenScreens(Function<Place, Screen> make) {
    this.make = make;
  }

  Screen at(Place place) {
    return open.computeIfAbsent(place, make);
  }

  Map<Place, Screen.Kept> keep() {
    Map<Place, Screen.Kept> kept = new EnumMap<>(Place.class);
    open.forEach((place, screen) -> kept.put(place, screen.keep()));
    return kept;
  }

  void restore(Map<Place, Screen.Kept> was) {
    was.forEach((place, kept) -> at(place).restore(kept));
  }

  /// How the columns of what was opened are set, none where nobody set them.
  Map<Place, Columns> columns() {
    Map<Place, Columns> columns = new EnumMap<>(Place.class);
    open.forEach((place, screen) -> columns.put(place, screen.columns()));
    return columns;
  }

  void close() {
    open.values().forEach(Screen::close);
  }
}
