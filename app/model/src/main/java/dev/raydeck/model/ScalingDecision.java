package dev.raydeck.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The outcome of one turn: what to do, why for everything done and not done, and what to remember.
///
/// `terminations` and the infeasible lists are in the order decided. `transitions` are the instance
/// status changes of this turn, in order: Ray's log lines are made from them. With an ERROR lint
/// there are no commands.
public record ScalingDecision(
    Instant at,
    List<ScalingCommand> commands,
    List<Verdict> verdicts,
    Map<String, Integer> launches,
    List<Termination> terminations,
    List<ResourceRequest> infeasible,
    List<GangDemand> infeasibleGangs,
    boolean infeasibleConstraint,
    List<Transition> transitions,
    List<Stuck> stuck,
    List<NodeType> nodeTypes,
    Outlook outlook,
    List<Lint> lints,
    InstanceLedger ledger) {
  public ScalingDecision {
    commands = List.copyOf(commands);
    verdicts = List.copyOf(verdicts);
    launches = Collections.unmodifiableMap(new LinkedHashMap<>(launches));
    terminations = List.copyOf(terminations);
    infeasible = List.copyOf(infeasible);
    infeasibleGangs = List.copyOf(infeasibleGangs);
    transitions = List.copyOf(transitions);
    stuck = List.copyOf(stuck);
    nodeTypes = List.copyOf(nodeTypes);
    lints = List.copyOf(lints);
  }

  /// The verdict about a subject, if it still has one.
  public Optional<Verdict> verdict(Verdict.Subject subject) {
    return verdicts.stream().filter(verdict -> verdict.isAbout(subject)).findFirst();
  }

  /// How many workers of a group this turn asks KubeRay for: of what is launched now or still waits
  /// from earlier turns, as many as the launch rate allows.
  public int asksFor(String group) {
    return verdict(new Verdict.Subject.Group(group)).stream()
        .flatMap(verdict -> verdict.gates().stream())
        .filter(gate -> gate.reason() instanceof Reason.LaunchRateAllows)
        .map(gate ->
            gate.state() == Gate.State.PASSES
                ? ((Reason.LaunchRateAllows) gate.reason()).allowed()
                : 0)
        .findFirst()
        .orElseGet(() -> launches.getOrDefault(group, 0));
  }

  /// What the scheduler plans with once this decision is carried out: the totals of all nodes that
  /// stay, come up or are launched, and how many of the launches, by group, only fill a minimum.
  /// `desiredWorkers` are the Pods that are asked for, by group, where anything is asked for:
  /// before they are divided into replicas and cut at `maxReplicas`.
  public record Outlook(
      ResourceBundle total, Map<String, Integer> addedForMin, Map<String, Integer> desiredWorkers) {
    public static final Outlook NONE = new Outlook(ResourceBundle.EMPTY, Map.of(), Map.of());

    public Outlook {
      addedForMin = Collections.unmodifiableMap(new LinkedHashMap<>(addedForMin));
      desiredWorkers = Collections.unmodifiableMap(new LinkedHashMap<>(desiredWorkers));
    }
  }

  /// A node to end. `podName` and `nodeId` are absent where the instance has none yet.
  public record Termination(
      String instanceId,
      @Nullable String podName,
      @Nullable String nodeId,
      String group,
      TerminationCause cause,
      String details) {}

  /// `from` is null for a new record.
  public record Transition(
      Instance instance, @Nullable InstanceStatus from, InstanceStatus to, String details) {}

  /// A row that has been for too long in a status it should only pass through.
  public record Stuck(String instanceId, InstanceStatus status, Duration duration) {}
}
