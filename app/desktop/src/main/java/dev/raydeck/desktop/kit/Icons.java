package dev.raydeck.desktop.kit;

import org.kordamp.ikonli.javafx.FontIcon;

/// Icons by their Ikonli name, sized for text or for the rail, inked by a style class.
public final class Icons {
  private Icons() {}

  public static FontIcon of(String name, String... inks) {
    FontIcon icon = new FontIcon(name);
    icon.getStyleClass().add("icon");
    icon.getStyleClass().addAll(inks);
    icon.setMouseTransparent(true);
    return icon;
  }

  public static FontIcon sized(String name, int size, String... inks) {
    FontIcon icon = of(name, inks);
    icon.setStyle("-fx-icon-size: " + size + "px;");
    return icon;
  }
}
