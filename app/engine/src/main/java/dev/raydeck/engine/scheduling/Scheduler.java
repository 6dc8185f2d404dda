package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.Packer.Packing;
import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One scaling decision over a list of nodes (ray: autoscaler/v2/scheduler.py,
/// ResourceDemandScheduler.schedule).
///
/// The order of the phases in [#run] is the algorithm. Constraints and gangs are all or nothing;
/// plain requests are placed as far as they go.
public final class Scheduler {
  private final Plan plan;
  private final Packer packer;
  private final List<ResourceRequest> infeasible = new ArrayList<>();
  private final List<GangDemand> infeasibleGangs = new ArrayList<>();
  private boolean infeasibleConstraint;

  private Scheduler(SchedulingRequest request, Packer packer) {
    this.plan = Plan.of(request);
    this.packer = packer;
  }

  /// Decides. Throws [SchedulingFailure] where Ray's scheduler fails too.
  public static SchedulingReply schedule(SchedulingRequest request) {
    return schedule(request, new GroupedPacker(request));
  }

  static SchedulingReply schedule(SchedulingRequest request, Packer packer) {
    return new Scheduler(request, packer).run();
  }

  private SchedulingReply run() {
    Limits.endOutdated(plan);
    Limits.enforceMin(plan);
    Limits.enforceMaxOfTypes(plan);
    Limits.enforceMaxOfAll(plan);
    placeConstraint();
    placeGangs();
    placeDemands();
    IdleTermination.mark(plan);
    return reply();
  }

  private void placeConstraint() {
    List<RequestGroup> requests = RequestOrder.sorted(groups(plan.request.constraint()));
    if (!requests.isEmpty()) {
      infeasibleConstraint = !placeWhole(requests, Source.CONSTRAINT);
    }
  }

  private void placeGangs() {
    List<GangDemand> gangs = plan.request.gangs();
    for (int index : Gangs.order(gangs)) {
      GangDemand gang = gangs.get(index);
      List<RequestGroup> requests = RequestOrder.sorted(Gangs.requests(gang, index));
      if (!placeWhole(requests, Source.DEMAND)) {
        infeasibleGangs.add(gang);
      }
    }
  }

  private boolean placeWhole(List<RequestGroup> requests, Source source) {
    Packing packing = packer.pack(plan, requests, source);
    if (packing.isComplete()) {
      plan.replace(packing);
    }
    return packing.isComplete();
  }

  private void placeDemands() {
    List<RequestGroup> requests = RequestOrder.sorted(groups(plan.request.demands()));
    Packing packing = packer.pack(plan, requests, Source.DEMAND);
    plan.replace(packing);
    for (RequestGroup unplaced : packing.unplaced()) {
      infeasible.addAll(Collections.nCopies(unplaced.count(), unplaced.request()));
    }
  }

  private static List<RequestGroup> groups(List<ResourceDemand> demands) {
    List<RequestGroup> groups = new ArrayList<>(demands.size());
    for (ResourceDemand demand : demands) {
      groups.add(new RequestGroup(demand.request(), demand.count(), -1));
    }
    return groups;
  }

  private SchedulingReply reply() {
    Map<String, Integer> launches = new LinkedHashMap<>();
    List<Ending> endings = new ArrayList<>();
    List<PlannedNode> nodes = new ArrayList<>(plan.nodes().size());
    for (SchedulingNode node : plan.nodes()) {
      if (node.state() == State.TO_LAUNCH) {
        launches.put(node.type, launches.getOrDefault(node.type, 0) + 1);
      }
      Ending ending = node.ending();
      if (ending != null) {
        endings.add(ending);
      }
      nodes.add(
          new PlannedNode(
              node.instanceId,
              node.type,
              node.state(),
              node.status,
              node.placed(Source.DEMAND),
              node.placed(Source.CONSTRAINT)));
    }
    return new SchedulingReply(
        launches, endings, infeasible, infeasibleGangs, infeasibleConstraint, nodes, plan.scores());
  }
}
