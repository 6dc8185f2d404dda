package dev.raydeck.desktop.why;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What would follow if the gate that holds a subject opened: the engine is asked about the present
/// facts with that one thing changed.
///
/// `verdict` is the engine's about the same subject then, `after` its whole decision.
record GateOpening(Way way, ScalingDecision after, Verdict verdict) {

  /// What opens the gate.
  sealed interface Way {
    /// The actors on the node are killed and its idle clock has run through `timeout`.
    record ActorsKilled(List<RayActor> actors, Duration timeout) implements Way {}

    /// Tasks end or objects are freed, and its idle clock has run through `timeout`.
    record WorkEnded(Duration timeout, boolean isForObjects) implements Way {}

    /// Nothing is done but wait.
    record ClockThrough() implements Way {}

    record MinReplicas(String group, int from, int to) implements Way {}

    /// `to` is enough for `workers` more.
    record MaxReplicas(String group, int from, int to, int workers) implements Way {}

    /// `request_resources` is cleared.
    record ConstraintCleared() implements Way {}

    /// Nothing waits any more.
    record DemandGone() implements Way {}
  }

  /// Empty where nothing holds, or where what holds is nobody's to open.
  static Optional<GateOpening> of(ClusterSnapshot snapshot, Verdict verdict) {
    return verdict
        .holding()
        .flatMap(gate ->
            switch (gate.reason()) {
              case Reason.NotBusy busy -> idle(snapshot, verdict, busyWay(verdict, busy));
              case Reason.IdleLongerThanTimeout clock ->
                  idle(snapshot, verdict, Optional.of(new Way.ClockThrough()));
              case Reason.AboveMinReplicas min -> lowerMin(snapshot, verdict, min);
              case Reason.BelowMaxReplicas max -> raiseMax(snapshot, verdict, max);
              case Reason.NotPinnedByConstraint pinned ->
                  ask(
                      Counterfacts.withoutConstraint(snapshot),
                      verdict,
                      new Way.ConstraintCleared());
              case Reason.NotNeededByDemand needed ->
                  ask(Counterfacts.withoutDemand(snapshot), verdict, new Way.DemandGone());
              default -> Optional.empty();
            });
  }

  /// Whether the node would be let go.
  boolean isRemoved() {
    return verdict.outcome() == Verdict.Outcome.REMOVE;
  }

  /// Whether a person would read the same of it.
  boolean saysTheSameAs(GateOpening other) {
    return way.equals(other.way)
        && verdict.outcome() == other.verdict.outcome()
        && states().equals(other.states())
        && after.launches().equals(other.after.launches())
        && removed().equals(other.removed());
  }

  private List<Gate.State> states() {
    return verdict.gates().stream().map(Gate::state).toList();
  }

  private List<String> removed() {
    return after.terminations().stream().map(gone -> String.valueOf(gone.podName())).toList();
  }

  /// What the gate that asks the same as `reason` would say; empty if it would not be asked.
  Optional<Gate> gate(Reason reason) {
    return verdict.gates().stream()
        .filter(gate -> gate.reason().getClass() == reason.getClass())
        .filter(gate -> gate.state() != Gate.State.NOT_REACHED)
        .findFirst();
  }

  private static Optional<Way> busyWay(Verdict verdict, Reason.NotBusy busy) {
    return timeout(verdict)
        .map(timeout ->
            busy.actors().isEmpty()
                ? new Way.WorkEnded(timeout, busy.isForObjects())
                : new Way.ActorsKilled(busy.actors(), timeout));
  }

  private static Optional<Duration> timeout(Verdict verdict) {
    return verdict.gates().stream()
        .map(Gate::reason)
        .filter(Reason.IdleTimeoutApplies.class::isInstance)
        .map(Reason.IdleTimeoutApplies.class::cast)
        .flatMap(applies -> Optional.ofNullable(applies.timeout()).stream())
        .findFirst();
  }

  private static Optional<GateOpening> idle(
      ClusterSnapshot snapshot, Verdict verdict, Optional<? extends Way> way) {
    if (way.isEmpty()
        || !(verdict.subject() instanceof Verdict.Subject.Node node)
        || node.nodeId() == null) {
      return Optional.empty();
    }
    String nodeId = node.nodeId();
    return timeout(verdict)
        .map(timeout -> Counterfacts.idle(snapshot, nodeId, timeout))
        .flatMap(then -> ask(then, verdict, way.get()));
  }

  private static Optional<GateOpening> lowerMin(
      ClusterSnapshot snapshot, Verdict verdict, Reason.AboveMinReplicas min) {
    return snapshot
        .cluster()
        .group(min.group())
        .filter(group -> group.minReplicas() > 0)
        .flatMap(group -> {
          int to = lowered(group, min.nodes());
          return ask(
              Counterfacts.withLimits(snapshot, group, to, group.maxReplicas()),
              verdict,
              new Way.MinReplicas(group.name(), group.minReplicas(), to));
        });
  }

  /// The highest minimum that lets one of `nodes` Pods go.
  private static int lowered(WorkerGroup group, int nodes) {
    int left = Math.max(0, nodes - 1) / Math.max(1, group.numOfHosts());
    return Math.min(group.minReplicas() - 1, left);
  }

  private static Optional<GateOpening> raiseMax(
      ClusterSnapshot snapshot, Verdict verdict, Reason.BelowMaxReplicas max) {
    return snapshot
        .cluster()
        .group(max.group())
        .flatMap(group -> {
          ScalingDecision free =
              Autoscaler.explain(
                  Counterfacts.withLimits(
                      snapshot, group, group.minReplicas(), Counterfacts.UNLIMITED));
          int workers = wanted(free, group.name());
          if (workers == 0) {
            return Optional.empty();
          }
          int hosts = Math.max(1, group.numOfHosts());
          int to = group.maxReplicas() + (workers + hosts - 1) / hosts;
          return ask(
              Counterfacts.withLimits(snapshot, group, group.minReplicas(), to),
              verdict,
              new Way.MaxReplicas(group.name(), group.maxReplicas(), to, workers));
        });
  }

  /// Workers the group would get over the next turns, whatever one turn may launch.
  private static int wanted(ScalingDecision free, String group) {
    int launched = free.launches().getOrDefault(group, 0);
    return free.verdicts().stream()
        .flatMap(verdict -> verdict.gates().stream())
        .map(Gate::reason)
        .filter(Reason.LaunchRateAllows.class::isInstance)
        .map(Reason.LaunchRateAllows.class::cast)
        .filter(rate -> rate.group().equals(group))
        .mapToInt(Reason.LaunchRateAllows::wanted)
        .max()
        .orElse(launched);
  }

  private static Optional<GateOpening> ask(ClusterSnapshot then, Verdict verdict, Way way) {
    ScalingDecision after = Autoscaler.explain(then);
    return after.verdict(verdict.subject()).map(found -> new GateOpening(way, after, found));
  }
}
