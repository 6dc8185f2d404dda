package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Beside the YAML: the object's conditions, and what happened to it, newest first.
final class FactsSide extends ScrollPane {
  private static final int MOST_EVENTS = 200;

  private final Deck deck;
  private final VBox body = new VBox();

  FactsSide(Deck deck) {
    this.deck = deck;
    setContent(body);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("resource-side");
    setId("resource-facts");
  }

  void show(ObjectView view) {
    body.getChildren().setAll(heading("resource.conditions"));
    if (view.conditions().isEmpty()) {
      body.getChildren().add(note(deck.words().plain("resource.noConditions")));
    }
    view.conditions().forEach(one -> body.getChildren().add(condition(one)));
    body.getChildren().add(heading("resource.events"));
    if (view.eventsTrouble() != null) {
      body.getChildren()
          .add(note(deck.words().plain("resource.eventsTrouble", view.eventsTrouble())));
    } else if (view.events().isEmpty()) {
      body.getChildren().add(note(deck.words().plain("resource.noEvents")));
    }
    List<ObjectView.Event> events = view.events();
    events
        .subList(0, Math.min(MOST_EVENTS, events.size()))
        .forEach(one -> body.getChildren().add(event(one)));
  }

  private Label heading(String key) {
    return Parts.label(deck.words().plain(key), "resource-heading");
  }

  private static Node note(String text) {
    Label note = Parts.prose(text, "t2", "resource-note");
    note.setMaxWidth(Double.MAX_VALUE);
    return note;
  }

  private Node condition(ObjectView.Condition one) {
    boolean is = one.status().equals("True");
    var icon =
        Icons.sized(
            is
                ? "mdi2c-check"
                : one.status().equals("False")
                    ? "mdi2c-circle-outline"
                    : "mdi2h-help-circle-outline",
            15,
            is ? "ink-pass" : "ink-t3");
    VBox texts =
        new VBox(
            2,
            new FlowPane(
                8, 0, Parts.label(one.type(), "strong"), Parts.label(one.status(), "mono", "t2")));
    String why = one.message().isEmpty() ? one.reason() : one.reason() + ". " + one.message();
    if (!why.isBlank()) {
      texts.getChildren().add(Parts.prose(why, "small", "t2"));
    }
    if (one.since() != null) {
      texts.getChildren().add(Parts.label(since(one.since()), "source"));
    }
    return row(icon, texts);
  }

  private Node event(ObjectView.Event one) {
    var icon =
        Icons.sized(
            one.isWarning() ? "mdi2a-alert-outline" : "mdi2c-circle-small",
            15,
            one.isWarning() ? "ink-pending" : "ink-t3");
    Label reason = Parts.label(one.reason(), one.isWarning() ? "strong" : "body");
    String times = one.count() > 1 ? deck.words().plain("resource.times", one.count()) : "";
    VBox texts =
        new VBox(
            2,
            Parts.row(8, reason, Parts.label(times, "mono", "t2")),
            Parts.prose(one.message(), "small", "t2"),
            Parts.label(since(one.at()) + " · " + one.source(), "source"));
    return row(icon, texts);
  }

  private static Node row(Node icon, VBox texts) {
    javafx.scene.layout.HBox.setHgrow(texts, javafx.scene.layout.Priority.ALWAYS);
    texts.setMinWidth(0);
    var row = new javafx.scene.layout.HBox(10, icon, texts);
    row.getStyleClass().add("resource-fact");
    return row;
  }

  private String since(@Nullable Instant at) {
    if (at == null) {
      return deck.words().plain("value.unknown");
    }
    Duration age = Duration.between(at, deck.now());
    return deck.words()
        .plain("resource.ago", deck.figures().duration(age.isNegative() ? Duration.ZERO : age));
  }
}
