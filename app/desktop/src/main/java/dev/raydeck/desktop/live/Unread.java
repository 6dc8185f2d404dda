package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import java.util.Optional;

/// What a screen says in place of its headline while there is nothing it could speak of: not read
/// is not none.
public final class Unread {
  private Unread() {}

  /// Empty once the RayCluster and its Pods were read.
  public static Optional<Sentence> cluster(ClusterFacts facts, Words words) {
    return facts.snapshot() != null ? Optional.empty() : Optional.of(nothing(facts, words));
  }

  /// Empty once the Ray head was read.
  public static Optional<Sentence> ray(ClusterFacts facts, Words words) {
    if (facts.ray() != null) {
      return Optional.empty();
    }
    return Optional.of(
        facts.snapshot() == null ? nothing(facts, words) : words.sentence("actors.unknown"));
  }

  /// Why nothing was read.
  public static Sentence nothing(ClusterFacts facts, Words words) {
    return words.sentence(
        switch (facts.standing()) {
          case FORBIDDEN -> "now.forbidden";
          case ABSENT -> "now.absent";
          case LOST -> "now.unreachable";
          case TROUBLE -> "now.trouble";
          case LOADING, RAY_LOST, RAY_UNREAD, HEAD_NOT_READY, LIVE -> "now.loading";
        });
  }
}
