package dev.raydeck.desktop.words;

import dev.raydeck.model.Mode;
import java.util.Comparator;

/// Which turn a decision was, or how many times in a row it was explained where this program takes
/// no turns: it only looks on then, and explains at every look.
public record Times(boolean isTurn, long turn, int times) {
  public static final Comparator<Times> ORDER =
      Comparator.comparing(Times::isTurn)
          .thenComparingLong(Times::turn)
          .thenComparingInt(Times::times);

  public static Times of(Mode mode, long turn, int times) {
    return new Times(mode != Mode.OBSERVE, turn, times);
  }

  public String say(Words words) {
    return isTurn
        ? words.plain("decision.turn", Long.toString(turn))
        : words.plain("decision.explained", times);
  }
}
