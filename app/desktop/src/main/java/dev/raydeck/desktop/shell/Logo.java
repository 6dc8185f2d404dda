package dev.raydeck.desktop.shell;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;

/// The mark: a countdown ring around four workers.
public final class Logo extends Canvas {
  public Logo() {
    super(22, 22);
    GraphicsContext g = getGraphicsContext2D();
    g.setLineWidth(2.2);
    g.setStroke(Color.web("#7E8794"));
    g.strokeOval(1.5, 1.5, 19, 19);
    g.setStroke(Color.web("#2FBE8C"));
    g.strokeArc(1.5, 1.5, 19, 19, -150, 240, ArcType.OPEN);
    g.setFill(Color.web("#3A6FC8"));
    g.fillRoundRect(6.5, 6.5, 4, 4, 1.5, 1.5);
    g.fillRoundRect(11.5, 6.5, 4, 4, 1.5, 1.5);
    g.fillRoundRect(6.5, 11.5, 4, 4, 1.5, 1.5);
    g.setFill(Color.web("#F97FC0"));
    g.fillRoundRect(11.5, 11.5, 4, 4, 1.5, 1.5);
  }
}
