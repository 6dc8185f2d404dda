package dev.raydeck.desktop.words;

import dev.raydeck.desktop.facts.Names;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Shadow.Peer;
import dev.raydeck.model.Shadow.Removal;
import dev.raydeck.model.Shadow.Size;
import dev.raydeck.model.Shadow.Verdict;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says how SHADOW and the in-tree autoscaler stand to each other.
public final class ShadowWords {
  private final Words words;

  public ShadowWords(Words words) {
    this.words = words;
  }

  /// For the mode badge.
  public String badge(Shadow shadow) {
    if (shadow.turns().isEmpty()) {
      return words.plain("shadow.badge.none");
    }
    if (shadow.peer() != Peer.RUNS) {
      return words.plain("shadow.badge.alone");
    }
    if (shadow.differing() > 0) {
      return words.plain("shadow.badge.differ", shadow.differing());
    }
    return words.plain(shadow.compared() > 0 ? "shadow.badge.agrees" : "shadow.badge.notYet");
  }

  /// The whole in a sentence.
  public Sentence says(Shadow shadow) {
    if (shadow.turns().isEmpty()) {
      return words.sentence("shadow.none");
    }
    if (shadow.peer() != Peer.RUNS) {
      return words.sentence("shadow.peer." + shadow.peer().name());
    }
    return shadow.differing() > 0
        ? words.sentence("shadow.differ", shadow.compared(), shadow.differing())
        : words.sentence("shadow.agree", shadow.compared());
  }

  /// One turn, as the in-tree autoscaler's side of it.
  public Beside beside(Shadow.Turn turn) {
    Verdict verdict = turn.verdict();
    String parts =
        Stream.concat(
                turn.sizes().stream().map(this::size), turn.removals().stream().map(this::removal))
            .collect(Collectors.joining(", "));
    String key = "shadow.verdict." + verdict.name();
    boolean isBare = parts.isEmpty() || verdict == Verdict.UNCOMPARED;
    return new Beside(
        verdict, isBare ? words.plain(key) : words.plain("shadow.beside", words.plain(key), parts));
  }

  private String size(Size size) {
    return size.theirs() == size.ours()
        ? words.plain("shadow.size", size.group(), size.theirs())
        : words.plain("shadow.sizeOther", size.group(), size.theirs(), size.ours());
  }

  private String removal(Removal removal) {
    String key = removal.isTheirs() ? "shadow.removes" : "shadow.keeps";
    return words.plain(key, Names.end(removal.pod()));
  }

  /// The style of a verdict's ink.
  public static String ink(Verdict verdict) {
    return switch (verdict) {
      case AGREES -> "ink-pass";
      case DIFFERS -> "ink-failed";
      case NOT_YET, WITHDRAWN, UNCOMPARED -> "ink-t3";
    };
  }
}
