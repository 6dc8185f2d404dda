package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.engine.Autoscaler;
import dev.raydeck.engine.AutoscalerText;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a session decides and does: in DRIVE and SHADOW one turn every interval, in OBSERVE an
/// explanation of every look. Remembers what one turn must know of the last.
///
/// All methods belong to the session's thread.
final class Turns {
  private static final int STALE_TURNS = 2;

  private final SessionSettings settings;
  private final InstantSource clock;
  private final Inbox inbox;
  private final KubeSide kube;
  private final HeadSide head;
  private final Standing standing;
  private final Driver driver;
  private final Runnable acted;
  private final Stops stops;
  private final TurnClock due;
  private final Shadowing shadowing = new Shadowing();

  private Mode mode;
  private boolean isPaused;
  private boolean isActing;
  private boolean wasStep;
  private Intent leftUndone = Intent.NONE;
  private @Nullable String ledgerOf;
  private InstanceLedger ledger = InstanceLedger.EMPTY;
  private List<CommandFailure> failures = List.of();
  private @Nullable ScalingDecision decision;
  private ActuationResult result = ActuationResult.NOTHING;
  private @Nullable Trouble trouble;

  /// `acted` is told when what a turn ordered was done, or was not to be done.
  Turns(
      SessionSettings settings,
      Inbox inbox,
      KubeSide kube,
      HeadSide head,
      Standing standing,
      Driver driver,
      Runnable acted) {
    this.settings = settings;
    this.clock = settings.clock();
    this.inbox = inbox;
    this.kube = kube;
    this.head = head;
    this.standing = standing;
    this.driver = driver;
    this.acted = acted;
    this.due = new TurnClock(settings.interval(), clock, head);
    this.stops = new Stops(due, clock);
    this.mode = settings.mode();
  }

  Mode mode() {
    return mode;
  }

  boolean isPaused() {
    return isPaused;
  }

  @Nullable ScalingDecision decision() {
    return decision;
  }

  ActuationResult result() {
    return result;
  }

  /// Why it stopped driving, or our own bug; null while all is well.
  @Nullable Trouble trouble() {
    return trouble;
  }

  /// What the last turn's commands met with, which the next decision must know.
  List<CommandFailure> failures() {
    return failures;
  }

  Shadow shadow() {
    return mode == Mode.SHADOW ? shadowing.view() : Shadow.NONE;
  }

  Stops stops() {
    return stops;
  }

  void pause(boolean wanted) {
    isPaused = wanted;
  }

  void step() {
    due.step();
  }

  /// A bug of ours broke a turn: it is said, and the next turn waits its time.
  void broke(RuntimeException bug) {
    trouble = Trouble.of(Trouble.Cause.BUG, bug.toString());
    isActing = false;
    var _ = due.took(clock.instant());
  }

  boolean isDue(Instant now, long nanos) {
    return mode != Mode.OBSERVE && !isActing && due.isDue(now, nanos);
  }

  /// Decides, and starts what was decided; true where `acted` will be told.
  boolean take(long turn, @Nullable ClusterSnapshot snapshot, Instant now) {
    wasStep = due.took(now);
    if (mode == Mode.SHADOW) {
      if (snapshot != null && !isInDoubt(snapshot)) {
        decision = shadowing.turn(turn, snapshot, now);
      }
      return false;
    }
    Driver.Order order = snapshot == null || isInDoubt(snapshot) ? null : order(snapshot);
    if (order == null) {
      stops.doubt();
    }
    if (order == null || isHeld(order)) {
      decision = order == null ? decision : order.decision();
      result = new ActuationResult(Outcome.HELD, List.of(), List.of());
      return false;
    }
    carryOut(order);
    return true;
  }

  /// Paused, or at a breakpoint. A driver that stands still keeps its Lease.
  private boolean isHeld(Driver.Order order) {
    boolean stands = isPaused && !wasStep;
    Stops.Ruling ruling = Stops.Ruling.GO;
    if (!stands || stops.isStopped()) {
      ruling = stops.rule(order.decision(), order.snapshot().pods());
    }
    stands |= ruling.isHeld();
    leftUndone = ruling.leftUndone();
    if (stands) {
      standing.renew(order.api(), found -> stopDriving(another(found)));
    }
    return stands;
  }

  private void carryOut(Driver.Order wanted) {
    Driver.Order order =
        leftUndone.isEmpty()
            ? wanted
            : wanted.with(Autoscaler.decide(wanted.snapshot(), ledger, leftUndone));
    isActing = true;
    inbox.ask("raydeck-act", () -> driver.act(order), done -> acted(order, done), Turns::failed);
  }

