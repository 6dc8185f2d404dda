package dev.raydeck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the window, the recorder and the command line are given after each turn. Immutable.
///
/// `turn` counts the turns this session took or, while it takes none, the looks it explained.
/// `snapshot` and `decision` are null until everything was read once, and keep the last good data
/// when a part is lost: `health` says so. `driver` names who holds the Lease, if anyone does.
/// `breakpoints` are those of whoever drives where that is this program. `shadow` is what a session
/// in SHADOW laid beside the in-tree autoscaler's work.
public record SessionFrame(
    long turn,
    Instant at,
    Mode mode,
    boolean isPaused,
    @Nullable ClusterSnapshot snapshot,
    @Nullable ScalingDecision decision,
    ActuationResult result,
    Health apiServer,
    Health rayHead,
    Health autoscaler,
    @Nullable String driver,
    @Nullable Trouble trouble,
    Breakpoints breakpoints,
    Shadow shadow) {

  /// Without breakpoints and comparison.
  public SessionFrame(
      long turn,
      Instant at,
      Mode mode,
      boolean isPaused,
      @Nullable ClusterSnapshot snapshot,
      @Nullable ScalingDecision decision,
      ActuationResult result,
      Health apiServer,
      Health rayHead,
      Health autoscaler,
      @Nullable String driver,
      @Nullable Trouble trouble) {
    this(
        turn,
        at,
        mode,
        isPaused,
        snapshot,
        decision,
        result,
        apiServer,
        rayHead,
        autoscaler,
        driver,
        trouble,
        Breakpoints.NONE,
        Shadow.NONE);
  }

  /// The same, paused or not.
  public SessionFrame paused(boolean isPaused) {
    return with(isPaused, breakpoints);
  }

  public SessionFrame with(Breakpoints others) {
    return with(isPaused, others);
  }

  private SessionFrame with(boolean isPaused, Breakpoints breakpoints) {
    return new SessionFrame(
        turn,
        at,
        mode,
        isPaused,
        snapshot,
        decision,
        result,
        apiServer,
        rayHead,
        autoscaler,
        driver,
        trouble,
        breakpoints,
        shadow);
  }
}
