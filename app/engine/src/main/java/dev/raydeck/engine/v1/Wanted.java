package dev.raydeck.engine.v1;

import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.PlacementConstraint.Kind;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What waits, as V1 takes it: placement groups that need not be spread become plain units, one for
/// a whole STRICT_PACK group; STRICT_SPREAD ones stay apart (ray:
/// placement_groups_to_resource_demands).
record Wanted(List<Unit> tasks, List<Unit> groups, List<List<Unit>> spread, List<Unit> constraint) {
  /// (ray: AUTOSCALER_MAX_RESOURCE_DEMAND_VECTOR_SIZE)
  private static final int MOST = 1000;

  static Wanted of(SchedulingRequest request) {
    List<Unit> groups = new ArrayList<>();
    List<List<Unit>> spread = new ArrayList<>();
    for (int i = 0; i < request.gangs().size(); i++) {
      GangDemand gang = request.gangs().get(i);
      int index = i;
      if (is(gang, Kind.AFFINITY)) {
        groups.add(whole(gang, index));
      } else if (is(gang, Kind.ANTI_AFFINITY)) {
        spread.add(gang.requests().stream().map(one -> new Unit(one, index, 1)).toList());
      } else {
        gang.requests().forEach(one -> groups.add(new Unit(one, index, 1)));
      }
    }
    return new Wanted(units(request.demands()), groups, spread, units(request.constraint()));
  }

  private static boolean is(GangDemand gang, Kind kind) {
    return gang.requests().stream()
        .map(ResourceRequest::constraint)
        .anyMatch(constraint -> constraint != null && constraint.kind() == kind);
  }

  private static Unit whole(GangDemand gang, int index) {
    Map<String, Double> sum = new LinkedHashMap<>();
    for (ResourceRequest request : gang.requests()) {
      request.bundle().amounts().forEach((name, amount) -> sum.merge(name, amount, Double::sum));
    }
    return new Unit(ResourceRequest.of(new ResourceBundle(sum)), index, gang.requests().size());
  }

  private static List<Unit> units(List<ResourceDemand> demands) {
    List<Unit> units = new ArrayList<>();
    for (ResourceDemand demand : demands) {
      int room = Math.min(demand.count(), MOST - units.size());
      units.addAll(Collections.nCopies(Math.max(0, room), Unit.of(demand.request())));
    }
    return units;
  }
}
