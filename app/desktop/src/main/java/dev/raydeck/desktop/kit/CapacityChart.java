package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.live.History;
import dev.raydeck.desktop.theme.Token;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Capacity as a step line, use as an area below it, waiting demand hatched on top of the line;
/// changes of size as marks. What is between use and the line is free.
public final class CapacityChart extends Region {
  private static final List<Duration> SPANS =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));
  private static final double LEFT = 46;
  private static final double RIGHT = 16;
  private static final double TOP = 16;
  private static final double BOTTOM = 24;
  private static final Duration GAP = Duration.ofSeconds(20);

  private final Brush brush;
  private final Words words;
  private final Figures figures;
  private final Canvas canvas = new Canvas();
  private List<History.Point> points = List.of();
  private List<History.SizeChange> changes = List.of();
  private String resource = "CPU";
  private double most;
  private Instant now = Instant.EPOCH;
  private double ceiling = 1;
  private Duration span = SPANS.getFirst();

  public CapacityChart(Brush brush, Words words, Figures figures) {
    this.brush = brush;
    this.words = words;
    this.figures = figures;
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    setMinHeight(120);
    setMinWidth(0);
  }

  /// The shortest span that holds all there is.
  public static Duration span(List<History.Point> points, Instant now) {
    if (points.isEmpty()) {
      return SPANS.getFirst();
    }
    Duration there = Duration.between(points.getFirst().at(), now);
    return SPANS.stream()
        .filter(span -> span.compareTo(there) >= 0)
        .findFirst()
        .orElse(SPANS.getLast());
  }

  /// `most` is the capacity at every group's maximum, 0 where there is none.
  public void show(
      List<History.Point> newPoints,
      List<History.SizeChange> newChanges,
      String newResource,
      double newMost,
      Instant at) {
    points = newPoints;
    changes = newChanges;
    resource = newResource;
    most = newMost;
    now = at;
    span = span(points, now);
    ceiling = ceiling();
    if (!points.isEmpty()) {
      History.Level last = points.getLast().level(resource);
      setAccessibleText(
          words.plain(
              "chart.says",
              resource,
              Figures.amount(resource, last.used()),
              Figures.amount(resource, last.capacity()),
              Figures.amount(resource, last.waiting())));
    }
    draw();
  }

  private double ceiling() {
    double highest =
        points.stream()
            .map(point -> point.level(resource))
            .mapToDouble(level -> level.capacity() + level.waiting())
            .max()
            .orElse(0);
    double wanted =
        most > 0 && most <= highest * 12 && most <= 1e4 ? Math.max(most, highest) : highest;
    return nice(Math.max(wanted, resource.equals("memory") ? 1024.0 * 1024 * 1024 : 1));
  }

  /// The next of 1, 2, 4, 5, 8, 10 … at or above a value, in powers of the resource's base.
  private double nice(double value) {
    double base = resource.equals("memory") ? 1024.0 * 1024 * 1024 : 1;
    double scaled = value / base;
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(scaled, 1))));
    for (double step : new double[] {1, 2, 4, 5, 8, 10}) {
      if (step * power >= scaled - 1e-9) {
        return step * power * base;
      }
    }
    return 10 * power * base;
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      draw();
    }
  }

  private double x(Instant at) {
    double share = 1 - (double) Duration.between(at, now).toMillis() / span.toMillis();
    return LEFT + share * (canvas.getWidth() - LEFT - RIGHT);
  }

  private double y(double amount) {
    double plot = canvas.getHeight() - TOP - BOTTOM;
    return TOP + plot * (1 - amount / (ceiling * 1.06));
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (canvas.getWidth() < 80) {
      return;
    }
    g.setLineDashes();
    axes(g);
    g.save();
    g.beginPath();
    g.rect(LEFT, 0, canvas.getWidth() - LEFT - RIGHT, canvas.getHeight());
    g.clip();
    for (int i = 0; i < points.size(); i++) {
      segment(g, i);
    }
    line(g);
    marks(g);
    g.restore();
    if (points.isEmpty()) {
      g.setFill(brush.color(Token.T3));
      g.setTextAlign(TextAlignment.CENTER);
      g.setFont(Font.font("Inter", 12));
      g.fillText(words.plain("chart.none"), canvas.getWidth() / 2, canvas.getHeight() / 2);
    }
  }

  private void axes(GraphicsContext g) {
    g.setFont(Font.font("JetBrains Mono", 11));
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.RIGHT);
    int steps = ceiling <= 3 ? (int) ceiling : 4;
    for (int i = 0; i <= steps; i++) {
      double amount = ceiling * i / steps;
      g.setStroke(brush.color(Token.LINE));
      g.setLineWidth(1);
      double at = Math.round(y(amount)) + 0.5;
      g.strokeLine(LEFT, at, canvas.getWidth() - RIGHT, at);
      g.setFill(brush.color(Token.T3));
      g.fillText(label(amount), LEFT - 7, at);
    }
    limit(g);
    times(g);
  }

  private String label(double amount) {
    return resource.equals("memory") ? compact(amount) : Figures.number(amount);
  }

  private static String compact(double bytes) {
    String text = Figures.bytes(bytes);
    return bytes == 0 ? "0" : text.replace(" GiB", "G").replace(" TiB", "T").replace(" MiB", "M");
  }

  private void limit(GraphicsContext g) {
    if (most <= 0 || most > ceiling) {
      return;
    }
    double at = Math.round(y(most)) + 0.5;
    g.setStroke(brush.color(Token.T3));
    g.setLineDashes(1.5, 3.5);
    g.strokeLine(LEFT, at, canvas.getWidth() - RIGHT, at);
    g.setLineDashes();
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(Font.font("Inter", 11));
    g.setFill(brush.color(Token.T3));
    g.fillText(words.plain("chart.limit"), canvas.getWidth() - RIGHT - 2, at - 9);
    g.setFont(Font.font("JetBrains Mono", 11));
  }

  private void times(GraphicsContext g) {
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(brush.color(Token.T3));
    double at = canvas.getHeight() - BOTTOM + 13;
    for (int i = 0; i < 5; i++) {
      Instant time = now.minus(span).plus(span.multipliedBy(i).dividedBy(5));
      String text = figures.clock(time);
      g.fillText(
          span.compareTo(Duration.ofMinutes(5)) > 0 ? text.substring(0, 5) : text, x(time), at);
    }
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(words.plain("chart.now"), canvas.getWidth() - RIGHT, at);
  }

  /// The stretch a point stands for: until the next one; a silence longer than a few polls stays
  /// empty.
  private void segment(GraphicsContext g, int i) {
    History.Level level = points.get(i).level(resource);
    double from = Math.round(x(points.get(i).at()));
    double to = Math.round(x(end(i)));
    if (to < LEFT) {
      return;
    }
    double wide = to - from;
    double capacity = y(level.capacity());
    g.setGlobalAlpha(0.42);
    g.setFill(brush.color(Token.BUSY));
    g.fillRect(from, y(level.used()), wide, y(0) - y(level.used()));
    g.setGlobalAlpha(1);
    if (level.waiting() > 0) {
      double top = y(level.capacity() + level.waiting());
      g.setFill(brush.hatch(Token.PENDING));
      g.fillRect(from, top, wide, capacity - top);
    }
  }

  private Instant end(int i) {
    Instant from = points.get(i).at();
    Instant next = i + 1 < points.size() ? points.get(i + 1).at() : now;
    return Duration.between(from, next).compareTo(GAP) > 0 ? from.plus(GAP) : next;
  }

  private void line(GraphicsContext g) {
    g.setStroke(brush.color(Token.T1));
    g.setLineWidth(1.8);
    g.setLineCap(StrokeLineCap.BUTT);
    double last = Double.NaN;
    double lastEnd = Double.NaN;
    for (int i = 0; i < points.size(); i++) {
      double at = y(points.get(i).level(resource).capacity());
      double from = Math.round(x(points.get(i).at()));
      double to = Math.round(x(end(i)));
      if (!Double.isNaN(last) && Math.abs(lastEnd - from) < 1.5 && last != at) {
        g.strokeLine(from, last, from, at);
      }
      g.strokeLine(from, at, to, at);
      last = at;
      lastEnd = to;
    }
  }

  private void marks(GraphicsContext g) {
    double label = Math.max(TOP + 12, y(most > 0 ? Math.min(most, ceiling) : ceiling) + 11);
    new SizeMarks(g, brush, this::x).draw(changes, y(ceiling), y(0), label);
  }
}
