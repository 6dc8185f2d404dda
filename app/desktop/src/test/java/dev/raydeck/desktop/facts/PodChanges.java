package dev.raydeck.desktop.facts;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.SessionFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Pods of which some restart a container from frame to frame.
public final class PodChanges {
  private final Random random = new Random(1);
  private final int changes;
  private List<RayPod> pods;

  public PodChanges(List<RayPod> pods, int changes) {
    this.pods = pods;
    this.changes = changes;
  }

  /// The frame after another, so many milliseconds later.
  public SessionFrame next(SessionFrame before, long millis) {
    List<RayPod> changed = new ArrayList<>(pods);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(changed.size());
      if (changed.get(at).kind() == NodeKind.WORKER) {
        changed.set(at, PodChange.restarted(changed.get(at)));
      }
    }
    pods = changed;
    Instant now = before.at().plusMillis(millis);
    ClusterSnapshot snapshot = Objects.requireNonNull(before.snapshot());
    return new SessionFrame(
        before.turn() + 1,
        now,
        before.mode(),
        false,
        new ClusterSnapshot(now, snapshot.cluster(), changed, snapshot.ray(), List.of()),
        before.decision(),
        before.result(),
        before.apiServer(),
        before.rayHead(),
        before.autoscaler(),
        null,
        null);
  }
}
