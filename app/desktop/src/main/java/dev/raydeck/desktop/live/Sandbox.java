package dev.raydeck.desktop.live;

import java.time.InstantSource;

/// A sandbox that runs inside this program: its kubeconfig, its clock, and the sidecar that drives
/// it.
public interface Sandbox extends AutoCloseable {
  /// Text that holds a token: kept in memory, never printed.
  String kubeconfig();

  InstantSource clock();

  double speed();

  void speed(double times);

  boolean isPaused();

  void pause();

  void resume();

  void step();

  @Override
  void close();
}
