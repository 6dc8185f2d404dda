package dev.raydeck.desktop.kit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// What a row does without, one after another, until the rest has room. Nothing in it is cut: a
/// part is there whole, in its shorter form, or not at all.
///
/// Figures that tick change the width they need; a part that gave way comes back only where there
/// is room to spare, so that it does not come and go with them.
public final class GivingWay {
  private static final double SPARE = 24;

  private final HBox row;
  private final List<Step> steps;
  private int given;

  /// What leaves, and what stands in its place.
  public record Step(List<Node> leaves, List<Node> comes) {
    public static Step without(Node... nodes) {
      return new Step(List.of(nodes), List.of());
    }

    public static Step instead(Node whole, Node shorter) {
      return new Step(List.of(whole), List.of(shorter));
    }

    double saves() {
      return width(leaves) - width(comes);
    }

    private static double width(List<Node> nodes) {
      double width = 0;
      for (Node node : nodes) {
        if (isThere(node)) {
          double gap = node.getParent() instanceof HBox box ? box.getSpacing() : 0;
          width += node.prefWidth(-1) + gap;
        }
      }
      return width;
    }
  }

  /// `steps` in the order in which they are taken; what comes in one may leave in a later one.
  public GivingWay(HBox row, List<Step> steps) {
    this.row = row;
    this.steps = List.copyOf(steps);
    steps.forEach(step -> step.leaves().forEach(this::follow));
    show();
  }

  /// What is not shown for want of a text asks for no room by itself when it gets one.
  private void follow(Node node) {
    if (node instanceof Labeled labeled) {
      labeled
          .textProperty()
          .addListener((text, was, is) -> {
            if (isEmpty(was) != isEmpty(is)) {
              row.requestLayout();
            }
          });
    }
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  /// Of a label without text there is nothing to show and nothing to leave out, and none of what
  /// was never put into the row.
  private static boolean isThere(Node node) {
    return node.getParent() != null
        && !(node instanceof Labeled labeled
            && labeled.getGraphic() == null
            && isEmpty(labeled.getText()));
  }

  /// To be called before the row is laid out. `more` is what it needs beside what it shows now.
  /// Returns how much is lacking when all gave way; zero or less where there is room.
  public double fit(double width, double more) {
    show();
    double lacking = needs() + more - width;
    for (Step step : steps.subList(0, given)) {
      lacking += step.saves();
    }
    given = Math.max(needed(lacking), Math.min(given, needed(lacking + SPARE)));
    show();
    for (Step step : steps.subList(0, given)) {
      lacking -= step.saves();
    }
    return lacking;
  }

  /// The row's own width is remembered by it while it lays itself out; its parts' is not.
  private double needs() {
    Insets insets = row.getInsets();
    List<Node> shown = row.getChildren().stream().filter(Node::isManaged).toList();
    double needs = insets.getLeft() + insets.getRight() + row.getSpacing() * (shown.size() - 1);
    for (Node node : shown) {
      needs += node.prefWidth(-1);
    }
    return needs;
  }

  private void show() {
    Set<Node> shown = new LinkedHashSet<>();
    Set<Node> hidden = new LinkedHashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      List<Node> on = i < given ? steps.get(i).comes() : steps.get(i).leaves();
      List<Node> off = i < given ? steps.get(i).leaves() : steps.get(i).comes();
      on.stream().filter(node -> !hidden.contains(node)).forEach(shown::add);
      shown.removeAll(off);
      hidden.addAll(off);
    }
    shown.forEach(node -> show(node, isThere(node)));
    hidden.forEach(node -> show(node, false));
  }

  private static void show(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }

  private int needed(double lacking) {
    double left = lacking;
    int taken = 0;
    while (left > 0 && taken < steps.size()) {
      left -= steps.get(taken).saves();
      taken++;
    }
    return taken;
  }
}
