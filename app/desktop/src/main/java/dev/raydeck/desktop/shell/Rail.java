package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The rail: the screens there are, each with a count at its right edge, pink where something is
/// held.
final class Rail extends VBox {
  private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
  private final Map<Place, Label> counts = new EnumMap<>(Place.class);
  private final ToggleGroup group = new ToggleGroup();
  private final List<Node> words = new ArrayList<>();

  Rail(Deck deck, Consumer<Place> go, Runnable settings) {
    getStyleClass().add("rail");
    getChildren().add(section(deck.words().plain("rail.now")));
    boolean isControl = false;
    for (Place place : Place.values()) {
      if (place.isControl() && !isControl) {
        isControl = true;
        Label control = section(deck.words().plain("rail.control"));
        VBox.setMargin(control, new javafx.geometry.Insets(12, 0, 0, 0));
        getChildren().add(control);
      }
      getChildren().add(item(deck, place, go));
    }
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    getChildren().addAll(gap, settings(deck, settings));
  }

  private Label section(String title) {
    Label section = Parts.label(title, "rail-section");
    words.add(section);
    return section;
  }

  /// Icons alone, each with its word on hover; or with the words and counts.
  void fold(boolean isFolded) {
    getStyleClass().remove("folded");
    if (isFolded) {
      getStyleClass().add("folded");
    }
    words.forEach(word -> {
      word.setVisible(!isFolded);
      word.setManaged(!isFolded);
    });
  }

  private Button settings(Deck deck, Runnable open) {
    String name = deck.words().plain("settings.title");
    Label word = new Label(name);
    words.add(word);
    Button item = new Button(null, Parts.row(10, Icons.sized("mdi2c-cog-outline", 17), word));
    item.setTooltip(new Tooltip(name));
    item.getStyleClass().setAll("rail-item");
    item.setId("settings");
    item.setAccessibleText(name);
    item.setOnAction(event -> open.run());
    return item;
  }

  private ToggleButton item(Deck deck, Place place, Consumer<Place> go) {
    Label count = Parts.label("", "count");
    String name = deck.words().plain("place." + place.word());
    Label word = new Label(name);
    word.setMinWidth(USE_PREF_SIZE);
    words.addAll(List.of(word, count));
    HBox content = new HBox(10, Icons.sized(place.icon(), 17), word, Parts.gap(), count);
    content.setAlignment(Pos.CENTER_LEFT);
    content.setPrefWidth(140);
    ToggleButton item = new ToggleButton(null, content);
    item.getStyleClass().setAll("rail-item");
    item.setToggleGroup(group);
    item.setId("rail-" + place.word());
    item.setTooltip(new Tooltip(name));
    item.setAccessibleText(name);
    item.setOnAction(event -> {
      item.setSelected(true);
      go.accept(place);
    });
    items.put(place, item);
    counts.put(place, count);
    return item;
  }

  void select(Place place) {
    group.selectToggle(items.get(place));
  }

  void show(ClusterFacts facts) {
    count(Place.NODES, facts.nodes().size(), !facts.held().isEmpty());
    count(Place.DEMANDS, facts.demands().size(), false);
    count(
        Place.ACTORS,
        (int)
            facts.actors().stream().filter(dev.raydeck.desktop.actors.ActorRow::isCurrent).count(),
        false);
  }

  private void count(Place place, int number, boolean isHeld) {
    Label label = counts.get(place);
    if (label == null) {
      return;
    }
    label.setText(number == 0 ? "" : Integer.toString(number));
    label.getStyleClass().remove("ink-hold");
    if (isHeld) {
      label.getStyleClass().add("ink-hold");
    }
  }
}
