package dev.raydeck.engine.scheduling;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Placement groups: each is placed whole or not at all (ray: scheduler.py, gang requests).
final class Gangs {
  private Gangs() {}

  /// Indexes of the gangs, most constrained first, then largest, then as they came.
  static List<Integer> order(List<GangDemand> gangs) {
    if (gangs.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, gangs.size())
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer i) -> constraints(gangs.get(i)))
                .thenComparingInt(i -> gangs.get(i).requests().size())
                .reversed())
        .toList();
  }

  private static long constraints(GangDemand gang) {
    return gang.requests().stream().filter(request -> request.constraint() != null).count();
  }

  /// The requests to place: bundles that must share a node are one request with the sum of them,
  /// after the others.
  static List<RequestGroup> requests(GangDemand gang, int index) {
    List<RequestGroup> groups = new ArrayList<>();
    Map<Object, ResourceRequest> together = new LinkedHashMap<>();
    for (ResourceRequest request : gang.requests()) {
      if (request.constraint() != null
          && request.constraint().kind() == PlacementConstraint.Kind.AFFINITY) {
        together.merge(affinityKey(request), request, Gangs::sum);
      } else {
        append(groups, request, index);
      }
    }
    together.values().forEach(request -> append(groups, request, index));
    return groups;
  }

  private static void append(List<RequestGroup> groups, ResourceRequest request, int gang) {
    if (!groups.isEmpty() && groups.getLast().request().equals(request)) {
      groups.set(groups.size() - 1, groups.getLast().withCount(groups.getLast().count() + 1));
    } else {
      groups.add(new RequestGroup(request, 1, gang));
    }
  }

  /// Values of a label constraint count as a set here.
  private static Object affinityKey(ResourceRequest request) {
    List<Object> key = new ArrayList<>();
    key.add(request.constraint());
    for (LabelSelector selector : request.labelSelectors()) {
      key.add(
          selector.constraints().stream()
              .map(one ->
                  List.of(one.key(), one.operator(), one.values().stream().sorted().toList()))
              .toList());
    }
    return key;
  }

  private static ResourceRequest sum(ResourceRequest first, ResourceRequest next) {
    Map<String, Double> amounts = new LinkedHashMap<>(first.bundle().amounts());
    next.bundle().amounts().forEach((name, amount) -> amounts.merge(name, amount, Double::sum));
    return new ResourceRequest(
        new ResourceBundle(amounts), first.labelSelectors(), first.constraint());
  }
}
