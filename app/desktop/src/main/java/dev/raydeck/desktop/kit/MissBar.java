package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.theme.Token;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/// What is there of what is asked; the hatched part is missing.
public final class MissBar extends Canvas {
  private final Brush brush;

  public MissBar(Brush brush, double width, double height) {
    super(width, height);
    this.brush = brush;
  }

  public void show(double asked, double there) {
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    double part = asked <= 0 ? 0 : Math.clamp(there / asked, 0, 1) * getWidth();
    g.setFill(brush.color(Token.LINE2));
    g.fillRect(0, 0, part, getHeight());
    g.setFill(brush.hatch(Token.FAILED));
    g.fillRect(part, 0, getWidth() - part, getHeight());
  }
}
