package dev.raydeck.desktop;

import dev.raydeck.cluster.kube.KubeFailure;
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
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A connection that shows given frames at a standing clock and remembers what it was asked to do.
public final class FakeConnection implements Connection {
  public final List<LaunchRequest> launched = new ArrayList<>();
  public final List<String> killed = new ArrayList<>();
  public final List<OptionsChange> previewed = new ArrayList<>();
  public final List<ChangePreview> sent = new ArrayList<>();
  public final List<LogPlace> followed = new ArrayList<>();
  public final List<LogSink> sinks = new ArrayList<>();
  public List<String> logLines = LogSamples.AUTOSCALER;
  public LogSink.State logState = LogSink.State.OPEN;
  public String logWords = "";
  public int closedLogs;
  public final List<ObjectRef> read = new ArrayList<>();
  public @Nullable KubeFailure objectTrouble;
  public int steps;
  public Set<Breakpoint> breakpoints = Set.of();
  public final List<Intent> approved = new ArrayList<>();
  public final List<Intent> skipped = new ArrayList<>();
  public Instant now = Frames.NOW;
  private final Target target;
  private SessionFrame frame;
  private boolean isPaused;

  public FakeConnection(SessionFrame frame, Target target) {
    this.frame = frame;
    this.target = target;
    this.now = frame.at();
  }

  public static FakeConnection sandbox(SessionFrame frame) {
    return new FakeConnection(
        frame, new Target("sandbox", "default", "raycluster-autoscaler", true, false));
  }

  public static FakeConnection real(SessionFrame frame) {
    return new FakeConnection(
        frame, new Target("gke-prod-eu4", "ml-train", "llm-batch", false, false));
  }

  public void frame(SessionFrame fresh) {
    frame = fresh;
    now = fresh.at();
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public InstantSource clock() {
    return () -> now;
  }

  @Override
  public SessionFrame frame() {
    return frame;
  }

  @Override
  public Map<Right, Boolean> rights() {
    return Map.of();
  }

  @Override
  public CompletableFuture<ModeChange> mode(Mode wanted) {
    return CompletableFuture.completedFuture(
        new ModeChange(Mode.OBSERVE, Trouble.of(Trouble.Cause.IN_TREE)));
  }

  @Override
  public boolean isPaused() {
    return isPaused;
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
  }

  @Override
  public void step() {
    steps++;
  }

  @Override
  public void breakpoints(Set<Breakpoint> wanted) {
    breakpoints = wanted;
    frame =
        frame.with(new Breakpoints(wanted, frame.breakpoints().stop(), Intent.NONE, null, null));
  }

  @Override
  public void approve(Intent seen) {
    approved.add(seen);
  }

  @Override
  public void skip(Intent seen) {
    skipped.add(seen);
  }

  @Override
  public void lookAgain() {}

  @Override
  public CompletableFuture<LaunchOutcome> launch(LaunchRequest request) {
    launched.add(request);
    return CompletableFuture.completedFuture(
        new LaunchOutcome(request.names(), Map.of(), null, null));
  }

  @Override
  public CompletableFuture<KillOutcome> kill(List<String> actorIds) {
    killed.addAll(actorIds);
    return CompletableFuture.completedFuture(new KillOutcome(actorIds, Map.of(), null));
  }

  @Override
  public CompletableFuture<ChangePreview> preview(OptionsChange change) {
    previewed.add(change);
    return CompletableFuture.completedFuture(
        new ChangePreview(
            change,
            List.of(),
            List.of(),
            List.of(
                "spec:",
                "  autoscalerOptions:",
                "    idleTimeoutSeconds: 60",
                "    upscalingMode: Default"),
            List.of(
                "spec:",
                "  autoscalerOptions:",
                "    idleTimeoutSeconds: " + wanted(change, "idleTimeoutSeconds", 60),
                "    upscalingMode: " + wanted(change, "upscalingMode", "Default")),
            ChangePreview.DryRun.ACCEPTED,
            ""));
  }

  private static Object wanted(OptionsChange change, String field, Object otherwise) {
    OptionsChange.FieldWish wish = change.options().get(field);
    return wish == null || wish.value() == null ? otherwise : wish.value();
  }

  @Override
  public CompletableFuture<ChangeOutcome> send(ChangePreview preview) {
    sent.add(preview);
    return CompletableFuture.completedFuture(new ChangeOutcome(ChangeOutcome.Status.SENT, ""));
  }

  @Override
  public CompletableFuture<ObjectView> read(ObjectRef ref) {
    read.add(ref);
    return objectTrouble == null
        ? CompletableFuture.completedFuture(ObjectSamples.view(ref, now))
        : CompletableFuture.failedFuture(objectTrouble);
  }

  /// Gives the lines prepared, and keeps the sink for more.
  @Override
  public LogStream follow(LogPlace place, int tailLines, LogSink sink) {
    followed.add(place);
    sinks.add(sink);
    sink.state(logState, logWords);
    Instant at = now.minusSeconds(logLines.size());
    for (String line : logLines) {
      sink.line(at, line);
      at = at.plusMillis(990);
    }
    return () -> closedLogs++;
  }

  @Override
  public @Nullable Double speed() {
    return target.isSandbox() ? 1.0 : null;
  }

  @Override
  public void speed(double times) {}

  @Override
  public void close() {}
}
