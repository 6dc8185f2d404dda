package dev.raydeck.desktop.facts;

import dev.raydeck.model.Gate;
import dev.raydeck.model.ObjectHolding;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What keeps an unused worker alive: a worker that uses nothing and yet does not count as idle, or
/// one whose idle timeout has passed and a later gate holds it.
///
/// `culprit` is the actor, the holder of objects or the rule by name, `more` how many others of its
/// kind there are, `since` when it began where that is known.
public record Held(Cause cause, String culprit, int more, @Nullable Instant since, Reason reason) {
  public enum Cause {
    ACTOR,
    OBJECT,
    ACTIVITY,
    DEMAND,
    CONSTRAINT,
    MIN_REPLICAS,
    RULE
  }

  static Optional<Held> of(@Nullable Verdict verdict, @Nullable RayNode ray) {
    if (verdict == null || verdict.outcome() != Verdict.Outcome.KEEP || ray == null) {
      return Optional.empty();
    }
    return verdict
        .holding()
        .filter(gate -> isUnused(verdict, gate))
        .flatMap(gate -> culprit(gate.reason()));
  }

  private static boolean isUnused(Verdict verdict, Gate holding) {
    if (holding.reason() instanceof Reason.NotBusy busy) {
      return busy.used().amounts().entrySet().stream()
          .noneMatch(entry -> entry.getValue() > 0 && isWork(entry.getKey()));
    }
    return verdict.gates().stream()
        .anyMatch(gate ->
            gate.state() == Gate.State.PASSES
                && gate.reason() instanceof Reason.IdleLongerThanTimeout);
  }

  private static boolean isWork(String resource) {
    return !resource.equals("object_store_memory") && !resource.startsWith("node:");
  }

  private static Optional<Held> culprit(Reason reason) {
    return switch (reason) {
      case Reason.NotBusy busy when !busy.actors().isEmpty() -> {
        RayActor actor = busy.actors().getFirst();
        yield held(Cause.ACTOR, actor.label(), busy.actors().size() - 1, actor.startedAt(), reason);
      }
      case Reason.NotBusy busy when busy.isForObjects() -> {
        List<ObjectHolding> objects = busy.objects();
        String owner = objects.isEmpty() ? "" : objects.getFirst().holder().label();
        yield held(Cause.OBJECT, owner, objects.size() - 1, null, reason);
      }
      case Reason.NotBusy busy -> {
        String activity = busy.activity().isEmpty() ? "" : busy.activity().getFirst();
        yield held(Cause.ACTIVITY, activity, busy.activity().size() - 1, null, reason);
      }
      case Reason.NotNeededByDemand demand ->
          held(Cause.DEMAND, "", demand.placed().size() - 1, null, reason);
      case Reason.NotPinnedByConstraint pinned ->
          held(Cause.CONSTRAINT, "request_resources()", 0, null, reason);
      case Reason.AboveMinReplicas min -> held(Cause.MIN_REPLICAS, min.group(), 0, null, reason);
      default -> held(Cause.RULE, "", 0, null, reason);
    };
  }

  private static Optional<Held> held(
      Cause cause, String culprit, int more, @Nullable Instant since, Reason reason) {
    return Optional.of(new Held(cause, culprit, Math.max(0, more), since, reason));
  }
}
