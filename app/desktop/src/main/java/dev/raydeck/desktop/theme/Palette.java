package dev.raydeck.desktop.theme;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.paint.Color;

/// The tokens of one theme as colours, for what draws itself.
public record Palette(Theme theme, Map<Token, Color> colors) {
  public static final Palette DARK = of(Theme.DARK);
  public static final Palette LIGHT = of(Theme.LIGHT);
  public static final Palette CONTRAST = of(Theme.CONTRAST);

  public Palette {
    colors = Map.copyOf(colors);
  }

  public static Palette forTheme(Theme theme) {
    return switch (theme) {
      case DARK -> DARK;
      case LIGHT -> LIGHT;
      case CONTRAST -> CONTRAST;
    };
  }

  private static Palette of(Theme theme) {
    Map<Token, Color> colors = new EnumMap<>(Token.class);
    for (Token token : Token.values()) {
      colors.put(token, Color.web(token.hex(theme)));
    }
    return new Palette(theme, colors);
  }

  public Color color(Token token) {
    Color color = colors.get(token);
    if (color == null) {
      throw new IllegalStateException("no colour for " + token);
    }
    return color;
  }
}
