package dev.raydeck.desktop.logs;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A container in the list: its Pod's short name, its own, and its state where it does not run.
final class ContainerCell extends ListCell<LogContainer> {
  private final Deck deck;
  private final Label pod = Parts.label("", "mono");
  private final Label name = new Label();
  private final Label state = Parts.label("", "small", "t3");
  private final HBox row = Parts.row(8, pod, name, Parts.gap(), state);

  ContainerCell(Deck deck) {
    this.deck = deck;
    getStyleClass().add("container-cell");
    pod.setMinWidth(Region.USE_PREF_SIZE);
    name.setMinWidth(48);
  }

  @Override
  protected void updateItem(@Nullable LogContainer item, boolean isEmpty) {
    super.updateItem(item, isEmpty);
    if (item == null || isEmpty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    pod.setText(item.isHead() ? deck.words().plain("value.head") : item.end());
    name.setText(item.name());
    String says =
        item.state().equals("running")
            ? item.restarts() == 0 ? "" : deck.words().plain("logs.restarts", item.restarts())
            : item.state();
    state.setText(says);
    setGraphic(row);
    setAccessibleText(item.pod() + ", " + item.name() + ", " + item.state());
  }
}
