package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.theme.Token;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/// How far a group is from its limits: a bar from 0 to max, its Pods by state, a tick at min, a
/// mark under the number of replicas asked for.
public final class GroupRuler extends Region {
  private static final NodeState[] PARTS = {
    NodeState.BUSY,
    NodeState.IDLE,
    NodeState.STARTING,
    NodeState.PENDING,
    NodeState.MARKED,
    NodeState.TERMINATING,
    NodeState.FAILED,
    NodeState.UNKNOWN
  };
  private static final double BAR = 8;
  private static final double TOP = 6;

  private final Brush brush;
  private final Canvas canvas;
  private final double width;

  public GroupRuler(Brush brush, double width) {
    this.brush = brush;
    this.width = width;
    canvas = new Canvas(width + 12, 24);
    getChildren().add(canvas);
    setMinSize(width + 12, 24);
    setPrefSize(width + 12, 24);
    setMaxSize(width + 12, 24);
  }

  public void show(GroupFacts group) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double whole = Math.max(1, group.isUnbounded() ? group.nodes().size() * 1.3 : group.max());
    whole = Math.max(whole, group.nodes().size());
    g.translate(6, 0);
    g.setStroke(brush.color(Token.LINE2));
    g.setLineWidth(1.5);
    g.setLineDashes();
    g.strokeLine(0, TOP + BAR / 2, width, TOP + BAR / 2);
    double x = 0;
    for (NodeState part : PARTS) {
      double length = group.count(part) / whole * width;
      if (length > 0) {
        part(g, part, x, length);
        x += length;
      }
    }
    tick(g, group.min() / whole * width, Token.T1, 2);
    if (!group.isUnbounded()) {
      tick(g, width, Token.T3, 1.5);
    }
    asked(g, Math.min(width, group.asked() / whole * width));
    g.translate(-6, 0);
  }

  private void part(GraphicsContext g, NodeState part, double x, double length) {
    double wide = Math.max(1.5, length - 1);
    switch (part) {
      case PENDING -> {
        g.setFill(brush.color(Token.BG2));
        g.fillRect(x, TOP, wide, BAR);
        g.setLineDashes(3, 2);
        outline(g, part, x, wide);
        g.setLineDashes();
      }
      case IDLE, STARTING, UNKNOWN -> {
        g.setFill(brush.color(Token.BG2));
        g.fillRect(x, TOP, wide, BAR);
        g.setGlobalAlpha(0.35);
        g.setFill(brush.color(Brush.fill(part)));
        g.fillRect(x, TOP, wide, BAR);
        g.setGlobalAlpha(1);
        outline(g, part, x, wide);
      }
      case BUSY, MARKED, TERMINATING, FAILED -> {
        g.setFill(brush.color(Brush.fill(part)));
        g.fillRect(x, TOP, wide, BAR);
      }
    }
  }

  private void outline(GraphicsContext g, NodeState part, double x, double wide) {
    g.setStroke(brush.color(Brush.ink(part)));
    g.setLineWidth(1);
    g.strokeRect(x + 0.5, TOP + 0.5, Math.max(0.5, wide - 1), BAR - 1);
  }

  private void tick(GraphicsContext g, double x, Token ink, double thick) {
    g.setStroke(brush.color(ink));
    g.setLineWidth(thick);
    g.strokeLine(x, TOP - 4, x, TOP + BAR + 4);
  }

  private void asked(GraphicsContext g, double x) {
    g.setFill(brush.color(Token.ACCENT));
    double top = TOP + BAR + 3;
    g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {top + 7, top + 7, top}, 3);
  }
}
