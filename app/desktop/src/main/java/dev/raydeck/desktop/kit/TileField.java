package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.theme.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Many workers as small tiles on one canvas. Tiles wrap with the width; the pointer or the arrow
/// keys pick one, Enter opens it, and its clause is the tooltip and the accessible text.
public final class TileField extends Region {
  private static final double GAP = 4;
  private static final double MARGIN = 4;

  /// Tiles up to this side are drawn as pixels: there are many of them.
  private static final double SMALL = 8;

  private final Brush brush;
  private final TilePixels pixels;
  private final Canvas canvas = new Canvas();
  private final BiFunction<NodeFacts, Instant, String> clause;
  private final Consumer<NodeFacts> open;
  private final Tooltip tooltip = new Tooltip();
  private List<NodeFacts> nodes = List.of();
  private Instant now = Instant.EPOCH;
  private double tile = 24;
  private int picked = -1;

  public TileField(
      Brush brush, BiFunction<NodeFacts, Instant, String> clause, Consumer<NodeFacts> open) {
    this.brush = brush;
    this.pixels = new TilePixels(brush);
    this.clause = clause;
    this.open = open;
    getChildren().add(canvas);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    setOnMouseMoved(event -> pick(indexAt(event)));
    setOnMouseExited(event -> pick(-1));
    setOnMouseClicked(this::click);
    setOnKeyPressed(this::key);
    focusedProperty().addListener((property, was, is) -> pick(is && picked < 0 ? 0 : picked));
    Tooltip.install(this, tooltip);
  }

  /// `size` is the tile's side in pixels: 24, 16 or 8.
  public void show(List<NodeFacts> shown, double size, Instant at) {
    nodes = shown;
    tile = size;
    now = at;
    picked = Math.min(picked, nodes.size() - 1);
    requestLayout();
    draw();
  }

  public void tick(Instant at) {
    now = at;
    if (nodes.stream().anyMatch(node -> node.state() == NodeState.IDLE)) {
      draw();
    }
  }

  private double step() {
    return tile + (tile >= 16 ? GAP : 2);
  }

  private int columns(double width) {
    return Math.max(1, (int) ((width - 2 * MARGIN + GAP) / step()));
  }

  @Override
  protected double computePrefHeight(double width) {
    int columns = columns(width > 0 ? width : 760);
    int rows = (nodes.size() + columns - 1) / columns;
    return rows * step() + 2 * MARGIN;
  }

  @Override
  protected double computePrefWidth(double height) {
    return nodes.size() * step() + 2 * MARGIN;
  }

  @Override
  protected double computeMinWidth(double height) {
    return step();
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    int columns = columns(getWidth());
    if (tile <= SMALL) {
      drawPixels(g, columns);
    } else {
      for (int i = 0; i < nodes.size(); i++) {
        tile(g, nodes.get(i), x(i, columns), y(i, columns));
      }
    }
    if (picked >= 0 && picked < nodes.size()) {
      g.setLineDashes();
      g.setLineWidth(1.5);
      g.setStroke(brush.color(Token.ACCENT));
      g.strokeRoundRect(
          x(picked, columns) - 2.5, y(picked, columns) - 2.5, tile + 5, tile + 5, 8, 8);
    }
  }

  private double x(int i, int columns) {
    return MARGIN + i % columns * step();
  }

  private double y(int i, int columns) {
    return MARGIN + Math.floorDiv(i, columns) * step();
  }

  private void drawPixels(GraphicsContext g, int columns) {
    int width = (int) Math.ceil(canvas.getWidth());
    int scale = Math.max(1, (int) Math.ceil(renderScale()));
    WritableImage image =
        pixels.draw(
            nodes,
            new TilePixels.Grid(nodes.size(), columns, tile, step(), MARGIN, width, scale),
            now);
    g.drawImage(image, 0, 0, image.getWidth() / scale, image.getHeight() / scale);
  }

  /// Of the window it is in; a field that is in none is drawn as for a plain one.
  private double renderScale() {
    @Nullable Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : window.getRenderScaleX();
  }

  private void tile(GraphicsContext g, NodeFacts node, double x, double y) {
    Duration left = node.remaining(now);
    double share = StateGlyph.share(left, node.idleTimeout());
    brush.glyph(g, new Brush.Glyph(node.state(), node.held() != null, share), x, y, tile);
  }

  private int indexAt(MouseEvent event) {
    int column = (int) ((event.getX() - MARGIN) / step());
    int row = (int) ((event.getY() - MARGIN) / step());
    int columns = columns(getWidth());
    int index = row * columns + column;
    boolean isInside = event.getX() >= MARGIN && event.getY() >= MARGIN && column < columns;
    return isInside && index < nodes.size() ? index : -1;
  }

  private void pick(int index) {
    if (index == picked && index >= 0) {
      return;
    }
    picked = index;
    String said = index < 0 || index >= nodes.size() ? "" : say(nodes.get(index));
    tooltip.setText(said);
    setAccessibleText(said);
    draw();
  }

  private String say(NodeFacts node) {
    return node.end() + " · " + clause.apply(node, now);
  }

  private void click(MouseEvent event) {
    int index = indexAt(event);
    if (index >= 0) {
      requestFocus();
      open.accept(nodes.get(index));
    }
  }

  private void key(KeyEvent event) {
    int columns = columns(getWidth());
    int moved =
        switch (event.getCode()) {
          case RIGHT -> picked + 1;
          case LEFT -> picked - 1;
          case DOWN -> picked + columns;
          case UP -> picked - columns;
          default -> picked;
        };
    if (moved != picked && moved >= 0 && moved < nodes.size()) {
      pick(moved);
      event.consume();
    }
    boolean isOpen =
        switch (event.getCode()) {
          case ENTER, SPACE -> true;
          default -> false;
        };
    if (isOpen && picked >= 0 && picked < nodes.size()) {
      open.accept(nodes.get(picked));
      event.consume();
    }
  }
}
