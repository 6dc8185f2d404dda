package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.theme.Token;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.model.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How one part answers: disc, triangle (slow), cross (refused or lost), dashed ring (not asked or
/// not known), with its word beside it and the last error on hover.
final class HealthDot extends HBox {
  private static final double SIZE = 9;

  private final Deck deck;
  private final Canvas canvas = new Canvas(SIZE, SIZE);
  private final Tooltip tooltip = new Tooltip();
  private final String name;
  private final Label word;
  private @Nullable Health shown;
  private Health.@Nullable State apiShown;

  HealthDot(Deck deck, String nameKey) {
    super(6);
    this.deck = deck;
    this.name = deck.words().plain(nameKey);
    getStyleClass().add("health");
    setId(nameKey.replace('.', '-'));
    setAlignment(javafx.geometry.Pos.CENTER);
    word = new Label(name);
    getChildren().setAll(canvas, word);
    setMinWidth(USE_PREF_SIZE);
    Tooltip.install(this, tooltip);
  }

  Label word() {
    return word;
  }

  /// `api` is the API server's, through which the others are reached.
  void show(Health health, Health api) {
    if (health.equals(shown) && api.state() == apiShown) {
      return;
    }
    shown = health;
    apiShown = api.state();
    draw(health.state());
    tooltip.setOnShowing(event -> tooltip.setText(say(health, api.state())));
    tooltip.setText(say(health, api.state()));
    setAccessibleText(tooltip.getText());
  }

  /// What is not known says what it would be reached through, and since when that is away.
  private String say(Health health, Health.State api) {
    List<String> lines = new ArrayList<>();
    switch (health.state()) {
      case UNKNOWN -> {
        lines.add(word(health.state(), name));
        lines.add(since(word(api, deck.words().plain("health.api")), health));
      }
      case LOST, FORBIDDEN -> lines.add(since(word(health.state(), name), health));
      default -> lines.add(word(health.state(), name));
    }
    String detail = Troubles.say(deck.words(), health);
    if (!detail.isEmpty()) {
      lines.add(detail);
    }
    Instant next = health.nextTry();
    if (next != null && next.isAfter(deck.now())) {
      String left = deck.figures().remaining(Duration.between(deck.now(), next));
      lines.add(deck.words().plain("health.next", left));
    }
    return String.join("\n", lines);
  }

  private String word(Health.State state, String of) {
    return deck.words().plain("health." + state.name().toLowerCase(Locale.ROOT), of);
  }

  private String since(String what, Health health) {
    Instant since = health.since();
    return since == null
        ? what
        : deck.words().plain("health.since", what, deck.figures().clock(since));
  }

  private void draw(Health.State state) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, SIZE, SIZE);
    g.setLineDashes();
    switch (state) {
      case OK -> {
        g.setFill(deck.brush().color(Token.PASS));
        g.fillOval(0.5, 0.5, 8, 8);
      }
      case SLOW -> {
        g.setFill(deck.brush().color(Token.PENDING_T));
        g.fillPolygon(
            new double[] {0, SIZE / 2, SIZE}, new double[] {SIZE - 0.5, 0.5, SIZE - 0.5}, 3);
      }
      case LOST, FORBIDDEN -> {
        g.setStroke(deck.brush().color(Token.FAILED_T));
        g.setLineWidth(2);
        g.strokeLine(1.5, 1.5, 7.5, 7.5);
        g.strokeLine(7.5, 1.5, 1.5, 7.5);
      }
      case NOT_ASKED, CONNECTING, ABSENT, UNKNOWN -> {
        g.setStroke(deck.brush().color(Token.UNKNOWN_T));
        g.setLineWidth(1.2);
        g.setLineDashes(1.8, 1.8);
        g.strokeOval(1, 1, 7, 7);
      }
    }
  }
}
