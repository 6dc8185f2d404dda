package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.ShadowWords;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Breakpoints.Answer;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.Shadow.Peer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the Autoscaler screen says at its top: who drives, what it stopped at, what became of it.
final class AutoscalerWords {
  private static final Duration ANSWER_SHOWN = Duration.ofMinutes(1);

  private final Deck deck;
  private final StopWords stopWords;
  private final ShadowWords shadowWords;

  AutoscalerWords(Deck deck) {
    this.deck = deck;
    this.stopWords = new StopWords(deck.words(), deck.figures());
    this.shadowWords = new ShadowWords(deck.words());
  }

  /// What it stopped at, as of now.
  Sentence stopped(Breakpoints.Stop stop, ClusterFacts facts) {
    return stopWords.headline(stop, facts, deck.idleNow(facts));
  }

  Sentence headline(ClusterFacts facts, boolean isActing, boolean isPaused) {
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    if (stop != null) {
      return stopped(stop, facts);
    }
    boolean isShadow = facts.frame().mode() == Mode.SHADOW;
    if (isActing && isPaused) {
      return isShadow
          ? deck.words().sentence("autoscaler.shadowPaused")
          : deck.words().sentence("autoscaler.paused");
    }
    if (isShadow) {
      Peer peer = facts.frame().shadow().peer();
      return deck.words()
          .sentence(peer == Peer.RUNS ? "autoscaler.shadow" : "autoscaler.shadowAlone");
    }
    if (deck.connection().target().isSandbox()) {
      return deck.words().sentence("autoscaler.sandbox");
    }
    if (isActing) {
      return deck.words().sentence("autoscaler.driving");
    }
    ClusterSnapshot snapshot = facts.snapshot();
    boolean isInTree = snapshot != null && snapshot.cluster().enableInTreeAutoscaling();
    return deck.words().sentence(isInTree ? "autoscaler.inTree" : "autoscaler.nobody");
  }

  Sentence detail(ClusterFacts facts, @Nullable RayCluster cluster) {
    if (cluster == null) {
      return deck.words().sentence("now.loading");
    }
    Breakpoints breakpoints = facts.frame().breakpoints();
    Answer answer = breakpoints.answer();
    boolean isFresh = answer != null && answer.at().isAfter(deck.now().minus(ANSWER_SHOWN));
    if (answer != null && isFresh && (breakpoints.stop() == null || isAnew(answer))) {
      return stopWords.answer(answer, breakpoints.skippedUntil());
    }
    if (breakpoints.stop() != null) {
      return stopWords.detail(breakpoints.stop(), deck.now());
    }
    if (facts.frame().mode() == Mode.SHADOW) {
      return shadowWords.says(facts.frame().shadow());
    }
    String driver = facts.frame().driver();
    return driver == null
        ? deck.words().sentence("autoscaler.detail", cluster.name(), cluster.rayVersion())
        : deck.words().sentence("autoscaler.detailDriver", driver);
  }

  private static boolean isAnew(Answer answer) {
    return answer.kind() == Answer.Kind.CHANGED;
  }
}
