package dev.raydeck.engine.scheduling;

import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packer as Ray writes it, step by step: every node is tried with everything that waits, the
/// best is kept, again.
final class PlainPacker implements Packer {
  @Override
  public Packing pack(Plan plan, List<RequestGroup> requests, Source source) {
    return new Run(plan, requests, source).pack();
  }

  private record Choice(int index, Trial trial, UtilizationScore score) {}

  /// Nodes that are alike for this source: of those not running, only the first is tried.
  private record Likeness(
      String type,
      NodeKind kind,
      ResourceBundle total,
      Map<String, Double> available,
      Map<String, String> labels) {}

  private static final class Run {
    private final Plan plan;
    private final Source source;
    private List<RequestGroup> remaining;
    private final List<SchedulingNode> target = new ArrayList<>();
    private final Map<String, Reason.ScoredBest> scores = new HashMap<>();

    Run(Plan plan, List<RequestGroup> requests, Source source) {
      this.plan = plan;
      this.source = source;
      this.remaining = requests;
    }

    Packing pack() {
      useExistingNodes();
      addNewNodes();
      return new Packing(target, remaining, scores);
    }

    private void useExistingNodes() {
      List<SchedulingNode> nodes = new ArrayList<>();
      List<SchedulingNode> exhausted = new ArrayList<>();
      Map<String, Double> least = leastAmounts(remaining);
      for (SchedulingNode node : plan.nodes()) {
        (isExhausted(node, least) ? exhausted : nodes).add(node);
      }
      while (!remaining.isEmpty() && !nodes.isEmpty()) {
        Choice best = best(nodes);
        if (best == null) {
          break;
        }
        take(best, nodes);
      }
      target.addAll(nodes);
      target.addAll(exhausted);
    }

    private void addNewNodes() {
      int[] available = plan.available();
      List<SchedulingNode> pool = new ArrayList<>();
      for (NodeType type : plan.types.values()) {
        if (available[plan.planned(type).typeNumber] > 0) {
          pool.add(plan.planned(type));
        }
      }
      while (!remaining.isEmpty() && !pool.isEmpty() && target.size() < plan.maxNodes()) {
        Choice best = best(pool);
        if (best == null) {
          return;
        }
        NodeType type = plan.types.get(pool.get(best.index()).type);
        if (type != null
            && !scores.containsKey(type.name())
            && !plan.scores().containsKey(type.name())) {
          scores.put(type.name(), compared(pool));
        }
        take(best, pool);
        if (type != null && --available[plan.planned(type).typeNumber] > 0) {
          pool.add(plan.planned(type));
        }
      }
    }

    private void take(Choice best, List<SchedulingNode> from) {
      from.remove(best.index());
      target.add(best.trial().result());
      remaining = best.trial().remaining();
    }

    private @Nullable Choice best(List<SchedulingNode> nodes) {
      Choice best = null;
      for (Choice choice : choices(nodes)) {
        if (best == null || compare(nodes, choice, best) > 0) {
          best = choice;
        }
      }
      return best;
    }

    /// What each type would make of it, best first.
    private Reason.ScoredBest compared(List<SchedulingNode> pool) {
      List<Choice> choices = new ArrayList<>(choices(pool));
      Comparator<Choice> worstFirst = (one, other) -> compare(pool, one, other);
      choices.sort(worstFirst.reversed());
      return new Reason.ScoredBest(
          choices.stream()
              .map(choice -> choice.score().reason(pool.get(choice.index()).type))
              .toList());
    }

    private List<Choice> choices(List<SchedulingNode> nodes) {
      List<Choice> choices = new ArrayList<>();
      Set<Likeness> seen = new HashSet<>();
      for (int i = 0; i < nodes.size(); i++) {
        SchedulingNode node = nodes.get(i);
        boolean isNew =
            seen.add(
                new Likeness(
                    node.type, node.kind, node.total, Trial.free(node, source), node.labels));
        if (!isNew && !node.isRunning()) {
          continue;
        }
        Trial trial = Trial.of(node, source, remaining);
        UtilizationScore score = trial.score(plan.request.conservesGpu());
        if (trial.tookAny()) {
          choices.add(new Choice(i, trial, score));
        }
      }
      return choices;
    }

    private int compare(List<SchedulingNode> nodes, Choice one, Choice other) {
      SchedulingNode oneNode = nodes.get(one.index());
      SchedulingNode otherNode = nodes.get(other.index());
      int order = one.score().compareTo(other.score());
      if (order == 0) {
        order = Double.compare(plan.recoverable(oneNode.type), plan.recoverable(otherNode.type));
      }
      if (order == 0) {
        order = Integer.compare(oneNode.priority, otherNode.priority);
      }
      return order == 0
          ? Double.compare(plan.availability(oneNode.type), plan.availability(otherNode.type))
          : order;
    }

    private boolean isExhausted(SchedulingNode node, Map<String, Double> least) {
      if (node.status != InstanceStatus.RAY_RUNNING || least.isEmpty()) {
        return false;
      }
      Map<String, Double> available = Trial.free(node, source);
      return least.entrySet().stream()
          .allMatch(entry -> available.getOrDefault(entry.getKey(), 0.0) < entry.getValue());
    }

    private static Map<String, Double> leastAmounts(List<RequestGroup> requests) {
      Map<String, Double> least = new HashMap<>();
      for (RequestGroup group : requests) {
        group
            .request()
            .bundle()
            .amounts()
            .forEach((name, amount) -> {
              if (amount != 0 && !name.startsWith(Vocabulary.IMPLICIT_PREFIX)) {
                least.merge(name, amount, Math::min);
              }
            });
      }
      return least;
    }
  }
}
