package dev.raydeck.desktop.live;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.cluster.session.ChangeOutcome;
import dev.raydeck.cluster.session.ChangePreview;
import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KillOutcome;
import dev.raydeck.cluster.session.LaunchOutcome;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.LogSink;
import dev.raydeck.cluster.session.LogStream;
import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.Right;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection over a cluster session. With a sandbox, pause, resume and step act on its sidecar,
/// and the time is the sandbox's.
public final class LiveConnection implements Connection {
  private final Target target;
  private final RayClusterRef ref;
  private final ClusterSession session;
  private final InstantSource clock;
  private final @Nullable Sandbox sandbox;

  private LiveConnection(
      Target target,
      RayClusterRef ref,
      ClusterSession session,
      InstantSource clock,
      @Nullable Sandbox sandbox) {
    this.target = target;
    this.ref = ref;
    this.session = session;
    this.clock = clock;
    this.sandbox = sandbox;
  }

  /// Opens a session that observes. `auditLog` is null where nothing can be kept.
  public static LiveConnection open(
      Target target,
      ClusterAccess access,
      InstantSource clock,
      @Nullable Sandbox sandbox,
      @Nullable Path auditLog,
      Consumer<SessionFrame> frames) {
    InstantSource time = sandbox == null ? clock : sandbox.clock();
    SessionSettings settings = SessionSettings.observing(time).withAuditLog(auditLog);
    RayClusterRef ref = new RayClusterRef(target.namespace(), target.cluster());
    ClusterSession session =
        ClusterSession.open(
            access, ref, settings, frame -> frames.accept(withDriver(frame, ref, sandbox)));
    return new LiveConnection(target, ref, session, time, sandbox);
  }

  /// In the sandbox it is the sidecar that stops, and is paused.
  private static SessionFrame withDriver(
      SessionFrame frame, RayClusterRef ref, @Nullable Sandbox sandbox) {
    return sandbox == null
        ? frame
        : frame.with(sandbox.breakpoints(ref)).paused(sandbox.isPaused());
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public SessionFrame frame() {
    return withDriver(session.frame(), ref, sandbox);
  }

  @Override
  public Map<Right, Boolean> rights() {
    return session.rights();
  }

  @Override
  public CompletableFuture<ModeChange> mode(Mode wanted) {
    return session.mode(wanted);
  }

  @Override
  public boolean isPaused() {
    return sandbox == null ? session.frame().isPaused() : sandbox.isPaused();
  }

  @Override
  public void pause() {
    if (sandbox == null) {
      session.pause();
    } else {
      sandbox.pause();
    }
  }

  @Override
  public void resume() {
    if (sandbox == null) {
      session.resume();
    } else {
      sandbox.resume();
    }
  }

  @Override
  public void step() {
    if (sandbox == null) {
      session.step();
    } else {
      sandbox.step();
    }
  }

  @Override
  public void breakpoints(Set<Breakpoint> wanted) {
    if (sandbox == null) {
      session.breakpoints(wanted);
    } else {
      sandbox.breakpoints(ref, wanted);
      session.lookAgain();
    }
  }

  @Override
  public void approve(Intent seen) {
    if (sandbox == null) {
      session.approve(seen);
    } else {
      sandbox.approve(ref, seen);
      session.lookAgain();
    }
  }

  @Override
  public void skip(Intent seen) {
    if (sandbox == null) {
      session.skip(seen);
    } else {
      sandbox.skip(ref, seen);
      session.lookAgain();
    }
  }

  @Override
  public void lookAgain() {
    session.lookAgain();
  }

  @Override
  public CompletableFuture<LaunchOutcome> launch(LaunchRequest request) {
    return session.launch(request);
  }

  @Override
  public CompletableFuture<KillOutcome> kill(List<String> actorIds) {
    return session.kill(actorIds);
  }

  @Override
  public CompletableFuture<ChangePreview> preview(OptionsChange change) {
    return session.preview(change);
  }

  @Override
  public CompletableFuture<ChangeOutcome> send(ChangePreview preview) {
    return session.send(preview);
  }

  @Override
  public LogStream follow(LogPlace place, int tailLines, LogSink sink) {
    return session.follow(place, tailLines, sink);
  }

  @Override
  public CompletableFuture<ObjectView> read(ObjectRef ref) {
    return session.read(ref);
  }

  @Override
  public @Nullable Double speed() {
    return sandbox == null ? null : sandbox.speed();
  }

  @Override
  public void speed(double times) {
    if (sandbox != null) {
      sandbox.speed(times);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
