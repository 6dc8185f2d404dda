package dev.raydeck.cluster.session;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Shadow.Peer;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A session in SHADOW: what it remembers from turn to turn, and the comparison. It has nothing
/// that could send.
///
/// All methods belong to the session's thread.
final class Shadowing {
  private InstanceLedger ledger = InstanceLedger.EMPTY;
  private Shadow shadow = Shadow.NONE;
  private @Nullable String shadowOf;

  /// The last look before the in-tree autoscaler did what our turns had not wanted.
  private @Nullable ClusterSnapshot before;

  private boolean isSurprised;

  void clear() {
    ledger = InstanceLedger.EMPTY;
    shadow = Shadow.NONE;
    shadowOf = null;
    before = null;
    isSurprised = false;
  }

  Shadow view() {
    return shadow;
  }

  /// What the other has done is seen at every look; true where it calls for a turn of ours now.
  boolean look(ClusterSnapshot snapshot, Instant now) {
    ClusterSnapshot last = before;
    if (isSurprised || last == null || !snapshot.cluster().uid().equals(shadowOf)) {
      return false;
    }
    Theirs theirs = theirs(last, snapshot);
    shadow = SideBySide.look(shadow, theirs);
    Theirs known = Theirs.of(last, Set.of());
    if (theirs.isAfter(known) && !SideBySide.isWanted(shadow, known, theirs, now)) {
      isSurprised = true;
      return true;
    }
    before = snapshot;
    return false;
  }

  /// Decides; where the other did what ours had not wanted, from the world without that.
  ScalingDecision turn(long number, ClusterSnapshot snapshot, Instant now) {
    if (!snapshot.cluster().uid().equals(shadowOf)) {
      clear();
      shadowOf = snapshot.cluster().uid();
    }
    look(snapshot, now);
    ClusterSnapshot last = before;
    ClusterSnapshot from = isSurprised && last != null ? Undone.of(last, snapshot) : snapshot;
    ScalingDecision decision = Autoscaler.shadow(from, ledger);
    ledger = decision.ledger();
    Ours ours = Ours.of(number, now, from, decision);
    shadow = SideBySide.turn(shadow, peer(snapshot), ours, theirs(last, snapshot));
    before = snapshot;
    isSurprised = false;
    return decision;
  }

  private Theirs theirs(@Nullable ClusterSnapshot last, ClusterSnapshot snapshot) {
    Theirs theirs = Theirs.of(snapshot, SideBySide.asked(shadow));
    return last == null ? theirs : theirs.with(Undone.drained(last, snapshot).values());
  }

  private static Peer peer(ClusterSnapshot snapshot) {
    State state = AutoscalerHealth.of(snapshot.cluster(), HeadSide.head(snapshot.pods())).state();
    return switch (state) {
      case OK, CONNECTING, SLOW -> Peer.RUNS;
      case ABSENT -> snapshot.cluster().enableInTreeAutoscaling() ? Peer.NO_CONTAINER : Peer.OFF;
      default -> Peer.DOWN;
    };
  }
}
