package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a person set. `zoom` is the size of type and all that goes with it, 1 being the design's;
/// `ticks` is how often a second countdowns and live cells are redrawn; in `readOnly` are the
/// kubeconfig contexts in which nothing is ever changed from here.
public record Settings(
    ThemeChoice theme, Language language, double zoom, int ticks, Set<String> readOnly) {
  public static final List<Double> ZOOMS = List.of(0.9, 1.0, 1.1, 1.25, 1.5);
  public static final List<Integer> TICKS = List.of(10, 4, 1);

  public Settings {
    zoom = Math.clamp(zoom, ZOOMS.getFirst(), ZOOMS.getLast());
    ticks = Math.clamp(ticks, TICKS.getLast(), TICKS.getFirst());
    readOnly = Set.copyOf(readOnly);
  }

  public Settings(Theme theme, Language language) {
    this(ThemeChoice.of(theme), language, 1, TICKS.getFirst(), Set.of());
  }

  public Settings with(ThemeChoice other) {
    return new Settings(other, language, zoom, ticks, readOnly);
  }

  public Settings with(Language other) {
    return new Settings(theme, other, zoom, ticks, readOnly);
  }

  public Settings withZoom(double other) {
    return new Settings(theme, language, other, ticks, readOnly);
  }

  public Settings withTicks(int other) {
    return new Settings(theme, language, zoom, other, readOnly);
  }

  /// With a context marked as one to leave alone, or no longer.
  public Settings withReadOnly(String context, boolean isReadOnly) {
    Set<String> marked = new TreeSet<>(readOnly);
    if (isReadOnly) {
      marked.add(context);
    } else {
      marked.remove(context);
    }
    return new Settings(theme, language, zoom, ticks, marked);
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
