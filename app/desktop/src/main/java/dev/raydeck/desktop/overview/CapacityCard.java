package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.UseBar;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Capacity against demand, one bar a resource.
final class CapacityCard {
  private final Deck deck;
  private final Label source = Parts.label("", "source");
  private final VBox rows = new VBox(10);
  private final Map<String, Row> byResource = new LinkedHashMap<>();

  private record Row(Label value, Label waiting, UseBar bar, VBox view) {}

  CapacityCard(Deck deck, VBox card) {
    this.deck = deck;
    VBox body =
        new VBox(
            10,
            Parts.row(
                8,
                Parts.label(deck.words().plain("capacity.title"), "strong"),
                Parts.gap(),
                source),
            rows);
    body.getStyleClass().add("body");
    card.getChildren().setAll(body);
  }

  void show(ClusterFacts facts) {
    TreeSet<String> resources =
        new TreeSet<>(java.util.Comparator.comparingInt(CapacityCard::rank).thenComparing(r -> r));
    resources.add("CPU");
    resources.add("memory");
    facts.offered().stream()
        .filter(name -> name.equals("object_store_memory") || !Figures.isInternal(name))
        .forEach(resources::add);
    facts.demands().stream()
        .flatMap(demand -> demand.shapes().stream())
        .flatMap(shape -> shape.bundle().amounts().keySet().stream())
        .filter(name -> !name.startsWith("node:"))
        .forEach(resources::add);
    if (!resources.equals(byResource.keySet())) {
      byResource.clear();
      resources.forEach(resource -> byResource.put(resource, row(resource)));
      rows.getChildren().setAll(byResource.values().stream().map(Row::view).toList());
    }
    byResource.forEach((resource, row) -> fill(row, resource, facts));
  }

  private static int rank(String resource) {
    return switch (resource) {
      case "CPU" -> 0;
      case "GPU", "TPU" -> 1;
      case "memory" -> 2;
      case "object_store_memory" -> 3;
      default -> 4;
    };
  }

  private Row row(String resource) {
    String title =
        switch (resource) {
          case "memory" -> deck.words().plain("resource.memory");
          case "object_store_memory" -> deck.words().plain("resource.objectStore");
          default -> resource;
        };
    Label name = Parts.label(title, "small");
    name.setMinWidth(82);
    Label value = Parts.label("", "mono", "t2");
    Label waiting = Parts.label("", "mono", "ink-pending");
    UseBar bar = new UseBar(deck.brush(), 284, 16);
    VBox view = new VBox(2, Parts.row(6, name, value, Parts.gap(), waiting), bar);
    return new Row(value, waiting, bar, view);
  }

  private void fill(Row row, String resource, ClusterFacts facts) {
    double total = facts.capacity(resource);
    double used = facts.used(resource);
    double waiting = facts.waiting(resource);
    boolean isKnown = facts.ray() != null;
    row.value()
        .setText(
            isKnown
                ? deck.words()
                    .plain(
                        "value.of", Figures.amount(resource, used), Figures.amount(resource, total))
                : "?");
    row.waiting()
        .setText(
            waiting > 0
                ? deck.words().plain("capacity.waits", Figures.amount(resource, waiting))
                : "");
    row.bar().show(total, used, waiting);
    row.bar()
        .setAccessibleText(resource + " " + row.value().getText() + " " + row.waiting().getText());
  }

  void tick(ClusterFacts facts) {
    Duration age = facts.age(deck.now());
    String text =
        age == null || facts.ray() == null
            ? ""
            : deck.words().plain("source.gcsAge", deck.figures().age(age));
    if (!text.equals(source.getText())) {
      source.setText(text);
    }
    boolean isStale = facts.standing().isRayStale();
    if (isStale != rows.getStyleClass().contains("stale")) {
      rows.getStyleClass().remove("stale");
      if (isStale) {
        rows.getStyleClass().add("stale");
      }
    }
  }
}
