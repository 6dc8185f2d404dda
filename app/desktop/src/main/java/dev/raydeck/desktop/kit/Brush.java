package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.theme.Palette;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.theme.Token;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// Draws states as shapes first and colours second: solid, hollow with a level, hatch, ramp,
/// chevron, dots, cross, question mark. Same shapes in tiles, rows and rulers.
public final class Brush {
  private final Palette palette;
  private final Map<Token, Paint> hatches = new EnumMap<>(Token.class);

  public Brush(Palette palette) {
    this.palette = palette;
  }

  public Color color(Token token) {
    return palette.color(token);
  }

  public static Token fill(NodeState state) {
    return Token.valueOf(state.name());
  }

  /// The token that writes text and draws edges of a state.
  public static Token ink(NodeState state) {
    return Token.valueOf(state.name() + "_T");
  }

  /// What one glyph shows. `left` is the share of the idle timeout left, 0 to 1.
  public record Glyph(NodeState state, boolean isHeld, double left) {}

  public void glyph(GraphicsContext g, Glyph glyph, double x, double y, double size) {
    double arc = Math.max(2, size / 6);
    g.setLineDashes();
    g.setLineWidth(size >= 20 ? 1.5 : 1);
    switch (glyph.state()) {
      case BUSY -> block(g, Token.BUSY, x, y, size, arc);
      case IDLE -> idle(g, glyph.left(), x, y, size, arc);
      case PENDING -> pending(g, x, y, size, arc);
      case STARTING -> starting(g, x, y, size, arc);
      case MARKED -> marked(g, x, y, size, arc);
      case TERMINATING -> terminating(g, x, y, size, arc);
      case FAILED -> failed(g, x, y, size, arc);
      case UNKNOWN -> unknown(g, x, y, size, arc);
    }
    g.setLineDashes();
    if (glyph.isHeld()) {
      corner(g, x, y, size);
    }
  }

  private void block(GraphicsContext g, Token token, double x, double y, double size, double arc) {
    g.setFill(color(token));
    g.fillRoundRect(x, y, size, size, arc * 2, arc * 2);
  }

  private void edge(GraphicsContext g, Token token, double x, double y, double size, double arc) {
    double half = g.getLineWidth() / 2;
    g.setStroke(color(token));
    g.strokeRoundRect(x + half, y + half, size - 2 * half, size - 2 * half, arc * 2, arc * 2);
  }

  private void idle(GraphicsContext g, double left, double x, double y, double size, double arc) {
    edge(g, Token.IDLE, x, y, size, arc);
    double inset = Math.max(2, size / 6);
    double full = size - 2 * inset;
    double level = Math.max(1, full * Math.clamp(left, 0, 1));
    g.setFill(color(Token.IDLE));
    g.setGlobalAlpha(0.75);
    g.fillRect(x + inset, y + size - inset - level, full, level);
    g.setGlobalAlpha(1);
  }

  private void pending(GraphicsContext g, double x, double y, double size, double arc) {
    g.setFill(hatch(Token.PENDING));
    g.fillRoundRect(x, y, size, size, arc * 2, arc * 2);
    g.setLineDashes(size / 6, size / 8);
    edge(g, Token.PENDING_T, x, y, size, arc);
  }

  private void starting(GraphicsContext g, double x, double y, double size, double arc) {
    g.setFill(color(Token.STARTING));
    double in = Math.max(1, size / 12);
    g.fillPolygon(
        new double[] {x + in, x + size - in, x + size - in},
        new double[] {y + size - in, y + size - in, y + in},
        3);
    edge(g, Token.STARTING_T, x, y, size, arc);
  }

  private void marked(GraphicsContext g, double x, double y, double size, double arc) {
    block(g, Token.MARKED, x, y, size, arc);
    if (palette.theme() == Theme.LIGHT) {
      edge(g, Token.MARKED_T, x, y, size, arc);
    }
    g.setStroke(Color.web("#2A1A05"));
    g.setLineWidth(Math.max(1.4, size / 9));
    g.setLineCap(StrokeLineCap.ROUND);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.strokePolyline(
        new double[] {x + size * 0.28, x + size * 0.5, x + size * 0.72},
        new double[] {y + size * 0.4, y + size * 0.62, y + size * 0.4},
        3);
    g.setLineCap(StrokeLineCap.SQUARE);
  }

