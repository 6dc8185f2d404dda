package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoints;
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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The rail: the screens there are, each with a count at its right edge, pink where something is
/// held. Folded, what is held, or waits at a breakpoint, stays as a badge on the icon.
final class Rail extends VBox {
  private static final int MOST = 99;

  private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
  private final Map<Place, Label> counts = new EnumMap<>(Place.class);
  private final ToggleGroup group = new ToggleGroup();
  private final Map<Place, Label> badges = new EnumMap<>(Place.class);
  private final List<Node> words = new ArrayList<>();
  private final Words said;
  private boolean isFolded;

  Rail(Deck deck, Consumer<Place> go, Runnable settings) {
    said = deck.words();
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
  void fold(boolean isNarrow) {
    isFolded = isNarrow;
    getStyleClass().remove("folded");
    if (isFolded) {
      getStyleClass().add("folded");
    }
    words.forEach(word -> {
      word.setVisible(!isFolded);
      word.setManaged(!isFolded);
    });
    badges.values().forEach(this::showBadge);
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
    Label badge = Parts.label("", "rail-badge");
    badge.setId("badge-" + place.word());
    badge.setManaged(false);
    badges.put(place, badge);
    showBadge(badge);
    StackPane icon = new StackPane(Icons.sized(place.icon(), 17), badge);
    HBox content = new HBox(10, icon, word, Parts.gap(), count);
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
    badge(Place.NODES, "rail.held", facts.held().size(), "hold");
    badge(Place.AUTOSCALER, "rail.stopped", stopped(facts), "stop");
    count(Place.AUTOSCALER, stopped(facts), false);
    count(Place.DEMANDS, facts.demands().size(), false);
    count(
        Place.ACTORS,
        (int)
            facts.actors().stream().filter(dev.raydeck.desktop.actors.ActorRow::isCurrent).count(),
        false);
  }

  /// What waits at a breakpoint for a person: workers to launch and to remove.
  private static int stopped(ClusterFacts facts) {
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    return stop == null
        ? 0
        : stop.intent().removals().size()
            + stop.intent().launches().values().stream().mapToInt(Integer::intValue).sum();
  }

  private void badge(Place place, String key, int number, String style) {
    Label badge = badges.get(place);
    ToggleButton item = items.get(place);
    if (badge == null || item == null) {
      return;
    }
    badge.setText(number == 0 ? "" : number > MOST ? MOST + "+" : Integer.toString(number));
    badge.getStyleClass().setAll("label", "rail-badge", style);
    showBadge(badge);
    String name = said.plain("place." + place.word());
    String says = number == 0 ? name : said.plain(key, name, number);
    item.setAccessibleText(says);
    item.getTooltip().setText(says);
  }

  /// At the icon's upper right corner, over its edge.
  private void showBadge(Label badge) {
    badge.setVisible(isFolded && !badge.getText().isEmpty());
    badge.applyCss();
    badge.autosize();
    badge.relocate(10, -7);
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
