package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.live.Deck;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// An object in the list: the RayCluster by its name, a Pod by the end of its.
final class ObjectCell extends ListCell<ObjectRef> {
  private final Deck deck;

  ObjectCell(Deck deck) {
    this.deck = deck;
    getStyleClass().add("container-cell");
  }

  @Override
  protected void updateItem(@Nullable ObjectRef item, boolean isEmpty) {
    super.updateItem(item, isEmpty);
    if (item == null || isEmpty) {
      setText(null);
      setTooltip(null);
      return;
    }
    setText(
        item.kind() == ObjectRef.Kind.RAY_CLUSTER
            ? deck.words().plain("resource.cluster")
            : Names.alone(item.name()));
    setTooltip(new Tooltip(item.name()));
    setAccessibleText(item.kind().word() + " " + item.name());
  }
}
