package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.live.History;
import dev.raydeck.desktop.theme.Token;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Changes of size on a chart: a dotted line each, and by how many. Changes that stand too near to
/// be read share one label: their sum.
final class SizeMarks {
  private static final double LABEL_ROOM = 30;

  private final GraphicsContext g;
  private final Brush brush;
  private final ToDoubleFunction<Instant> x;

  SizeMarks(GraphicsContext g, Brush brush, ToDoubleFunction<Instant> x) {
    this.g = g;
    this.brush = brush;
    this.x = x;
  }

  /// `changes` oldest first; lines from `top` to `bottom`, labels on the line `label`.
  void draw(List<History.SizeChange> changes, double top, double bottom, double label) {
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(Font.font("JetBrains Mono", 11));
    int sum = 0;
    for (int i = 0; i < changes.size(); i++) {
      double at = mark(changes.get(i));
      sum += changes.get(i).by();
      g.setStroke(brush.color(ink(changes.get(i).by())));
      g.setLineWidth(1);
      g.setLineDashes(1.5, 2.5);
      g.strokeLine(at, top, at, bottom);
      g.setLineDashes();
      if (i == changes.size() - 1 || mark(changes.get(i + 1)) - at > LABEL_ROOM) {
        g.setFill(brush.color(ink(sum)));
        g.fillText(text(sum), at - 4, label);
        sum = 0;
      }
    }
  }

  private static String text(int by) {
    return (by > 0 ? "+" : by < 0 ? "−" : "±") + Math.abs(by);
  }

  private double mark(History.SizeChange change) {
    return Math.round(x.applyAsDouble(change.at())) + 0.5;
  }

  private static Token ink(int by) {
    return by < 0 ? Token.MARKED_T : Token.STARTING_T;
  }
}
