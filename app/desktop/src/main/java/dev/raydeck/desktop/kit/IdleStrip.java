package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.theme.Token;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/// A node's idle clock over the last minutes: it climbs to the dotted timeout while the node is
/// idle and lies on the ground while it is in use.
public final class IdleStrip extends DrawnRegion {
  private static final double HEIGHT = 30;
  private static final double TOP = 3.5;
  private static final double GROUND = HEIGHT - 2;

  private final Brush brush;
  private List<Ramp> ramps = List.of();
  private boolean isHeld;
  private double seenFrom;

  /// One climb: from and to are shares of the width, `top` is the share of the timeout it reached.
  public record Ramp(double from, double to, double top) {}

  public IdleStrip(Brush brush) {
    this.brush = brush;
    setMinSize(60, HEIGHT);
    setPrefSize(280, HEIGHT);
    setMaxHeight(HEIGHT);
  }

  /// `from` is where in the width this window began to look: before it nothing is drawn but climbs.
  /// `isNowHeld`: what keeps it on the ground now is a culprit.
  public void show(List<Ramp> fresh, double from, boolean isNowHeld) {
    if (fresh.equals(ramps) && seenFrom == from && isHeld == isNowHeld) {
      return;
    }
    ramps = List.copyOf(fresh);
    isHeld = isNowHeld;
    seenFrom = from;
    draw();
  }

  @Override
  void draw(GraphicsContext g, double width) {
    g.setLineWidth(1);
    g.setStroke(brush.color(Token.T3));
    g.setLineDashes(2, 3);
    g.strokeLine(0.5, TOP, width - 0.5, TOP);
    g.setLineDashes();
    double last = -1;
    for (Ramp ramp : ramps) {
      if (last >= 0) {
        ground(g, last * width, ramp.from() * width, Token.BUSY_T, 2);
      }
      climb(g, ramp, width);
      last = ramp.to();
    }
    if (last < 1) {
      ground(g, Math.max(seenFrom, last) * width, width, isHeld ? Token.HOLD : Token.BUSY_T, 3);
    }
  }

  private void climb(GraphicsContext g, Ramp ramp, double width) {
    double from = ramp.from() * width;
    double to = Math.max(from + 1, ramp.to() * width);
    double top = GROUND - Math.clamp(ramp.top(), 0, 1) * (GROUND - TOP);
    double[] xs = {from, to, to};
    double[] ys = {GROUND, top, GROUND};
    g.setGlobalAlpha(0.3);
    g.setFill(brush.color(Token.IDLE));
    g.fillPolygon(xs, ys, 3);
    g.setGlobalAlpha(1);
    g.setStroke(brush.color(Token.IDLE_T));
    g.setLineWidth(1.6);
    g.strokePolyline(xs, ys, 3);
  }

  private void ground(GraphicsContext g, double from, double to, Token ink, double thick) {
    if (to - from > 0.5) {
      g.setFill(brush.color(ink));
      g.fillRect(from, GROUND - thick / 2, to - from, thick);
    }
  }
}
