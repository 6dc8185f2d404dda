package dev.raydeck.desktop.theme;

import java.util.Locale;

/// What a person chose: a theme, or the one the system wears.
public enum ThemeChoice {
  SYSTEM,
  DARK,
  LIGHT,
  CONTRAST;

  public static ThemeChoice of(Theme theme) {
    return valueOf(theme.name());
  }

  /// The theme to wear where the system wears `system`.
  public Theme theme(Theme system) {
    return this == SYSTEM ? system : Theme.valueOf(name());
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
