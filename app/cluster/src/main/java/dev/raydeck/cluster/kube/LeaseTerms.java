package dev.raydeck.cluster.kube;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who may drive, by a Lease's fields: pure, so that it can be tested without an API server.
///
/// A Lease of another is respected until it was not renewed for its whole duration.
record LeaseTerms(
    @Nullable String holder, @Nullable Instant renewedAt, @Nullable Integer durationSeconds) {
  static final Duration DURATION = Duration.ofSeconds(15);

  /// Whether `identity` may write itself into this Lease now.
  boolean isFor(String identity, Instant now) {
    if (holder == null || holder.isEmpty() || holder.equals(identity) || renewedAt == null) {
      return true;
    }
    long seconds = durationSeconds == null ? DURATION.toSeconds() : durationSeconds;
    return renewedAt.plusSeconds(seconds).isBefore(now);
  }

  boolean isHeldBy(String identity) {
    return identity.equals(holder);
  }
}
