package dev.raydeck.desktop.live;

import java.time.Instant;

/// One run of a node's idle clock: it began at `since`, and Ray last said at `seen` that it ran.
public record IdleRun(Instant since, Instant seen) {}
