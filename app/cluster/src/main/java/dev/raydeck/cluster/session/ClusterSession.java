package dev.raydeck.cluster.session;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One connected RayCluster: observe → decide → act → publish, on one thread.
public final class ClusterSession implements AutoCloseable {
  private final SessionFrame frame;

  private ClusterSession(Mode mode, Instant at) {
    frame =
        new SessionFrame(
            0,
            at,
            mode,
            false,
            null,
            null,
            ActuationResult.NOTHING,
            Health.NOT_ASKED,
            Health.NOT_ASKED,
            Health.NOT_ASKED,
            null,
            null);
  }

  /// Returns at once; frames come from the session's thread, a late one replacing nothing: the receiver keeps
  /// the latest.
  public static ClusterSession open(
      ClusterAccess access,
      RayClusterRef ref,
      SessionSettings settings,
      Consumer<SessionFrame> frames) {
    return new ClusterSession(settings.mode(), settings.clock().instant());
  }

  /// The latest.
  public SessionFrame frame() {
    return frame;
  }

  public Mode mode() {
    return frame.mode();
  }

  /// DRIVE is refused with a sentence where the in-tree autoscaler is on, the Lease is another's or a right
  /// is missing.
  public CompletableFuture<ModeChange> mode(Mode wanted) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(wanted.name()));
  }

  /// Goes on observing and deciding, sends nothing.
  public void pause() {}

  public void resume() {}

  /// One decision now, acted upon even while paused.
  public void step() {}

  /// Marks the session dirty: it observes soon.
  public void lookAgain() {}

  /// What this user may do here; empty until it was asked. False comes with the window's disabled button.
  public Map<Right, Boolean> rights() {
    return Map.of();
  }

  /// Starts detached actors by exec in the head Pod: a fixed program, arguments as argv.
  public CompletableFuture<LaunchOutcome> launch(LaunchRequest request) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(request.toString()));
  }

  /// Kills actors for good through the GCS.
  public CompletableFuture<KillOutcome> kill(List<String> actorIds) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(actorIds.toString()));
  }

  /// Checks a change, shows it as lines, and has the API server try it without storing it.
  public CompletableFuture<ChangePreview> preview(OptionsChange change) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(change.toString()));
  }

  /// Sends a previewed change, guarded by the resourceVersion it was made from.
  public CompletableFuture<ChangeOutcome> send(ChangePreview preview) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(preview.toString()));
  }

  /// The last lines of a container's log; completes exceptionally with the API server's words.
  public CompletableFuture<String> log(String pod, String container, int tailLines) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException(pod));
  }

  @Override
  public void close() {}
}
