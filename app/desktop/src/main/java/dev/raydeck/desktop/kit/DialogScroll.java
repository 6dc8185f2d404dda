package dev.raydeck.desktop.kit;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// The middle of a dialog: as high as its content is at its width, lines wrapped, and scrolling
/// where the window has less than that. Tab passes it by.
public final class DialogScroll extends ScrollPane {
  public DialogScroll() {
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    Node content = getContent();
    Insets edges = getInsets();
    double inner = width < 0 ? width : width - edges.getLeft() - edges.getRight();
    return content == null
        ? super.computePrefHeight(width)
        : content.prefHeight(inner) + edges.getTop() + edges.getBottom();
  }
}
