package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import java.util.List;

/// What a person set. `zoom` is the size of type and all that goes with it, 1 being the design's;
/// `ticks` is how often a second countdowns and live cells are redrawn.
public record Settings(Theme theme, Language language, double zoom, int ticks) {
  public static final List<Double> ZOOMS = List.of(0.9, 1.0, 1.1, 1.25, 1.5);
  public static final List<Integer> TICKS = List.of(10, 4, 1);

  public Settings {
    zoom = Math.clamp(zoom, ZOOMS.getFirst(), ZOOMS.getLast());
    ticks = Math.clamp(ticks, TICKS.getLast(), TICKS.getFirst());
  }

  public Settings(Theme theme, Language language) {
    this(theme, language, 1, TICKS.getFirst());
  }

  public Settings with(Theme other) {
    return new Settings(other, language, zoom, ticks);
  }

  public Settings with(Language other) {
    return new Settings(theme, other, zoom, ticks);
  }

  public Settings withZoom(double other) {
    return new Settings(theme, language, other, ticks);
  }

  public Settings withTicks(int other) {
    return new Settings(theme, language, zoom, other);
  }

  /// The next size up or down; the same at an end.
  public Settings zoomed(int by) {
    int at = 0;
    for (int i = 0; i < ZOOMS.size(); i++) {
      at = ZOOMS.get(i) <= zoom + 0.001 ? i : at;
    }
    return withZoom(ZOOMS.get(Math.clamp(at + by, 0, ZOOMS.size() - 1)));
  }
}
