package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.theme.Token;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How one part answers: disc, triangle (slow), cross (refused or lost), dashed ring (not asked),
/// with its word beside it and the last error on hover.
final class HealthDot extends HBox {
  private static final double SIZE = 9;

  private final Deck deck;
  private final Canvas canvas = new Canvas(SIZE, SIZE);
  private final Tooltip tooltip = new Tooltip();
  private final String name;
  private @Nullable Health shown;

  HealthDot(Deck deck, String nameKey) {
    super(6);
    this.deck = deck;
    this.name = deck.words().plain(nameKey);
    getStyleClass().add("health");
    setAlignment(javafx.geometry.Pos.CENTER);
    getChildren().setAll(canvas, new Label(name));
    setMinWidth(USE_PREF_SIZE);
    Tooltip.install(this, tooltip);
  }

  void show(Health health) {
    if (health.equals(shown)) {
      return;
    }
    shown = health;
    draw(health.state());
    String said = say(deck.words(), health);
    tooltip.setText(said);
    setAccessibleText(said);
  }

  private String say(Words words, Health health) {
    String state = words.plain("health." + health.state().name().toLowerCase(Locale.ROOT), name);
    String detail = health.detail().isEmpty() ? "" : "\n" + health.detail();
    Instant next = health.nextTry();
    String tried =
        next == null
            ? ""
            : "\n"
                + words.plain(
                    "health.next", deck.figures().remaining(Duration.between(deck.now(), next)));
    return state + detail + tried;
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
      case NOT_ASKED, CONNECTING, ABSENT -> {
        g.setStroke(deck.brush().color(Token.UNKNOWN_T));
        g.setLineWidth(1.2);
        g.setLineDashes(1.8, 1.8);
        g.strokeOval(1, 1, 7, 7);
      }
    }
  }
}
