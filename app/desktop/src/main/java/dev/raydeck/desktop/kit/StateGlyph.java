package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.theme.Token;
import java.time.Duration;
import java.time.Instant;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// A node's state as one glyph; an idle one may be a countdown ring, with its seconds inside from
/// 34 px on.
public final class StateGlyph extends Region {
  private static final Duration LAST_SECONDS = Duration.ofSeconds(10);

  private final Brush brush;
  private final Canvas canvas;
  private final double size;
  private final boolean isRing;
  private @Nullable Object drawn;

  public StateGlyph(Brush brush, double size, boolean isRing) {
    this.brush = brush;
    this.size = size;
    this.isRing = isRing;
    canvas = new Canvas(size, size);
    getChildren().add(canvas);
    setMinSize(size, size);
    setPrefSize(size, size);
    setMaxSize(size, size);
  }

  private record Shown(
      Brush.Glyph glyph, boolean isRing, long tenths, long seconds, boolean isStale) {}

  /// `isStale`: Ray's part is old, so a countdown is not known.
  public void show(NodeFacts node, Instant now, boolean isStale) {
    Duration left = node.remaining(now);
    Duration timeout = node.idleTimeout();
    double share = share(left, timeout);
    boolean asRing =
        isRing && node.state() == NodeState.IDLE && left != null && node.held() == null;
    long seconds = left == null ? -1 : left.plusMillis(999).toSeconds();
    draw(
        new Shown(
            new Brush.Glyph(node.state(), node.held() != null, share),
            asRing,
            Math.round(share * size * 6),
            seconds,
            isStale));
  }

  /// A state without a node.
  public void show(NodeState state) {
    draw(new Shown(new Brush.Glyph(state, false, 1), false, 0, -1, false));
  }

  /// The share of the timeout that is left, 1 where none applies.
  public static double share(@Nullable Duration left, @Nullable Duration timeout) {
    return left == null || timeout == null || timeout.isZero()
        ? 1
        : (double) left.toMillis() / timeout.toMillis();
  }

  private void draw(Shown wanted) {
    if (drawn instanceof Shown last && isSame(last, wanted)) {
      return;
    }
    drawn = wanted;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, size, size);
    if (wanted.isRing()) {
      ring(g, wanted);
    } else {
      double glyphSize = size >= 34 ? 26 : size;
      double at = (size - glyphSize) / 2;
      brush.glyph(g, wanted.glyph(), at, at, glyphSize);
    }
  }

  private static boolean isSame(Shown one, Shown other) {
    return one.tenths() == other.tenths()
        && one.seconds() == other.seconds()
        && one.isRing() == other.isRing()
        && one.isStale() == other.isStale()
        && one.glyph().state() == other.glyph().state()
        && one.glyph().isHeld() == other.glyph().isHeld();
  }

  private void ring(GraphicsContext g, Shown shown) {
    if (shown.isStale()) {
      brush.unknownRing(g, 0, 0, size);
      text(g, "?", Token.UNKNOWN_T);
      return;
    }
    boolean isSoon = shown.seconds() <= LAST_SECONDS.toSeconds();
    brush.ring(g, shown.glyph().left(), isSoon ? Token.MARKED : Token.IDLE, 0, 0, size);
    if (size >= 34) {
      String inside =
          shown.seconds() < 600 ? Long.toString(shown.seconds()) : shown.seconds() / 60 + "m";
      text(g, inside, isSoon ? Token.MARKED_T : Token.T1);
    }
  }

  private void text(GraphicsContext g, String text, Token ink) {
    if (size < 15) {
      return;
    }
    g.setFill(brush.color(ink));
    g.setFont(
        Font.font("JetBrains Mono SemiBold", size >= 34 ? (text.length() > 2 ? 10 : 11.5) : 9));
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, size / 2, size / 2 + 0.5);
  }
}
