package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.kit.LiveCell;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.engine.ledger.StatusLimits;
import dev.raydeck.model.Instance;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The autoscaler's own table of instances: status, since when, what is stuck, the way it came.
final class InstancesTable {
  private final Deck deck;
  private final LiveTable<InstanceRow> table;
  private final Label note = Parts.label("", "small", "t2");
  private final Map<String, InstanceRow> rows = new LinkedHashMap<>();
  private final VBox root;
  private List<Instance> shown = List.of();

  InstancesTable(Deck deck) {
    this.deck = deck;
    table = new LiveTable<>(deck.background(), row -> row.instance().instanceId());
    table.natural(
        Comparator.comparing((InstanceRow row) -> row.instance().status())
            .thenComparing(row -> row.instance().since()));
    table.view().setId("instances-table");
    table.view().setAccessibleText(deck.words().plain("autoscaler.instances"));
    table.view().setPlaceholder(Parts.prose(deck.words().plain("instances.none"), "t2"));
    column(
        "status", 188, Comparator.comparing(row -> row.instance().status()), this::status, "mono");
    column("since", 110, Comparator.comparing(row -> row.instance().since()), this::age, "mono");
    column("stuck", 172, Comparator.comparing(row -> row.instance().since()), this::stuck);
    column("group", 116, Comparator.comparing(row -> row.instance().type()), this::group, "quiet");
    column("pod", 104, Comparator.comparing(InstancesTable::pod), this::pod, "mono");
    column("way", 420, Comparator.comparing(InstancesTable::way), this::way, "mono", "quiet");
    HBox tools = Parts.row(8, note);
    tools.getStyleClass().add("record-tools");
    StackPane body = new StackPane(table.view());
    VBox.setVgrow(body, Priority.ALWAYS);
    root = new VBox(tools, body);
  }

  private void column(
      String word,
      double width,
      Comparator<InstanceRow> order,
      LiveTable.Render<InstanceRow> render,
      String... styles) {
    TableColumn<InstanceRow, InstanceRow> column =
        table.column(deck.words().plain("column." + word), width, order, render, styles);
    column.setId("instances-" + word);
    column.setMinWidth(width);
  }

  private void status(LiveCell<InstanceRow> cell, InstanceRow row) {
    boolean isStuck = row.isStuck(deck.now());
    cell.say(row.instance().status().name(), isStuck ? "ink-failed" : null);
  }

  private void age(LiveCell<InstanceRow> cell, InstanceRow row) {
    cell.say(deck.figures().duration(row.age(deck.now())), null);
  }

  private void stuck(LiveCell<InstanceRow> cell, InstanceRow row) {
    Instant now = deck.now();
    Duration limit = StatusLimits.limit(row.instance().status());
    if (limit == null) {
      cell.say("–", "ink-t3");
    } else if (row.isStuck(now)) {
      cell.say(deck.words().plain("instances.stuck", deck.figures().duration(limit)), "ink-failed");
    } else {
      String text = deck.words().plain("instances.limit", deck.figures().duration(limit));
      cell.say(text, row.isSlow(now) ? "ink-pending" : "ink-t3");
    }
  }

  private void group(LiveCell<InstanceRow> cell, InstanceRow row) {
    cell.say(row.instance().type(), null);
  }

  private static String pod(InstanceRow row) {
    String name = row.instance().podName();
    return name == null ? "–" : "…" + Names.end(name);
  }

  private void pod(LiveCell<InstanceRow> cell, InstanceRow row) {
    cell.say(pod(row), row.instance().podName() == null ? "ink-t3" : null);
  }

  private static String way(InstanceRow row) {
    return row.instance().history().stream()
        .map(change -> change.status().name())
        .collect(Collectors.joining(" → "));
  }

  private void way(LiveCell<InstanceRow> cell, InstanceRow row) {
    cell.say(way(row), null);
    String details =
        row.instance().history().stream()
            .map(change ->
                deck.figures().clock(change.at())
                    + " "
                    + change.status()
                    + (change.details().isEmpty() ? "" : ": " + change.details()))
            .collect(Collectors.joining("\n"));
    if (cell.getTooltip() == null) {
      cell.setTooltip(new Tooltip());
    }
    if (!details.equals(cell.getTooltip().getText())) {
      cell.getTooltip().setText(details);
    }
  }

  Parent root() {
    return root;
  }

  LiveTable<InstanceRow> table() {
    return table;
  }

  void show(ClusterFacts facts) {
    ScalingDecision decision = facts.decision();
    List<Instance> now = decision == null ? List.of() : decision.ledger().instances();
    note.setText(
        deck.words()
            .plain(
                switch (facts.frame().mode()) {
                  case DRIVE -> "instances.own";
                  case SHADOW -> "instances.shadow";
                  case OBSERVE -> "instances.inferred";
                }));
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    Map<String, InstanceRow> kept = new LinkedHashMap<>();
    for (Instance instance : now) {
      InstanceRow row = rows.get(instance.instanceId());
      if (row == null) {
        row = new InstanceRow(instance);
      } else {
        row.show(instance);
      }
      kept.put(instance.instanceId(), row);
    }
    rows.clear();
    rows.putAll(kept);
    table.rows(List.copyOf(rows.values()));
  }

  void tick() {
    table.tick();
  }
}
