package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.theme.Token;
import javafx.scene.canvas.GraphicsContext;

/// Used of total as a bar, with what waits stacked on the capacity line.
public final class UseBar extends DrawnRegion {
  private final Brush brush;
  private final double height;
  private double total;
  private double used;
  private double waiting;

  public UseBar(Brush brush, double width, double height) {
    this.brush = brush;
    this.height = height;
    setMinSize(24, height);
    setPrefSize(width, height);
    setMaxHeight(height);
  }

  public void show(double newTotal, double newUsed, double newWaiting) {
    if (newTotal == total && newUsed == used && newWaiting == waiting) {
      return;
    }
    total = newTotal;
    used = newUsed;
    waiting = newWaiting;
    draw();
  }

  @Override
  void draw(GraphicsContext g, double width) {
    boolean hasLine = height >= 14;
    double bar = hasLine ? height - 6 : height;
    double top = (height - bar) / 2;
    double scale = scale(width, hasLine);
    double line = total * scale;
    g.setFill(brush.color(Token.BG4));
    g.fillRect(0, top, Math.max(line, 0), bar);
    g.setFill(brush.color(Token.BUSY));
    g.fillRect(0, top, Math.min(used, total) * scale, bar);
    if (waiting > 0) {
      g.setFill(brush.hatch(Token.PENDING));
      g.fillRect(line, top, Math.min(width - line, waiting * scale), bar);
      g.setStroke(brush.color(Token.PENDING_T));
      g.setLineWidth(1);
      g.strokeRect(
          line + 0.5, top + 0.5, Math.max(1, Math.min(width - line, waiting * scale) - 1), bar - 1);
    }
    if (hasLine) {
      g.setFill(brush.color(Token.T1));
      g.fillRect(Math.max(0, line - 1), 0, 2, height);
    }
  }

  /// Capacity takes three quarters of the width, unless what waits needs more.
  private double scale(double width, boolean hasLine) {
    if (!hasLine) {
      return total > 0 ? width / total : 0;
    }
    double whole = total + waiting;
    return whole <= 0 ? 0 : waiting > 0 ? Math.min(width / whole, width) : width * 0.75 / total;
  }
}
