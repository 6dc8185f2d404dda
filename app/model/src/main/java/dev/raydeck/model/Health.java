package dev.raydeck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one part of a connection answers: the API server, the Ray head, the autoscaler container.
///
/// `since` is when this state began, `nextTry` when it is asked again, `trouble` what was wrong as
/// facts, where they are known, `detail` what whoever refused said of it, as it came.
public record Health(
    State state,
    @Nullable Instant since,
    String detail,
    @Nullable Instant nextTry,
    @Nullable Trouble trouble) {
  public static final Health NOT_ASKED = new Health(State.NOT_ASKED, null, "", null);

  /// Of what is wrong there are only words.
  public Health(State state, @Nullable Instant since, String detail, @Nullable Instant nextTry) {
    this(state, since, detail, nextTry, null);
  }

  public enum State {
    NOT_ASKED,
    CONNECTING,
    OK,
    SLOW,
    /// Not answering; old data is kept.
    LOST,
    /// 401 or 403.
    FORBIDDEN,
    /// There is no such thing (no RayCluster, no autoscaler container).
    ABSENT,
    /// Nobody can tell: what it is reached through does not answer, since then.
    UNKNOWN
  }

  public boolean isAnswering() {
    return state == State.OK || state == State.SLOW;
  }

  /// What is known of a part that is only reached through `gate`: nothing while that is lost or
  /// says no, however well the part was when it was last seen.
  public Health through(Health gate) {
    return gate.state == State.LOST || gate.state == State.FORBIDDEN
        ? new Health(State.UNKNOWN, gate.since, "", gate.nextTry)
        : this;
  }
}
