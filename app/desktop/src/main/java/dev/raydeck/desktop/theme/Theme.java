package dev.raydeck.desktop.theme;

/// Dark or light.
public enum Theme {
  DARK,
  LIGHT;

  public Theme other() {
    return this == DARK ? LIGHT : DARK;
  }
}