  private static void failed(Exception thrown) {
    throw new IllegalStateException("acting failed", thrown);
  }

  /// In OBSERVE nothing is remembered, and a look is to be explained: then true.
  boolean observes(@Nullable ClusterSnapshot snapshot, Instant now) {
    if (mode == Mode.SHADOW && snapshot != null && shadowing.look(snapshot, now)) {
      due.soon();
    }
    if (mode != Mode.OBSERVE) {
      return false;
    }
    result = ActuationResult.OBSERVED;
    if (snapshot == null) {
      decision = null;
    }
    return snapshot != null;
  }

  /// A look was explained.
  void explained(ScalingDecision made) {
    decision = made;
  }

  /// Null where it must not act: doubt, or somebody else's turn to drive.
  private Driver.@Nullable Order order(ClusterSnapshot snapshot) {
    KubeApi api = kube.api();
    GcsClient gcs = head.gcs();
    if (api == null || gcs == null) {
      return null;
    }
    Trouble inTree =
        settings.driveIsSidecar()
            ? null
            : Standing.inTree(snapshot.cluster(), HeadSide.head(snapshot.pods()));
    if (inTree != null) {
      stopDriving(inTree);
      return null;
    }
    forgetAnother(snapshot.cluster().uid());
    ScalingDecision decided = Autoscaler.decide(snapshot, ledger);
    return new Driver.Order(api, standing.lease(api), standing.identity(), gcs, snapshot, decided);
  }

  /// A RayCluster made anew under the same name is another one: nothing of the old holds for it.
  private void forgetAnother(String uid) {
    if (ledgerOf != null && !ledgerOf.equals(uid)) {
      ledger = InstanceLedger.EMPTY;
      failures = List.of();
      stops.clear();
    }
    ledgerOf = uid;
  }

  private void acted(Driver.Order order, Driver.Done done) {
    isActing = false;
    // Together: a frame never shows a decision with the result of another.
    decision = order.decision();
    result = done.result();
    stops.acted(decision.commands(), result);
    if (done.driver() != null) {
      standing.holder(done.driver());
    }
    switch (result.outcome()) {
      case CONFLICT -> {
        // The ledger stays: this turn did not happen, and is had again once the change was seen.
        due.afterConflict();
        if (wasStep) {
          due.step();
        }
      }
      case HELD -> {
        if (done.driver() != null) {
          stopDriving(another(done.driver()));
        }
      }
      default -> {
        ledger = order.decision().ledger();
        failures = result.failures();
        AutoscalerText.log(order.snapshot(), order.decision(), result, ZoneId.systemDefault())
            .forEach(settings.log());
      }
    }
    head.poll();
    acted.run();
  }

  /// Never act on doubt: everything synced and watched, and Ray's side not older than two turns.
  private boolean isInDoubt(ClusterSnapshot snapshot) {
    RayState ray = snapshot.ray();
    Duration oldest = settings.interval().multipliedBy(STALE_TURNS);
    return !kube.isGood() || ray == null || ray.readAt().isBefore(snapshot.takenAt().minus(oldest));
  }

  private static Trouble another(String holder) {
    return Trouble.of(Trouble.Cause.ANOTHER_DRIVES, holder);
  }

  private void stopDriving(Trouble why) {
    mode = Mode.OBSERVE;
    trouble = why;
    stops.clear();
  }

  void change(Mode wanted, CompletableFuture<ModeChange> answer) {
    Trouble refusal = wanted == Mode.DRIVE ? standing.refusal(kube) : null;
    KubeApi api = kube.api();
    if (refusal != null) {
      answer.complete(ModeChange.refused(mode, refusal));
    } else if (wanted == Mode.DRIVE && mode != Mode.DRIVE && api != null) {
      standing.take(
          api,
          () -> {
            startDriving();
            answer.complete(ModeChange.to(mode));
          },
          why -> answer.complete(ModeChange.refused(mode, why)));
    } else {
      if (wanted != Mode.DRIVE) {
        standing.release(api);
      }
      if (wanted == Mode.SHADOW && mode != Mode.SHADOW) {
        startShadowing();
      }
      mode = wanted;
      trouble = null;
      stops.clear();
      answer.complete(ModeChange.to(mode));
    }
  }

  /// With an empty memory, at once.
  private void startShadowing() {
    shadowing.clear();
    result = ActuationResult.OBSERVED;
    due.soon();
  }

  /// Like a started autoscaler: with an empty memory, at once.
  private void startDriving() {
    mode = Mode.DRIVE;
    ledger = InstanceLedger.EMPTY;
    failures = List.of();
    trouble = null;
    stops.clear();
    due.soon();
  }
}
