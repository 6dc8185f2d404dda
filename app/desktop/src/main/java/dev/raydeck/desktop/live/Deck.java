package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Brush;
import dev.raydeck.desktop.theme.Palette;
import dev.raydeck.desktop.words.Answers;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Reasons;
import dev.raydeck.desktop.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executor;

/// What every screen shares: the words, the colours, the connection, the past, and the window to
/// ask.
///
/// It is made anew when the language, the theme or the cluster changes, and so are the screens.
public record Deck(
    Words words,
    Figures figures,
    Clauses clauses,
    Reasons reasons,
    Answers answers,
    Decisions decisions,
    Brush brush,
    Connection connection,
    History history,
    Desk desk,
    Executor background) {

  public static Deck of(
      Words words,
      Palette palette,
      Connection connection,
      History history,
      Desk desk,
      ZoneId zone,
      Executor background) {
    Figures figures = new Figures(words, zone);
    Reasons reasons = new Reasons(words, figures);
    return new Deck(
        words,
        figures,
        new Clauses(words, figures),
        reasons,
        new Answers(words, figures, reasons),
        new Decisions(words, figures),
        new Brush(palette),
        connection,
        history,
        desk,
        background);
  }

  /// The cluster's present.
  public Instant now() {
    return connection.clock().instant();
  }

  /// The moment idle clocks are told for: the present, or, where Ray's data is old, the moment it
  /// was read, because nobody knows what happened since.
  public Instant idleNow(ClusterFacts facts) {
    return facts.standing().isRayStale() && facts.ray() != null ? facts.ray().readAt() : now();
  }
}
