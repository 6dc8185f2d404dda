package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.NodeFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// Thousands of small tiles as one picture. Each look a tile can have is drawn once; then a tile
/// costs a copy of a few pixels, and only when it looks different than before.
final class TilePixels {
  private static final int LEVELS = 16;

  private final Brush brush;
  private final Map<Look, int[]> looks = new HashMap<>();
  private Grid grid = new Grid(0, 0, 0, 0, 0, 0, 1);
  private WritableImage image = new WritableImage(1, 1);
  private Look[] shown = new Look[0];

  TilePixels(Brush brush) {
    this.brush = brush;
  }

  /// How tiles stand, in pixels of the scene; `scale` is the screen's pixels in one.
  record Grid(
      int count, int columns, double tile, double step, double margin, int width, int scale) {
    int rows() {
      return columns == 0 ? 0 : (count + columns - 1) / columns;
    }
  }

  private record Look(Brush.Glyph glyph) {}

  /// The picture of these, from its top left corner on; the same object while only tiles changed.
  WritableImage draw(List<NodeFacts> nodes, Grid wanted, Instant now) {
    if (!wanted.equals(grid)) {
      begin(wanted);
    }
    for (int i = 0; i < nodes.size(); i++) {
      Look look = look(nodes.get(i), now);
      if (!look.equals(shown[i])) {
        shown[i] = look;
        put(i, looks.computeIfAbsent(look, this::picture));
      }
    }
    return image;
  }

  private void begin(Grid wanted) {
    if (wanted.tile() != grid.tile() || wanted.scale() != grid.scale()) {
      looks.clear();
    }
    grid = wanted;
    double height = wanted.rows() * wanted.step() + 2 * wanted.margin();
    image =
        new WritableImage(
            Math.max(1, wanted.width() * wanted.scale()),
            Math.max(1, (int) Math.ceil(height * wanted.scale())));
    shown = new Look[wanted.count()];
  }

  private static Look look(NodeFacts node, Instant now) {
    double share = StateGlyph.share(node.remaining(now), node.idleTimeout());
    double level = Math.rint(Math.clamp(share, 0, 1) * LEVELS) / LEVELS;
    return new Look(new Brush.Glyph(node.state(), node.held() != null, level));
  }

  private int side() {
    return (int) Math.ceil(grid.step() * grid.scale());
  }

  /// A tile and the gap to its right and below.
  private int[] picture(Look look) {
    Canvas canvas = new Canvas(grid.step(), grid.step());
    brush.glyph(canvas.getGraphicsContext2D(), look.glyph(), 0, 0, grid.tile());
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    parameters.setTransform(Transform.scale(grid.scale(), grid.scale()));
    int side = side();
    WritableImage drawn = canvas.snapshot(parameters, new WritableImage(side, side));
    int[] pixels = new int[side * side];
    drawn
        .getPixelReader()
        .getPixels(0, 0, side, side, PixelFormat.getIntArgbPreInstance(), pixels, 0, side);
    return pixels;
  }

  private void put(int i, int[] pixels) {
    int side = side();
    int x = (int) Math.round((grid.margin() + i % grid.columns() * grid.step()) * grid.scale());
    int y =
        (int)
            Math.round(
                (grid.margin() + Math.floorDiv(i, grid.columns()) * grid.step()) * grid.scale());
    int wide = Math.min(side, (int) image.getWidth() - x);
    int high = Math.min(side, (int) image.getHeight() - y);
    if (wide > 0 && high > 0) {
      image
          .getPixelWriter()
          .setPixels(x, y, wide, high, PixelFormat.getIntArgbPreInstance(), pixels, 0, side);
    }
  }
}
