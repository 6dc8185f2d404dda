package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;

/// What the filter understands, each field with an example that can be pressed into it. Esc, or a
/// press elsewhere, closes it.
final class FilterHelp {
  private static final double GAP = 6;

  private final Popup pop = new Popup();

  FilterHelp(Deck deck, Consumer<String> take) {
    GridPane fields = new GridPane(14, 4);
    int row = 0;
    for (NodeField field : NodeField.values()) {
      Button example = Parts.link(field.example(), () -> take.accept(field.example()));
      example.getStyleClass().add("mono");
      Label says = Parts.label(deck.words().plain("nodes.help." + field.word()), "small", "t2");
      fields.addRow(row, example, says);
      row++;
    }
    VBox body =
        new VBox(
            10,
            Parts.label(deck.words().plain("nodes.helpTitle"), "strong"),
            fields,
            Parts.label(deck.words().plain("nodes.helpMore"), "small", "t2"));
    body.setPadding(new Insets(14, 16, 14, 16));
    body.getStyleClass().add("help-card");
    body.setId("nodes-help");
    pop.getContent().setAll(body);
    pop.setAutoHide(true);
  }

  void toggle(Node owner) {
    if (pop.isShowing()) {
      pop.hide();
    } else {
      Bounds below = owner.localToScreen(owner.getLayoutBounds());
      pop.setAnchorLocation(PopupWindow.AnchorLocation.WINDOW_TOP_RIGHT);
      pop.show(owner, below.getMaxX(), below.getMaxY() + GAP);
    }
  }
}
