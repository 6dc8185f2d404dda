package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayState;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop of one session, on one thread: observe → decide → act → publish.
///
/// Watch events and polls only mark it dirty. A *turn* decides and acts, every interval, in DRIVE
/// and SHADOW; a *refresh* shows what is there, at most twenty-five times a second and at least
/// once. Blocking work is done elsewhere and answers through the inbox, so a slow server never
/// stops the frames.
final class SessionLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
  private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();
  private static final Duration LOOK_LEAST = Duration.ofMillis(40);
  private static final Duration LOOK_MOST = Duration.ofMillis(100);

  /// Whoever shows a frame spends about ten times of what is spent on it here.
  private static final int LOOK_SHARE = 20;

  private static final long REFRESH_MOST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long CLOSE_WAIT_NANOS = Duration.ofSeconds(3).toNanos();

  private final RayClusterRef ref;
  private final InstantSource clock;
  private final Consumer<SessionFrame> frames;
  private final Inbox inbox = new Inbox();
  private final KubeSide kube;
  private final HeadSide head;
  private final Errands errands;
  private final ErrandDesk desk;
  private final Standing standing;
  private final Turns turns;
  private final HealthTrack autoscaler;

  private volatile SessionFrame frame;
  private volatile boolean isClosed;
  private final AtomicBoolean isDirty = new AtomicBoolean(true);

  private final Pace looks = new Pace(LOOK_SHARE, LOOK_LEAST, LOOK_MOST);
  private final Explanations explanations = new Explanations(inbox, this::markDirty);
  private long publishedNanos = System.nanoTime();

  private long turn;
  private long explained;

  SessionLoop(
      ClusterAccess access,
      RayClusterRef ref,
      SessionSettings settings,
      Supplier<String> identity,
      Consumer<SessionFrame> frames) {
    this.ref = ref;
    this.clock = settings.clock();
    this.frames = frames;
    RandomGenerator random = RandomGenerator.getDefault();
    AuditLog audit = new AuditLog(settings.auditLog(), access, ref);
    this.kube = new KubeSide(access, ref, inbox, this::markDirty, random);
    this.head = new HeadSide(ref, inbox, this::markDirty, clock, random);
    this.autoscaler = new HealthTrack(random);
    this.errands = new Errands(ref, clock, audit);
    this.desk = new ErrandDesk(inbox, kube, head, this::markDirty);
    this.standing =
        new Standing(ref, inbox, errands, audit, clock, identity, settings.driveIsSidecar());
    this.turns =
        new Turns(settings, inbox, kube, head, standing, new Driver(clock, audit), this::acted);
    this.frame = frame(clock.instant(), null);
  }

  SessionFrame frame() {
    return frame;
  }

  Map<Right, Boolean> rights() {
    return standing.rights();
  }

  Errands errands() {
    return errands;
  }

  ErrandDesk desk() {
    return desk;
  }

  /// From any thread. The first of several wakes the loop, which waits for nothing else then but
  /// the time of its next look.
  void markDirty() {
    if (!isDirty.getAndSet(true)) {
      inbox.post(() -> {});
    }
  }

  /// Something a person decided about the turns, which is shown soon.
  void tell(Consumer<Turns> what) {
    inbox.post(() -> {
      what.accept(turns);
      isDirty.set(true);
    });
  }

  void lookAgain() {
    inbox.post(() -> {
      kube.tryNow();
      head.tryNow();
      head.poll();
      isDirty.set(true);
    });
  }

  void close() {
    isClosed = true;
    desk.close();
    inbox.post(() -> {});
  }

  /// The body of the session's thread.
  void run() {
    while (!isClosed) {
      try {
        inbox.run(waitNanos());
        tick(clock.instant(), System.nanoTime());
      } catch (InterruptedException e) {
        close();
      } catch (RuntimeException e) {
        // Our own bug: said aloud, once, and the loop goes on with what it had.
        LOG.error("Session {} failed in a turn", ref, e);
        turns.broke(e);
        publish(clock.instant(), frame.snapshot());
      }
    }
    shutDown();
  }

  private long waitNanos() {
    return isDirty.get() ? Math.min(TICK_NANOS, looks.leftNanos(System.nanoTime())) : TICK_NANOS;
  }

  private void tick(Instant now, long nanos) {
    kube.tend(now, nanos);
    head.tend(kube, now, nanos);
    head.pollIfDue(now, nanos);
    standing.tend(kube, nanos);
    if (turns.isDue(now, nanos)) {
      turn++;
      ClusterSnapshot snapshot = observe(now, turns.failures());
      if (!turns.take(turn, snapshot, now)) {
        publish(now, snapshot);
      }
      return;
    }
    long shownNanos = nanos - publishedNanos;
    if (shownNanos > REFRESH_MOST_NANOS || (isDirty.get() && looks.isDue(nanos))) {
      ClusterSnapshot snapshot = observe(now, List.of());
      looks.done(nanos, System.nanoTime());
      explain(snapshot, now);
      publish(now, snapshot);
    }
  }

  private void explain(@Nullable ClusterSnapshot snapshot, Instant now) {
    if (turns.observes(snapshot, now) && snapshot != null) {
      explanations.explain(
          snapshot,
          decision -> {
            explained++;
            turns.explained(decision);
          });
    } else {
      explanations.forget();
    }
  }

  private void acted() {
    Instant now = clock.instant();
    publish(now, observe(now, List.of()));
  }

  /// Of the moment it is known to hold for: what was seen last keeps its time while the API server
  /// does not answer.
  private @Nullable ClusterSnapshot observe(Instant now, List<CommandFailure> failed) {
    isDirty.set(false);
    RayCluster cluster = kube.cluster();
    if (cluster == null) {
      return null;
    }
    RayState ray = head.state();
    Instant known = kube.goodAt(now);
    Instant takenAt = ray != null && ray.readAt().isAfter(known) ? ray.readAt() : known;
    return new ClusterSnapshot(takenAt, cluster, kube.pods(), ray, failed, kube.podVersions());
  }

  private void publish(Instant now, @Nullable ClusterSnapshot snapshot) {
    publishedNanos = System.nanoTime();
    frame = frame(now, snapshot);
    frames.accept(frame);
  }

  /// A port-forward may outlive what it was asked for with: a head that answers is known to.
  private SessionFrame frame(Instant now, @Nullable ClusterSnapshot snapshot) {
    Health api = kube.health();
    Health ray = head.health();
    return new SessionFrame(
        turns.mode() == Mode.OBSERVE ? explained : turn,
        now,
        turns.mode(),
        turns.isPaused(),
        snapshot,
        turns.decision(),
        turns.result(),
        api,
        ray.isAnswering() ? ray : ray.through(api),
        autoscalerHealth(now).through(api),
        standing.holder(),
        turns.trouble(),
        turns.stops().view(),
        turns.shadow());
  }

  private Health autoscalerHealth(Instant now) {
    AutoscalerHealth.Reading reading = AutoscalerHealth.of(kube.cluster(), kube.head());
    Trouble trouble = reading.trouble();
    if (trouble == null) {
      autoscaler.waiting(reading.state(), "", now);
    } else {
      autoscaler.waiting(reading.state(), trouble, now);
    }
    return autoscaler.health();
  }

  CompletableFuture<ModeChange> mode(Mode wanted) {
    CompletableFuture<ModeChange> future = new CompletableFuture<>();
    inbox.post(() -> {
      turns.change(wanted, future);
      isDirty.set(true);
    });
    return future;
  }

  private void shutDown() {
    if (turns.mode() == Mode.DRIVE) {
      standing.releaseNow(kube.api());
    }
    head.close();
    kube.close();
    long until = System.nanoTime() + CLOSE_WAIT_NANOS;
    while ((kube.isConnecting() || head.isConnecting()) && System.nanoTime() < until) {
      try {
        inbox.run(TICK_NANOS);
      } catch (InterruptedException e) {
        break;
      }
    }
    head.close();
    kube.close();
  }
}
