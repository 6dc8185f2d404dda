package dev.raydeck.desktop.live;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.cluster.session.ChangeOutcome;
import dev.raydeck.cluster.session.ChangePreview;
import dev.raydeck.cluster.session.KillOutcome;
import dev.raydeck.cluster.session.LaunchOutcome;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.cluster.session.LogStream;
import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.cluster.session.Right;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a screen may do with the RayCluster it shows. Frames come separately, to the window.
///
/// In the sandbox, pause, resume, step and breakpoints act on its sidecar: there the in-tree
/// autoscaler drives.
public interface Connection extends AutoCloseable {
  Target target();

  /// Whether a person marked its context as one to leave alone.
  default boolean isReadOnly() {
    return false;
  }

  /// The cluster's time: the sandbox's own clock, or the machine's.
  InstantSource clock();

  SessionFrame frame();

  Map<Right, Boolean> rights();

  CompletableFuture<ModeChange> mode(Mode wanted);

  boolean isPaused();

  void pause();

  void resume();

  void step();

  /// Where whoever drives stops and asks from now on; frames tell what it stops at.
  void breakpoints(Set<Breakpoint> wanted);

  /// Lets go what a frame showed, where a fresh decision still wants it.
  void approve(Intent seen);

  /// Leaves what a frame showed for now.
  void skip(Intent seen);

  void lookAgain();

  CompletableFuture<LaunchOutcome> launch(LaunchRequest request);

  CompletableFuture<KillOutcome> kill(List<String> actorIds);

  CompletableFuture<ChangePreview> preview(OptionsChange change);

  CompletableFuture<ChangeOutcome> send(ChangePreview preview);

  /// Follows a container's log from its last lines on, until closed.
  LogStream follow(LogPlace place, int tailLines, LogSink sink);

  /// An object whole; completes exceptionally with a `KubeFailure`.
  CompletableFuture<ObjectView> read(ObjectRef ref);

  /// The clock's speed, null where the clock is not ours to set.
  @Nullable Double speed();

  void speed(double times);

  @Override
  void close();
}
