package dev.raydeck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the window, the recorder and the command line are given after each turn. Immutable.
///
/// `snapshot` and `decision` are null until everything was read once, and keep the last good data
/// when a part is lost: `health` says so. `driver` names who holds the Lease, if anyone does.
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
    @Nullable String trouble) {}
