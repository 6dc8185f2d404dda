package dev.raydeck.desktop.theme;

/// Dark, light, or dark with the highest contrast.
public enum Theme {
  DARK,
  LIGHT,
  CONTRAST;

  public boolean isDark() {
    return this != LIGHT;
  }
}
