package dev.raydeck.desktop.facts;

import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The verdicts of one decision by what they are about: a node by its Pod, a demand by its shape,
/// everything else by itself. Made once a decision.
final class VerdictIndex {
  private final @Nullable ScalingDecision decision;
  private final Map<String, Verdict> byPod = new HashMap<>();
  private final Map<ResourceRequest, Verdict> byRequest = new HashMap<>();
  private final Map<Verdict.Subject, Verdict> bySubject = new HashMap<>();

  VerdictIndex(@Nullable ScalingDecision decision) {
    this(decision, null);
  }

  /// A verdict that says the same as one of another index is the very one: whoever shows it sees
  /// that nothing changed.
  VerdictIndex(@Nullable ScalingDecision decision, @Nullable VerdictIndex before) {
    this.decision = decision;
    if (decision != null) {
      for (Verdict verdict : decision.verdicts()) {
        Verdict was = before == null ? null : before.of(verdict.subject());
        add(was != null && was.equals(verdict) ? was : verdict);
      }
    }
  }

  private void add(Verdict verdict) {
    switch (verdict.subject()) {
      case Verdict.Subject.Node node -> {
        if (node.podName() != null) {
          byPod.putIfAbsent(node.podName(), verdict);
        }
      }
      case Verdict.Subject.Demand demand ->
          byRequest.putIfAbsent(demand.demand().request(), verdict);
      default -> bySubject.putIfAbsent(verdict.subject(), verdict);
    }
  }

  @Nullable ScalingDecision decision() {
    return decision;
  }

  @Nullable Verdict ofPod(String podName) {
    return byPod.get(podName);
  }

  /// Null where the decision says nothing about it.
  @Nullable Verdict of(Verdict.Subject subject) {
    return switch (subject) {
      case Verdict.Subject.Node node -> node.podName() == null ? null : byPod.get(node.podName());
      case Verdict.Subject.Demand demand -> byRequest.get(demand.demand().request());
      default -> bySubject.get(subject);
    };
  }
}
