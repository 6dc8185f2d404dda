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
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Trouble;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection that changes nothing while its context is marked read-only: what would is answered
/// with a sentence, and DRIVE is refused. All else passes through.
public final class ReadOnlyConnection implements Connection {
  private final Connection open;
  private final BooleanSupplier isReadOnly;
  private final Supplier<Words> words;

  public ReadOnlyConnection(Connection open, BooleanSupplier isReadOnly, Supplier<Words> words) {
    this.open = open;
    this.isReadOnly = isReadOnly;
    this.words = words;
  }

  private String refusal() {
    return words.get().plain("readOnly.refused", target().context());
  }

  @Override
  public boolean isReadOnly() {
    return isReadOnly.getAsBoolean();
  }

  @Override
  public CompletableFuture<ModeChange> mode(Mode wanted) {
    return wanted == Mode.DRIVE && isReadOnly()
        ? CompletableFuture.completedFuture(
            new ModeChange(frame().mode(), Trouble.other(refusal())))
        : open.mode(wanted);
  }

  @Override
  public CompletableFuture<LaunchOutcome> launch(LaunchRequest request) {
    return isReadOnly()
        ? CompletableFuture.completedFuture(LaunchOutcome.trouble(refusal()))
        : open.launch(request);
  }

  @Override
  public CompletableFuture<KillOutcome> kill(List<String> actorIds) {
    return isReadOnly()
        ? CompletableFuture.completedFuture(new KillOutcome(List.of(), Map.of(), refusal()))
        : open.kill(actorIds);
  }

  @Override
  public CompletableFuture<ChangePreview> preview(OptionsChange change) {
    return open.preview(change).thenApply(seen -> isReadOnly() ? refused(seen) : seen);
  }

  private ChangePreview refused(ChangePreview seen) {
    return new ChangePreview(
        seen.change(),
        seen.problems(),
        seen.patch(),
        seen.before(),
        seen.after(),
        ChangePreview.DryRun.REFUSED,
        refusal());
  }

  @Override
  public CompletableFuture<ChangeOutcome> send(ChangePreview preview) {
    return isReadOnly()
        ? CompletableFuture.completedFuture(
            new ChangeOutcome(ChangeOutcome.Status.REFUSED, refusal()))
        : open.send(preview);
  }

  @Override
  public Target target() {
    return open.target();
  }

  @Override
  public InstantSource clock() {
    return open.clock();
  }

  @Override
  public SessionFrame frame() {
    return open.frame();
  }

  @Override
  public Map<Right, Boolean> rights() {
    return open.rights();
  }

  @Override
  public boolean isPaused() {
    return open.isPaused();
  }

  @Override
  public void pause() {
    open.pause();
  }

  @Override
  public void resume() {
    open.resume();
  }

  @Override
  public void step() {
    open.step();
  }

  @Override
  public void breakpoints(Set<Breakpoint> wanted) {
    open.breakpoints(wanted);
  }

  @Override
  public void approve(Intent seen) {
    open.approve(seen);
  }

  @Override
  public void skip(Intent seen) {
    open.skip(seen);
  }

  @Override
  public void lookAgain() {
    open.lookAgain();
  }

  @Override
  public LogStream follow(LogPlace place, int tailLines, LogSink sink) {
    return open.follow(place, tailLines, sink);
  }

  @Override
  public CompletableFuture<ObjectView> read(ObjectRef ref) {
    return open.read(ref);
  }

  @Override
  public @Nullable Double speed() {
    return open.speed();
  }

  @Override
  public void speed(double times) {
    open.speed(times);
  }

  @Override
  public void close() {
    open.close();
  }
}
