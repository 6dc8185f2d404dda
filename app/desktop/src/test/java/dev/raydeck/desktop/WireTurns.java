package dev.raydeck.desktop;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How old what Ray said, and what follows from it, are when a frame brings them first; and what
/// deciding costs.
final class WireTurns {
  private static final int DECISIONS = 5;
  private final Ages read = new Ages("what Ray said");
  private final Ages decided = new Ages("the decision");
  private @Nullable RayState lastRead;
  private long lastTurn;
  private @Nullable ClusterSnapshot last;

  synchronized void note(SessionFrame frame, ClusterSnapshot snapshot) {
    last = snapshot;
    RayState ray = snapshot.ray();
    if (ray != null && (lastRead == null || !ray.readAt().equals(lastRead.readAt()))) {
      lastRead = ray;
      read.note(Duration.between(ray.readAt(), frame.at()).toMillis());
    }
    ScalingDecision decision = frame.decision();
    if (decision != null && frame.turn() != lastTurn) {
      lastTurn = frame.turn();
      decided.note(Duration.between(decision.at(), frame.at()).toMillis());
    }
  }

  synchronized void forget() {
    read.forget();
    decided.forget();
  }

  /// Decides some times more; empty where there is no Ray head.
  synchronized String figures() {
    ClusterSnapshot snapshot = last;
    if (snapshot == null || lastRead == null) {
      return "";
    }
    long[] took = new long[DECISIONS];
    for (int i = 0; i < DECISIONS; i++) {
      long from = System.nanoTime();
      int verdicts = Autoscaler.explain(snapshot).verdicts().size();
      took[i] = (System.nanoTime() - from) / 1_000_000;
      if (verdicts < snapshot.pods().size()) {
        throw new IllegalStateException("only " + verdicts + " verdicts");
      }
    }
    return "  of %d Ray nodes: %s%n  %s%n  deciding alone, ms: %s%n"
        .formatted(lastRead.nodes().size(), read, decided, Arrays.toString(took));
  }
}
