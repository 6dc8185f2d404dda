package dev.raydeck.cluster.session;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.util.function.Consumer;

/// What a turn would do, for a session that does not drive: of every look where there are few Pods.
/// Of many it takes hundreds of milliseconds: then it is made beside the loop, which goes on
/// showing Pods with the explanation of an earlier look, as it always does between the turns of
/// DRIVE, and the less often the more there are: whatever an explanation is made of and keeps lives
/// until the next, too long for the young part of a heap.
///
/// All methods belong to the session's thread.
final class Explanations {
  private static final int MANY_PODS = 1_000;
  private static final int SHARE = 10;
  private static final Duration MOST = Duration.ofSeconds(5);

  /// For three thousand about as often as the Ray head is read.
  private static final long EACH_POD_NANOS = Duration.ofNanos(300_000).toNanos();

  private final Inbox inbox;
  private final Runnable changed;
  private final Pace pace = new Pace(SHARE, Duration.ZERO, MOST);
  private InstanceLedger last = InstanceLedger.EMPTY;
  private boolean isUnderWay;
  private boolean isWanted;

  /// `changed` is told when one made beside the loop is there.
  Explanations(Inbox inbox, Runnable changed) {
    this.inbox = inbox;
    this.changed = changed;
  }

  /// Explains, unless that was done not long ago; `then` is not called where `forget` was.
  void explain(ClusterSnapshot snapshot, Consumer<ScalingDecision> then) {
    isWanted = true;
    long from = System.nanoTime();
    if (isUnderWay || !pace.isDue(from)) {
      return;
    }
    if (snapshot.pods().size() < MANY_PODS) {
      then.accept(kept(Autoscaler.explain(snapshot, last)));
      pace.done(from, System.nanoTime());
      return;
    }
    isUnderWay = true;
    InstanceLedger earlier = last;
    inbox.toil(
        "raydeck-explain",
        () -> Autoscaler.explain(snapshot, earlier),
        explained -> {
          kept(explained);
          over(from, snapshot);
          if (isWanted) {
            then.accept(explained);
            changed.run();
          }
        },
        thrown -> {
          over(from, snapshot);
          throw new IllegalStateException("explaining failed", thrown);
        });
  }

  /// There is nothing to explain any more, and what is under way is of no use.
  void forget() {
    isWanted = false;
  }

  private ScalingDecision kept(ScalingDecision explained) {
    last = explained.ledger();
    return explained;
  }

  private void over(long from, ClusterSnapshot of) {
    isUnderWay = false;
    long least = Math.min(of.pods().size() * EACH_POD_NANOS, MOST.toNanos());
    pace.done(from, System.nanoTime(), least);
  }
}
