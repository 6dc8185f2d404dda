package dev.raydeck.desktop.decide;

import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Reasons;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.verdicts.CaseVerdicts;
import dev.raydeck.model.Gate;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Subject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says the reasons of decisions as the window does: as lines for people, and as JSON with the
/// facts beside the words.
final class Explanation {
  private final Words words;
  private final Reasons reasons;

  Explanation(Language language) {
    this.words = new Words(language);
    this.reasons = new Reasons(words, new Figures(words, ZoneOffset.UTC));
  }

  static List<Verdict> verdicts(SchedulingRequest request, SchedulingReply reply) {
    return CaseVerdicts.of(request, reply);
  }

  /// One line a subject, then one a gate, indented, then what a gate has to tell of each group.
  List<String> lines(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      lines.add(says(verdict));
      for (Gate gate : verdict.gates()) {
        lines.add("  " + says(gate));
        if (gate.state() != Gate.State.NOT_REACHED) {
          reasons.details(gate.reason()).forEach(detail -> lines.add("    " + detail));
        }
      }
    }
    return lines;
  }

  private String says(Verdict verdict) {
    String outcome =
        words.plain("explain.outcome." + verdict.outcome().name(), name(verdict.subject()));
    return verdict
        .holding()
        .map(gate -> outcome + " " + because(verdict.subject(), gate))
        .orElse(outcome);
  }

  private String says(Gate gate) {
    GateLine line = reasons.line(gate);
    return words.plain("explain.gate." + gate.state().name(), line.rule(), line.value());
  }

  private String because(Subject subject, Gate holding) {
    return Sentence.of(reasons.holding(holding.reason(), name(subject))).plain();
  }

  private String name(Subject subject) {
    return switch (subject) {
      case Subject.Node node ->
          Objects.requireNonNullElse(node.podName(), Objects.requireNonNullElse(node.nodeId(), ""));
      case Subject.Group group -> group.name();
      case Subject.Demand demand -> Figures.shape(demand.demand().bundle());
      case Subject.Gang gang -> words.plain("explain.gang", bundles(gang.gang().requests()));
      case Subject.Constraint constraint ->
          words.plain("explain.constraint", demands(constraint.demands()));
    };
  }

  private static String bundles(List<ResourceRequest> requests) {
    Map<ResourceRequest, Integer> counts = new LinkedHashMap<>();
    requests.forEach(request -> counts.merge(request, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> Figures.shape(entry.getKey().bundle()) + " × " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String demands(List<ResourceDemand> demands) {
    return demands.stream()
        .map(demand -> Figures.shape(demand.bundle()) + " × " + demand.count())
        .collect(Collectors.joining(", "));
  }

  JsonNode json(List<Verdict> verdicts) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Verdict verdict : verdicts) {
      ObjectNode one = all.addObject();
      one.put("says", says(verdict));
      one.put("outcome", verdict.outcome().name());
      one.set("subject", RecordJson.of(verdict.subject()));
      ArrayNode gates = one.putArray("gates");
      verdict.gates().forEach(gate -> gates.add(json(gate)));
    }
    return all;
  }

  private ObjectNode json(Gate gate) {
    ObjectNode one = JsonNodeFactory.instance.objectNode();
    one.put("state", gate.state().name());
    one.put("says", says(gate));
    List<String> details =
        gate.state() == Gate.State.NOT_REACHED
            ? Collections.emptyList()
            : reasons.details(gate.reason());
    if (!details.isEmpty()) {
      ArrayNode said = one.putArray("details");
      details.forEach(said::add);
    }
    one.set("reason", RecordJson.of(gate.reason()));
    return one;
  }
}
