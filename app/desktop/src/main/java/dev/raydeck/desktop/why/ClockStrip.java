package dev.raydeck.desktop.why;

import dev.raydeck.desktop.kit.IdleStrip;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.IdleRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The idle clock below its gate: how far it climbed each time this window saw it run.
final class ClockStrip extends VBox {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Deck deck;
  private final Label span = Parts.label("", "source");
  private final Label timeout = Parts.label("", "source");
  private final IdleStrip strip;

  ClockStrip(Deck deck) {
    super(3);
    this.deck = deck;
    this.strip = new IdleStrip(deck.brush());
    setId("why-clock");
    getChildren().setAll(Parts.row(8, span, Parts.gap(), timeout), strip);
    VBox.setMargin(this, new Insets(6, 0, 2, 0));
    show(null);
  }

  void show(WhyModel.@Nullable Clock clock) {
    setVisible(clock != null);
    setManaged(clock != null);
    if (clock == null) {
      return;
    }
    Duration shown = span(clock);
    span.setText(deck.words().plain("why.clock", deck.figures().duration(shown)));
    timeout.setText(deck.words().plain("why.clockTimeout", deck.figures().idle(clock.timeout())));
    setAccessibleText(span.getText() + ", " + timeout.getText());
    Instant start = clock.now().minus(shown);
    strip.show(ramps(clock, shown), share(start, clock.seenFrom(), shown), clock.isHeld());
  }

  /// Twice the timeout, or since the first run seen.
  private static Duration span(WhyModel.Clock clock) {
    Duration twice = clock.timeout().multipliedBy(2);
    Duration seen =
        clock.runs().isEmpty()
            ? twice
            : Duration.between(clock.runs().getFirst().since(), clock.now());
    Duration wanted = seen.compareTo(twice) > 0 ? seen : twice;
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  static List<IdleStrip.Ramp> ramps(WhyModel.Clock clock, Duration span) {
    Instant start = clock.now().minus(span);
    List<IdleStrip.Ramp> ramps = new ArrayList<>();
    for (IdleRun run : clock.runs()) {
      boolean isLast = run.equals(clock.runs().getLast());
      Instant end = isLast && clock.isRunning() ? clock.now() : run.seen();
      if (end.isAfter(start)) {
        ramps.add(
            new IdleStrip.Ramp(
                share(start, run.since(), span),
                share(start, end, span),
                (double) Duration.between(run.since(), end).toMillis()
                    / Math.max(1, clock.timeout().toMillis())));
      }
    }
    return ramps;
  }

  private static double share(Instant start, Instant at, Duration span) {
    return Math.clamp(
        (double) Duration.between(start, at).toMillis() / Math.max(1, span.toMillis()), 0, 1);
  }
}
