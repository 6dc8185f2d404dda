package dev.raydeck.sandbox;

/// Starts the program that runs as container `autoscaler` of a head Pod; the returned handle ends
/// it.
public interface SidecarFactory {
  AutoCloseable start(SidecarContext context);
}
