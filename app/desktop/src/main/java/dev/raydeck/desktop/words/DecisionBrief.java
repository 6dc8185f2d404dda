package dev.raydeck.desktop.words;

import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Lint;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.TerminationCause;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is told of a decision, and no more of it: one that ends a thousand workers says why of each
/// in megabytes, and a log keeps hundreds.
///
/// `launches` and `removal` are what was not held back or left by the breakpoints; `covered` are
/// the demands that what is launched is for.
public record DecisionBrief(
    Instant at,
    @Nullable Lint error,
    List<Launch> launches,
    List<Covered> covered,
    @Nullable Removal removal,
    List<Infeasible> infeasible) {
  private static final int NAMED = 3;

  public DecisionBrief {
    launches = List.copyOf(launches);
    covered = List.copyOf(covered);
    infeasible = List.copyOf(infeasible);
  }

  /// Workers of a group to come, and how many of them this turn may ask for.
  public record Launch(String group, int count, int now) {}

  /// So many demands of one shape.
  public record Covered(int count, ResourceRequest request) {}

  /// Workers to go, for the cause of the first of them. `names` are the Pods where there are few.
  /// `instances` tells two such sets apart: the hash of their instance ids.
  public record Removal(
      int count,
      List<String> names,
      TerminationCause cause,
      Reason.@Nullable IdleLongerThanTimeout idle,
      int instances) {
    public Removal {
      names = List.copyOf(names);
    }

    /// Whether there are so few that each is named.
    boolean isNamed() {
      return count <= NAMED;
    }

    boolean isOfSameAs(Removal other) {
      return count == other.count && instances == other.instances;
    }
  }

  /// A request no group can hold, and the group that comes closest.
  public record Infeasible(ResourceRequest request, Reason.@Nullable GroupMiss nearest) {}

  public static DecisionBrief of(ScalingDecision decision, Breakpoints breakpoints) {
    Intent notDone = notDone(breakpoints);
    return new DecisionBrief(
        decision.at(),
        decision.lints().stream()
            .filter(lint -> lint.severity() == Lint.Severity.ERROR)
            .findFirst()
            .orElse(null),
        launches(decision, notDone),
        covered(decision),
        removal(decision, notDone),
        decision.infeasible().stream()
            .distinct()
            .map(request -> new Infeasible(request, nearest(decision, request)))
            .toList());
  }

  private static Intent notDone(Breakpoints breakpoints) {
    Breakpoints.Stop stop = breakpoints.stop();
    return stop == null ? breakpoints.skipped() : stop.intent().and(breakpoints.skipped());
  }

  private static List<Launch> launches(ScalingDecision decision, Intent notDone) {
    Map<String, Integer> launches = new LinkedHashMap<>(decision.launches());
    launches.keySet().removeAll(notDone.launches().keySet());
    return launches.entrySet().stream()
        .map(each -> new Launch(each.getKey(), each.getValue(), decision.asksFor(each.getKey())))
        .toList();
  }

  private static List<Covered> covered(ScalingDecision decision) {
    return decision.verdicts().stream()
        .filter(verdict -> verdict.outcome() == Verdict.Outcome.COVERED)
        .map(Verdict::subject)
        .filter(Verdict.Subject.Demand.class::isInstance)
        .map(subject -> ((Verdict.Subject.Demand) subject).demand())
        .map(demand -> new Covered(demand.count(), demand.request()))
        .toList();
  }

  private static @Nullable Removal removal(ScalingDecision decision, Intent notDone) {
    List<ScalingDecision.Termination> ended =
        decision.terminations().stream()
            .filter(each -> !notDone.removals().contains(String.valueOf(each.podName())))
            .toList();
    if (ended.isEmpty()) {
      return null;
    }
    ScalingDecision.Termination first = ended.getFirst();
    List<String> names =
        ended.size() > NAMED
            ? List.of()
            : ended.stream()
                .map(ScalingDecision.Termination::podName)
                .filter(Objects::nonNull)
                .toList();
    return new Removal(
        ended.size(),
        names,
        first.cause(),
        idleOf(decision, first),
        ended.stream().map(ScalingDecision.Termination::instanceId).toList().hashCode());
  }

  private static Reason.@Nullable IdleLongerThanTimeout idleOf(
      ScalingDecision decision, ScalingDecision.Termination termination) {
    return decision.verdicts().stream()
        .filter(verdict ->
            verdict.subject() instanceof Verdict.Subject.Node node
                && Objects.equals(node.podName(), termination.podName()))
        .flatMap(verdict -> verdict.gates().stream())
        .map(gate -> gate.reason())
        .filter(Reason.IdleLongerThanTimeout.class::isInstance)
        .map(Reason.IdleLongerThanTimeout.class::cast)
        .findFirst()
        .orElse(null);
  }

  private static Reason.@Nullable GroupMiss nearest(
      ScalingDecision decision, ResourceRequest request) {
    return decision.verdicts().stream()
        .filter(verdict ->
            verdict.subject() instanceof Verdict.Subject.Demand demand
                && demand.demand().request().equals(request))
        .flatMap(verdict -> verdict.gates().stream())
        .map(gate -> gate.reason())
        .filter(Reason.FitsSomeGroup.class::isInstance)
        .map(Reason.FitsSomeGroup.class::cast)
        .flatMap(fits -> fits.nearest().stream())
        .findFirst()
        .orElse(null);
  }

  /// Whether a person would call both the same.
  public boolean isSameAs(DecisionBrief other) {
    boolean endsSame =
        (removal == null || other.removal == null)
            ? Objects.equals(removal, other.removal)
            : removal.isOfSameAs(other.removal);
    return endsSame
        && Objects.equals(error, other.error)
        && launches.equals(other.launches)
        && requests().equals(other.requests());
  }

  /// The infeasible requests, each once.
  public List<ResourceRequest> requests() {
    return infeasible.stream().map(Infeasible::request).toList();
  }
}