  private void terminating(GraphicsContext g, double x, double y, double size, double arc) {
    g.setLineDashes(1.5, 2.5);
    edge(g, Token.TERMINATING_T, x, y, size, arc);
    double dot = Math.max(2, size * 0.3);
    g.setFill(color(Token.TERMINATING));
    g.fillOval(x + (size - dot) / 2, y + (size - dot) / 2, dot, dot);
  }

  private void failed(GraphicsContext g, double x, double y, double size, double arc) {
    block(g, Token.FAILED, x, y, size, arc);
    g.setStroke(palette.theme().isDark() ? Color.web("#2A0803") : Color.WHITE);
    g.setLineWidth(Math.max(1.4, size / 8));
    g.strokeLine(x + size * 0.32, y + size * 0.32, x + size * 0.68, y + size * 0.68);
    g.strokeLine(x + size * 0.68, y + size * 0.32, x + size * 0.32, y + size * 0.68);
  }

  private void unknown(GraphicsContext g, double x, double y, double size, double arc) {
    g.setLineDashes(3, 3);
    edge(g, Token.UNKNOWN, x, y, size, arc);
    if (size >= 12) {
      g.setFill(color(Token.UNKNOWN_T));
      g.setFont(javafx.scene.text.Font.font("Inter SemiBold", size * 0.62));
      g.setTextAlign(javafx.scene.text.TextAlignment.CENTER);
      g.setTextBaseline(javafx.geometry.VPos.CENTER);
      g.fillText("?", x + size / 2, y + size / 2 + 0.5);
    }
  }

  private void corner(GraphicsContext g, double x, double y, double size) {
    double side = Math.max(4, size * 0.42);
    g.setFill(color(Token.HOLD));
    g.fillPolygon(
        new double[] {x + size - side, x + size, x + size}, new double[] {y, y, y + side}, 3);
  }

  /// The countdown ring: an arc of what is left, clockwise from 12 o'clock.
  public void ring(GraphicsContext g, double left, Token ink, double x, double y, double size) {
    double stroke = Math.max(2, size * 0.11);
    double half = stroke / 2;
    g.setLineDashes();
    g.setLineWidth(stroke);
    g.setLineCap(StrokeLineCap.BUTT);
    g.setStroke(color(Token.LINE2));
    g.strokeOval(x + half, y + half, size - stroke, size - stroke);
    double sweep = 360 * Math.clamp(left, 0, 1);
    if (sweep > 0) {
      g.setStroke(color(ink));
      g.strokeArc(
          x + half, y + half, size - stroke, size - stroke, 90 - sweep, sweep, ArcType.OPEN);
    }
    g.setLineCap(StrokeLineCap.SQUARE);
  }

  /// A ring with nothing known in it.
  public void unknownRing(GraphicsContext g, double x, double y, double size) {
    double stroke = Math.max(1.5, size * 0.09);
    g.setLineWidth(stroke);
    g.setLineDashes(stroke, stroke * 1.6);
    g.setStroke(color(Token.UNKNOWN));
    g.strokeOval(x + stroke / 2, y + stroke / 2, size - stroke, size - stroke);
    g.setLineDashes();
  }

  /// A 45° hatch: what waits, or what is missing. Made once for each token.
  public Paint hatch(Token token) {
    return hatches.computeIfAbsent(token, this::newHatch);
  }

  private Paint newHatch(Token token) {
    Canvas canvas = new Canvas(16, 16);
    GraphicsContext g = canvas.getGraphicsContext2D();
    boolean isDark = palette.theme().isDark();
    g.setFill(isDark ? Color.TRANSPARENT : color(token).deriveColor(0, 0.5, 1.1, 0.45));
    g.fillRect(0, 0, 16, 16);
    g.setStroke(color(token));
    g.setLineWidth(3.4);
    for (int i = -16; i <= 32; i += 8) {
      g.strokeLine(i - 2, 18, i + 18, -2);
    }
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    WritableImage image = canvas.snapshot(parameters, null);
    return new ImagePattern(image, 0, 0, 16, 16, false);
  }
}
