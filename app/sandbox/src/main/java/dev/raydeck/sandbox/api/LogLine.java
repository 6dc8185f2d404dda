package dev.raydeck.sandbox.api;

import java.time.Instant;

/// One line of a container's log.
///
/// @param text without its line feed
public record LogLine(Instant at, String text) {}
