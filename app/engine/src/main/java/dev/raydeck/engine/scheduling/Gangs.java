package dev.raydeck.engine.scheduling;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Placement groups: each is placed whole or not at all (ray: scheduler.py, gang requests).
final class Gangs {
  private Gangs() {}

  /// Indexes of the gangs, most constrained first, then largest, then as they came.
  static List<Integer> order(List<GangDemand> gangs) {
    List<Integer> order = new ArrayList<>(gangs.size());
    int[] constraints = new int[gangs.size()];
    for (int i = 0; i < constraints.length; i++) {
      for (ResourceRequest request : gangs.get(i).requests()) {
        constraints[i] += request.constraint() == null ? 0 : 1;
      }
      order.add(i);
    }
    order.sort((one, other) -> {
      int most = Integer.compare(constraints[other], constraints[one]);
      return most == 0
          ? Integer.compare(gangs.get(other).requests().size(), gangs.get(one).requests().size())
          : most;
    });
    return order;
  }

  /// The requests to place: bundles that must share a node are one request with the sum of them,
  /// after the others.
  static List<RequestGroup> requests(GangDemand gang, int index) {
    List<RequestGroup> groups = new ArrayList<>();
    Map<Object, Sum> together = new LinkedHashMap<>();
    ResourceRequest last = null;
    Sum sum = null;
    for (ResourceRequest request : gang.requests()) {
      if (request.constraint() == null
          || request.constraint().kind() != PlacementConstraint.Kind.AFFINITY) {
        append(groups, request, index);
        continue;
      }
      if (sum == null || !request.equals(last)) {
        sum = together.computeIfAbsent(affinityKey(request), _ -> new Sum(request));
        last = request;
      }
      sum.add(request);
    }
    together.values().forEach(one -> append(groups, one.request(), index));
    return groups;
  }

  /// Bundles that must share a node, added up one after the other.
  private static final class Sum {
    private final ResourceRequest first;
    private final Map<String, Double> amounts = new LinkedHashMap<>();

    Sum(ResourceRequest first) {
      this.first = first;
    }

    void add(ResourceRequest request) {
      for (Map.Entry<String, Double> entry : request.bundle().amounts().entrySet()) {
        Double before = amounts.get(entry.getKey());
        amounts.put(entry.getKey(), before == null ? entry.getValue() : before + entry.getValue());
      }
    }

    ResourceRequest request() {
      return new ResourceRequest(
          new ResourceBundle(amounts), first.labelSelectors(), first.constraint());
    }
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
    PlacementConstraint constraint = Objects.requireNonNull(request.constraint());
    if (request.labelSelectors().isEmpty()) {
      return constraint;
    }
    List<Object> key = new ArrayList<>();
    key.add(constraint);
    for (LabelSelector selector : request.labelSelectors()) {
      key.add(
          selector.constraints().stream()
              .map(one ->
                  List.of(one.key(), one.operator(), one.values().stream().sorted().toList()))
              .toList());
    }
    return key;
  }
}
