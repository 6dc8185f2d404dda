package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.engine.Autoscaler;
import dev.raydeck.engine.RayLog;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Health;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop of one session, on one thread: observe → decide → act → publish.
///
/// Watch events and polls only mark it dirty. A *turn* decides and acts, every interval, in DRIVE;
/// a *refresh* shows what is there, at most four times a second and at least once. Blocking work is
/// done elsewhere and answers through the inbox, so a slow server never stops the frames.
final class SessionLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final long REFRESH_LEAST_NANOS = Duration.ofMillis(250).toNanos();
  private static final long REFRESH_MOST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long RAY_WAIT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long CLOSE_WAIT_NANOS = Duration.ofSeconds(3).toNanos();
  private static final int STALE_TURNS = 2;

  private final RayClusterRef ref;
  private final SessionSettings settings;
  private final InstantSource clock;
  private final Consumer<SessionFrame> frames;
  private final Inbox inbox = new Inbox();
  private final KubeSide kube;
  private final HeadSide head;
  private final Driver driver;
  private final Errands errands;
  private final ErrandDesk desk;
  private final Standing standing;
  private final HealthTrack autoscaler;

  private volatile SessionFrame frame;
  private volatile boolean isClosed;
  private volatile boolean isDirty = true;

  private Mode mode;
  private boolean isPaused;
  private boolean isStepWanted;
  private boolean isActing;
  private boolean awaitsRay;
  private long conflictNanos = System.nanoTime();
  private long awaitsRayUntilNanos;
  private long publishedNanos = System.nanoTime();
  private Instant nextTurn = Instant.EPOCH;
  private long turn;
  private InstanceLedger ledger = InstanceLedger.EMPTY;
  private List<CommandFailure> failures = List.of();
  private @Nullable ScalingDecision decision;
  private ActuationResult result = ActuationResult.NOTHING;
  private @Nullable String trouble;

  SessionLoop(
      ClusterAccess access,
      RayClusterRef ref,
      SessionSettings settings,
      String identity,
      Consumer<SessionFrame> frames) {
    this.ref = ref;
    this.settings = settings;
    this.clock = settings.clock();
    this.frames = frames;
    this.mode = settings.mode();
    RandomGenerator random = RandomGenerator.getDefault();
    AuditLog audit = new AuditLog(settings.auditLog(), access, ref);
    this.kube = new KubeSide(access, ref, inbox, this::markDirty, random);
    this.head = new HeadSide(ref, inbox, this::markDirty, clock, random);
    this.autoscaler = new HealthTrack(random);
    this.driver = new Driver(clock, audit);
    this.errands = new Errands(ref, clock, audit);
    this.desk = new ErrandDesk(inbox, kube, head, this::markDirty);
    this.standing =
        new Standing(ref, inbox, errands, audit, clock, identity, settings.driveIsSidecar());
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

  void markDirty() {
    isDirty = true;
  }

  void pause(boolean wanted) {
    inbox.post(() -> {
      isPaused = wanted;
      isDirty = true;
    });
  }

  void step() {
    inbox.post(() -> isStepWanted = true);
  }

  void lookAgain() {
    inbox.post(() -> {
      kube.tryNow();
      head.tryNow();
      head.poll();
      isDirty = true;
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
        inbox.run(TICK);
        tick(clock.instant(), System.nanoTime());
      } catch (InterruptedException e) {
        close();
      } catch (RuntimeException e) {
        // Our own bug: said aloud, once, and the loop goes on with what it had.
        LOG.error("Session {} failed in a turn", ref, e);
        trouble = "a bug in Raydeck: " + e;
        isActing = false;
        nextTurn = clock.instant().plus(settings.interval());
        publishedNanos = System.nanoTime();
        show(clock.instant(), frame.snapshot());
      }
    }
    shutDown();
  }

  private void tick(Instant now, long nanos) {
    kube.tend(now, nanos);
    head.tend(kube, now, nanos);
    head.pollIfDue(now, nanos);
    standing.tend(kube.api(), nanos);
    if (isTurnWanted(now, nanos)) {
      if (!awaitsRay) {
        awaitsRay = true;
        awaitsRayUntilNanos = nanos + RAY_WAIT_NANOS;
        head.poll();
      }
      if (!head.isPolling() || nanos > awaitsRayUntilNanos) {
        awaitsRay = false;
        turn(now);
        return;
      }
    }
    long shownNanos = nanos - publishedNanos;
    if (shownNanos > REFRESH_MOST_NANOS || (isDirty && shownNanos > REFRESH_LEAST_NANOS)) {
      refresh(now);
    }
  }

  private boolean isTurnWanted(Instant now, long nanos) {
    return mode == Mode.DRIVE
        && !isActing
        && nanos - conflictNanos > REFRESH_LEAST_NANOS
        && (isStepWanted || !now.isBefore(nextTurn));
  }

  private void turn(Instant now) {
    boolean isStep = isStepWanted;
    isStepWanted = false;
    nextTurn = now.plus(settings.interval());
    ClusterSnapshot snapshot = observe(now, failures);
    Driver.Order order = snapshot == null || isInDoubt(snapshot) ? null : order(snapshot);
    if (order == null) {
      result = held();
      publish(now, snapshot);
      return;
    }
    if (isPaused && !isStep) {
      decision = order.decision();
      result = held();
      publish(now, snapshot);
      return;
    }
    isActing = true;
    inbox.ask(
        "raydeck-act",
        () -> driver.act(order),
        done -> acted(order, done),
        thrown -> {
          throw new IllegalStateException("acting failed", thrown);
        });
  }

  /// Null where it must not act: doubt, or somebody else's turn to drive.
  private Driver.@Nullable Order order(ClusterSnapshot snapshot) {
    KubeApi api = kube.api();
    GcsClient gcs = head.gcs();
    if (api == null || gcs == null) {
      return null;
    }
    String inTree =
        settings.driveIsSidecar() ? null : Standing.inTree(snapshot.cluster(), snapshot.pods());
    if (inTree != null) {
      stopDriving(inTree);
      return null;
    }
    ScalingDecision decided = Autoscaler.decide(snapshot, ledger);
    return new Driver.Order(api, standing.lease(api), standing.identity(), gcs, snapshot, decided);
  }

  private void acted(Driver.Order order, Driver.Done done) {
    isActing = false;
    // Together: a frame never shows a decision with the result of another.
    decision = order.decision();
    result = done.result();
    if (done.driver() != null) {
      standing.holder(done.driver());
    }
    switch (result.outcome()) {
      case CONFLICT -> {
        // The ledger stays: this turn did not happen, and is had again as soon as the change was
        // seen.
        nextTurn = clock.instant();
        conflictNanos = System.nanoTime();
      }
      case HELD -> {
        if (done.driver() != null) {
          stopDriving(done.driver() + " drives this cluster");
        }
      }
      default -> {
        ledger = order.decision().ledger();
        failures = result.failures();
        RayLog.lines(order.decision(), result).forEach(settings.log());
      }
    }
    head.poll();
    Instant now = clock.instant();
    publish(now, observe(now, List.of()));
  }

  private void stopDriving(String why) {
    mode = Mode.OBSERVE;
    trouble = why;
  }

  private static ActuationResult held() {
    return new ActuationResult(Outcome.HELD, List.of(), List.of());
  }

  /// Never act on doubt: everything synced and watched, and Ray's side not older than two turns.
  private boolean isInDoubt(ClusterSnapshot snapshot) {
    RayState ray = snapshot.ray();
    Duration oldest = settings.interval().multipliedBy(STALE_TURNS);
    return !kube.isGood() || ray == null || ray.readAt().isBefore(snapshot.takenAt().minus(oldest));
  }

  private void refresh(Instant now) {
    ClusterSnapshot snapshot = observe(now, List.of());
    if (mode != Mode.DRIVE) {
      result = ActuationResult.OBSERVED;
      decision = snapshot == null ? null : Autoscaler.explain(snapshot);
    }
    publish(now, snapshot);
  }

  private @Nullable ClusterSnapshot observe(Instant now, List<CommandFailure> failed) {
    isDirty = false;
    RayCluster cluster = kube.cluster();
    return cluster == null
        ? null
        : new ClusterSnapshot(now, cluster, kube.pods(), head.state(), failed);
  }

  private void publish(Instant now, @Nullable ClusterSnapshot snapshot) {
    publishedNanos = System.nanoTime();
    show(now, snapshot);
  }

  private void show(Instant now, @Nullable ClusterSnapshot snapshot) {
    turn++;
    SessionFrame next = frame(now, snapshot);
    frame = next;
    frames.accept(next);
  }

  private SessionFrame frame(Instant now, @Nullable ClusterSnapshot snapshot) {
    return new SessionFrame(
        turn,
        now,
        mode,
        isPaused,
        snapshot,
        decision,
        result,
        kube.health(),
        head.health(),
        autoscalerHealth(now),
        standing.holder(),
        trouble);
  }

  private Health autoscalerHealth(Instant now) {
    AutoscalerHealth.Reading reading = AutoscalerHealth.of(kube.cluster(), kube.pods());
    autoscaler.waiting(reading.state(), reading.detail(), now);
    return autoscaler.health();
  }

  CompletableFuture<ModeChange> mode(Mode wanted) {
    CompletableFuture<ModeChange> future = new CompletableFuture<>();
    inbox.post(() -> {
      String refusal = wanted == Mode.DRIVE ? standing.refusal(kube) : null;
      KubeApi api = kube.api();
      if (refusal != null) {
        future.complete(ModeChange.refused(mode, refusal));
      } else if (wanted == Mode.DRIVE && mode != Mode.DRIVE && api != null) {
        standing.take(
            api,
            () -> {
              startDriving();
              future.complete(ModeChange.to(mode));
            },
            why -> future.complete(ModeChange.refused(mode, why)));
      } else {
        if (wanted != Mode.DRIVE) {
          standing.release(api);
        }
        mode = wanted;
        trouble = null;
        isDirty = true;
        future.complete(ModeChange.to(mode));
      }
    });
    return future;
  }

  /// Like a started autoscaler: with an empty memory, at once.
  private void startDriving() {
    mode = Mode.DRIVE;
    ledger = InstanceLedger.EMPTY;
    failures = List.of();
    trouble = null;
    nextTurn = clock.instant();
  }

  private void shutDown() {
    if (mode == Mode.DRIVE) {
      standing.releaseNow(kube.api());
    }
    head.close();
    kube.close();
    long until = System.nanoTime() + CLOSE_WAIT_NANOS;
    while ((kube.isConnecting() || head.isConnecting()) && System.nanoTime() < until) {
      try {
        inbox.run(TICK);
      } catch (InterruptedException e) {
        break;
      }
    }
    head.close();
    kube.close();
  }
}
