package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.cli.ClusterOptions.UsageProblem;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.SessionFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Waits for a session's first frame that holds everything, or that says why it cannot.
final class FirstLook implements Consumer<SessionFrame> {
  static final int PATIENCE_SECONDS = 30;

  private final CompletableFuture<SessionFrame> settled = new CompletableFuture<>();

  @Override
  public void accept(SessionFrame frame) {
    if (isSettled(frame)) {
      settled.complete(frame);
    }
  }

  SessionFrame await() throws UsageProblem, InterruptedException {
    try {
      return settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new UsageProblem("the cluster did not answer within " + PATIENCE_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean isSettled(SessionFrame frame) {
    ClusterSnapshot snapshot = frame.snapshot();
    boolean isWhole = snapshot != null && snapshot.ray() != null && frame.decision() != null;
    return isWhole || isFinal(frame.apiServer()) || (snapshot != null && isFinal(frame.rayHead()));
  }

  private static boolean isFinal(Health health) {
    return switch (health.state()) {
      case FORBIDDEN, ABSENT, LOST -> true;
      case NOT_ASKED, CONNECTING, OK, SLOW, UNKNOWN -> false;
    };
  }
}
