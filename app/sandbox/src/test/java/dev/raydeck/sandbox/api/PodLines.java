package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What `kubectl get pods` shows of a Pod: ready, status, restarts.
public final class PodLines {
  private PodLines() {}

  public static String of(ObjectNode pod, Instant now) {
    List<String> cells = PodRow.cells(pod, now);
    return String.join(" ", cells.get(0), cells.get(1), cells.get(2));
  }
}
