package dev.raydeck.engine;

import dev.raydeck.engine.text.PythonText;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.ScalingDecision.Termination;
import dev.raydeck.model.TerminationCause;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The cluster events Ray's autoscaler would have written for a turn, source AUTOSCALER: what the
/// dashboard and a driver's log show (ray: autoscaler/v2/event_logger.py).
///
/// They tell what the scheduler wants, whether or not it could be carried out, and repeat every
/// turn while it stays so.
public final class RayEvents {
  private static final String WHAT_TO_DO =
      ". Add suitable node types to this cluster to resolve this issue.";

  /// One event, as Ray names its severity and words its message.
  public record Event(Severity severity, String message) {}

  /// DEBUG of the totals, INFO of changes, WARNING of what cannot be had.
  public enum Severity {
    DEBUG,
    INFO,
    WARNING
  }

  private RayEvents() {}

  public static List<Event> of(ScalingDecision decision) {
    List<String> changes = new ArrayList<>(adding(decision));
    changes.addAll(removing(decision));
    if (!changes.isEmpty()) {
      changes.add(resized(decision.outlook().total()));
    }
    List<Event> events = new ArrayList<>();
    changes.forEach(message -> events.add(new Event(Severity.INFO, message)));
    if (!changes.isEmpty()) {
      events.add(
          new Event(
              Severity.DEBUG,
              "Current cluster resources: %s."
                  .formatted(PythonText.dict(decision.outlook().total().amounts()))));
    }
    unserved(decision).forEach(message -> events.add(new Event(Severity.WARNING, message)));
    return events;
  }

  static List<String> adding(ScalingDecision decision) {
    return decision.launches().entrySet().stream()
        .map(
            launch -> "Adding %d node(s) of type %s.".formatted(launch.getValue(), launch.getKey()))
        .toList();
  }

  static List<String> removing(ScalingDecision decision) {
    Map<String, Integer> removed = new LinkedHashMap<>();
    for (Termination one : decision.terminations()) {
      removed.merge("%s (%s)".formatted(one.group(), words(one.cause())), 1, Integer::sum);
    }
    return removed.entrySet().stream()
        .map(one -> "Removing %d nodes of type %s.".formatted(one.getValue(), one.getKey()))
        .toList();
  }

  private static String words(TerminationCause cause) {
    return switch (cause) {
      case IDLE -> "idle";
      case OUTDATED -> "outdated";
      case MAX_NUM_NODES -> "max number of worker nodes reached";
      case MAX_NUM_NODE_PER_TYPE -> "max number of worker nodes per type reached";
    };
  }

  /// Ray cuts fractions off; GPU and TPU are named only where some node has them.
  private static String resized(ResourceBundle total) {
    StringBuilder text =
        new StringBuilder("Resized to %d CPUs".formatted((long) total.amount("CPU")));
    for (String name : List.of("GPU", "TPU")) {
      if (total.amounts().containsKey(name)) {
        text.append(", %d %ss".formatted((long) total.amount(name), name));
      }
    }
    return text.append('.').toString();
  }

  private static List<String> unserved(ScalingDecision decision) {
    List<String> messages = new ArrayList<>();
    if (!decision.infeasible().isEmpty()) {
      messages.add("resource requests " + counted(decision.infeasible(), true));
    }
    for (GangDemand gang : decision.infeasibleGangs()) {
      messages.add(
          "placement group requests (detail=%s): %s"
              .formatted(gang.details(), counted(gang.requests(), false)));
    }
    if (decision.infeasibleConstraint()) {
      messages.add("cluster constraint: " + constraint(decision));
    }
    return messages.stream()
        .map(what -> "No available node types can fulfill " + what + WHAT_TO_DO)
        .toList();
  }

  private static String counted(List<ResourceRequest> units, boolean namesLabels) {
    Map<ResourceRequest, Integer> counts = new LinkedHashMap<>();
    units.forEach(unit -> counts.merge(unit, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(one ->
            counted(one.getKey().bundle(), one.getValue())
                + (namesLabels ? labels(one.getKey().labelSelectors()) : ""))
        .collect(Collectors.joining(", "));
  }

  private static String counted(ResourceBundle bundle, int count) {
    return "%s*%d".formatted(PythonText.dict(bundle.amounts()), count);
  }

  private static String labels(List<LabelSelector> selectors) {
    List<String> said =
        selectors.stream()
            .flatMap(selector -> selector.constraints().stream())
            .map(RayEvents::label)
            .toList();
    return said.isEmpty() ? "" : " with label selectors: [%s]".formatted(String.join("; ", said));
  }

  private static String label(LabelConstraint constraint) {
    return "%s %s [%s]"
        .formatted(
            constraint.key(),
            operator(constraint.operator()),
            String.join(",", constraint.values()));
  }

  private static String operator(Operator operator) {
    return switch (operator) {
      case UNSPECIFIED -> "LABEL_OPERATOR_UNSPECIFIED";
      case IN -> "LABEL_OPERATOR_IN";
      case NOT_IN -> "LABEL_OPERATOR_NOT_IN";
    };
  }

  private static String constraint(ScalingDecision decision) {
    List<ResourceDemand> demands = new ArrayList<>();
    for (Verdict verdict : decision.verdicts()) {
      if (verdict.subject() instanceof Subject.Constraint(List<ResourceDemand> asked)) {
        demands.addAll(asked);
      }
    }
    return demands.stream()
        .map(demand -> counted(demand.bundle(), demand.count()))
        .collect(Collectors.joining(", "));
  }
}
