package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.theme.Token;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/// A legend's sample of one series of the capacity chart.
public final class Swatch extends Canvas {
  /// The series.
  public enum Kind {
    CAPACITY,
    USED,
    WAITING;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Swatch(Brush brush, Kind kind) {
    super(16, 11);
    GraphicsContext g = getGraphicsContext2D();
    switch (kind) {
      case CAPACITY -> {
        g.setFill(brush.color(Token.T1));
        g.fillRect(0, 4.5, 16, 2);
      }
      case USED -> {
        g.setGlobalAlpha(0.55);
        g.setFill(brush.color(Token.BUSY));
        g.fillRect(0, 0, 16, 11);
      }
      case WAITING -> {
        g.setFill(brush.hatch(Token.PENDING));
        g.fillRect(0, 0, 16, 11);
        g.setStroke(brush.color(Token.PENDING_T));
        g.strokeRect(0.5, 0.5, 15, 10);
      }
    }
  }
}
