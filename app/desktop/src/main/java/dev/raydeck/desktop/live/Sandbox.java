package dev.raydeck.desktop.live;

import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import java.time.InstantSource;
import java.util.Set;

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

  /// Of the sidecar of a RayCluster; [Breakpoints#NONE] while it has none.
  Breakpoints breakpoints(RayClusterRef cluster);

  /// Where that sidecar stops and asks, those after a restart of the head included.
  void breakpoints(RayClusterRef cluster, Set<Breakpoint> wanted);

  void approve(RayClusterRef cluster, Intent seen);

  void skip(RayClusterRef cluster, Intent seen);

  @Override
  void close();
}
