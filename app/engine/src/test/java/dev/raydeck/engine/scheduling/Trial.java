package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One node with as much of the requests put on it as fits, without going back on a choice.
final class Trial {
  private final SchedulingNode node;
  private final Source source;
  private final Map<String, Double> available;
  private final List<Placement> placed;
  private Map<String, String> labels;
  private final List<RequestGroup> remaining = new ArrayList<>();
  private boolean tookAny;

  private Trial(SchedulingNode node, Source source) {
    this.node = node;
    this.source = source;
    this.available = free(node, source);
    this.placed = new ArrayList<>(node.placed(source));
    this.labels = node.labels;
  }

  /// What is left for the source now: everything put on the node so far is taken off again, one by
  /// one.
  static Map<String, Double> free(SchedulingNode node, Source source) {
    Map<String, Double> free = new LinkedHashMap<>(node.free(source).amounts());
    for (Placement placement : node.placed(source)) {
      for (int i = 0; i < placement.count(); i++) {
        take(free, placement.request());
      }
    }
    return free;
  }

  private static void take(Map<String, Double> free, ResourceRequest request) {
    request
        .bundle()
        .amounts()
        .forEach((name, amount) -> {
          if (amount != 0) {
            double before =
                free.getOrDefault(name, name.startsWith(Vocabulary.IMPLICIT_PREFIX) ? 1.0 : 0.0);
            free.put(name, before - amount);
          }
        });
  }

  static Trial of(SchedulingNode node, Source source, List<RequestGroup> requests) {
    Trial trial = new Trial(node, source);
    for (RequestGroup group : requests) {
      int taken = 0;
      while (taken < group.count() && trial.fits(group.request())) {
        trial.place(group);
        taken++;
      }
      if (taken < group.count()) {
        trial.remaining.add(group.withCount(group.count() - taken));
      }
    }
    return trial;
  }

  boolean tookAny() {
    return tookAny;
  }

  List<RequestGroup> remaining() {
    return remaining;
  }

  SchedulingNode result() {
    return node.with(source, List.copyOf(placed), labels, null);
  }

  private boolean fits(ResourceRequest request) {
    if (!Labels.allow(request.labelSelectors(), labels)) {
      return false;
    }
    PlacementConstraint constraint = request.constraint();
    if (constraint != null
        && constraint.kind() == PlacementConstraint.Kind.ANTI_AFFINITY
        && constraint.labelValue().equals(labels.get(constraint.labelName()))) {
      return false;
    }
    for (Map.Entry<String, Double> amount : request.bundle().amounts().entrySet()) {
      if (amount.getValue() > free(amount.getKey())) {
        return false;
      }
    }
    return true;
  }

  private double free(String resource) {
    return available.getOrDefault(
        resource, resource.startsWith(Vocabulary.IMPLICIT_PREFIX) ? 1.0 : 0.0);
  }

  private void place(RequestGroup group) {
    ResourceRequest request = group.request();
    take(available, request);
    PlacementConstraint constraint = request.constraint();
    if (constraint != null && constraint.kind() == PlacementConstraint.Kind.ANTI_AFFINITY) {
      mark(constraint);
    }
    tookAny = true;
    Placement last = placed.isEmpty() ? null : placed.getLast();
    if (last != null && last.gang() == group.gang() && last.request().equals(request)) {
      placed.set(placed.size() - 1, new Placement(request, last.count() + 1, group.gang()));
    } else {
      placed.add(new Placement(request, 1, group.gang()));
    }
  }

  private void mark(PlacementConstraint constraint) {
    String present = labels.get(constraint.labelName());
    if (present != null) {
      throw new SchedulingFailure(
          "node %s has the anti-affinity label %s with another value, %s instead of %s"
              .formatted(
                  node.instanceId.isEmpty() ? "of type " + node.type : node.instanceId,
                  constraint.labelName(),
                  present,
                  constraint.labelValue()));
    }
    labels = new HashMap<>(labels);
    labels.put(constraint.labelName(), constraint.labelValue());
  }

  UtilizationScore score(boolean conservesGpu) {
    int labelScore = 0;
    boolean mentionsGpu = false;
    Set<String> matching = new HashSet<>();
    for (Placement placement : placed) {
      ResourceRequest request = placement.request();
      if (labelScore == 0) {
        labelScore = labelScore(request.labelSelectors());
      }
      mentionsGpu |= request.bundle().amounts().containsKey("GPU");
      request
          .bundle()
          .amounts()
          .forEach((name, amount) -> {
            if (amount > 0 && node.total.amounts().containsKey(name)) {
              matching.add(name);
            }
          });
    }
    boolean gpuOk = !conservesGpu || node.total.amount("GPU") <= 0 || mentionsGpu;
    return filling(labelScore, gpuOk, matching.size());
  }

  private int labelScore(List<LabelSelector> selectors) {
    int match = Labels.firstMatch(selectors, labels);
    return match < 0 ? 0 : selectors.size() - match;
  }

  private UtilizationScore filling(int labelScore, boolean gpuOk, int matching) {
    double least = Double.MAX_VALUE;
    double sum = 0;
    int counted = 0;
    for (Map.Entry<String, Double> entry : node.total.amounts().entrySet()) {
      double total = entry.getValue();
      Double free = available.get(entry.getKey());
      if (total == 0 || free == null) {
        continue;
      }
      double used = (total - free) / total;
      if (used < 0 || used > 1) {
        throw new SchedulingFailure(
            "node %s: %s of %s free of %s"
                .formatted(
                    node.instanceId.isEmpty() ? "of type " + node.type : node.instanceId,
                    free,
                    entry.getKey(),
                    total));
      }
      double filling = total * UtilizationScore.cube(used);
      least = Math.min(least, filling);
      sum += filling;
      counted++;
    }
    return counted == 0
        ? new UtilizationScore(labelScore, gpuOk, matching, 0, 0)
        : new UtilizationScore(labelScore, gpuOk, matching, least, sum / counted);
  }
}
