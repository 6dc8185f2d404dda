package dev.raydeck.desktop.kit;

import org.kordamp.ikonli.javafx.FontIcon;

/// Icons by their Ikonli name, sized for text or for the rail, inked by a style class.
public final class Icons {
  private Icons() {}

  public static FontIcon of(String name, String... inks) {
    return sized(name, 16, inks);
  }

  public static FontIcon sized(String name, int size, String... inks) {
    FontIcon icon = new FontIcon(name);
    icon.setIconSize(size);
    icon.getStyleClass().add("icon");
    icon.getStyleClass().addAll(inks);
    icon.setMouseTransparent(true);
    return icon;
  }
}
