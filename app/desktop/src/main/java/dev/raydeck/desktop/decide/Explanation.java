package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.verdicts.CaseVerdicts;
import dev.raydeck.model.Verdict;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The reasons of one decision, as lines for people and as JSON.
record Explanation(List<Verdict> verdicts) {
  static Explanation of(SchedulingRequest request, SchedulingReply reply) {
    return new Explanation(CaseVerdicts.of(request, reply));
  }

  List<String> lines() {
    return verdicts.stream()
        .map(verdict ->
            "%s %s%s"
                .formatted(
                    verdict.outcome(),
                    verdict.subject(),
                    verdict.holding().map(gate -> " because " + gate.reason()).orElse("")))
        .toList();
  }

  JsonNode json() {
    return RecordJson.of(verdicts);
  }
}
