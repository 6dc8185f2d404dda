package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.CapacityChart;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.Swatch;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.History;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Capacity, use and waiting demand over the last minutes, for one resource at a time.
final class ChartCard {
  private final Deck deck;
  private final Label title;
  private final HBox resources;
  private final CapacityChart chart;
  private String resource = "CPU";
  private List<String> offered = List.of();
  private boolean isChosen;

  ChartCard(Deck deck, Label title, HBox resources, HBox legend, CapacityChart chart) {
    this.deck = deck;
    this.title = title;
    this.resources = resources;
    this.chart = chart;
    for (Swatch.Kind kind : Swatch.Kind.values()) {
      legend
          .getChildren()
          .add(
              Parts.row(
                  6,
                  new Swatch(deck.brush(), kind),
                  Parts.label(deck.words().plain("chart." + kind.word()), "small", "t2")));
    }
    chart.setPrefHeight(176);
  }

  Region view() {
    return chart;
  }

  void show(ClusterFacts facts) {
    offer(facts);
    if (!isChosen) {
      resource =
          facts.waiting("GPU") > 0 || facts.capacity("GPU") > facts.capacity("CPU") ? "GPU" : "CPU";
      select();
    }
    draw(facts);
  }

  private void draw(ClusterFacts facts) {
    History history = deck.history();
    double most =
        facts.groups().stream()
            .filter(group -> !group.isUnbounded())
            .mapToDouble(group -> group.max() * group.offer().amount(resource))
            .sum();
    title.setText(
        deck.words()
            .plain(
                "chart.title",
                name(resource),
                deck.figures().duration(CapacityChart.span(history.points(), deck.now()))));
    chart.show(history.points(), history.changes(), resource, most, deck.now());
  }

  private void offer(ClusterFacts facts) {
    List<String> wanted = new ArrayList<>(List.of("CPU"));
    if (facts.capacity("GPU") > 0 || facts.waiting("GPU") > 0) {
      wanted.add("GPU");
    }
    wanted.add("memory");
    if (wanted.equals(offered)) {
      return;
    }
    offered = wanted;
    ToggleGroup group = new ToggleGroup();
    resources.getChildren().clear();
    for (String offer : wanted) {
      ToggleButton button = new ToggleButton(name(offer));
      button.setToggleGroup(group);
      button.setUserData(offer);
      button.getStyleClass().setAll("toggle-button", "mini");
      button.setOnAction(event -> {
        choose(offer);
        draw(facts);
      });
      resources.getChildren().add(button);
    }
    resources.getChildren().getFirst().getStyleClass().add("first");
    resources.getChildren().getLast().getStyleClass().add("last");
    select();
  }

  void choose(String wanted) {
    isChosen = true;
    resource = wanted;
    select();
  }

  /// The resource a person chose; null where none was.
  @Nullable String chosen() {
    return isChosen ? resource : null;
  }

  private void select() {
    resources
        .getChildren()
        .forEach(node -> {
          if (node instanceof ToggleButton button) {
            button.setSelected(resource.equals(button.getUserData()));
          }
        });
  }

  private String name(String of) {
    return of.equals("memory") ? deck.words().plain("resource.memory") : of;
  }
}
