package dev.raydeck.engine.v1;

import dev.raydeck.engine.ledger.Actions.Rate;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Instance;
import dev.raydeck.model.Intent;
import dev.raydeck.model.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One update of V1 (ray: autoscaler/_private/autoscaler.py, StandardAutoscaler): first who goes,
/// then, with those gone, who comes.
public final class StandardAutoscaler {
  private StandardAutoscaler() {}

  /// `reply` says what is wanted, in the words V2 uses too; `rates` how much of it may be asked for
  /// now, by group. Workers stand in `reply.nodes()` with the most recently used first.
  public record Plan(SchedulingReply reply, Map<String, Rate> rates) {

    /// The part that is carried out when some is left undone. `rows` tell the Pod of an instance.
    public Plan without(Intent leftUndone, List<Instance> rows) {
      if (leftUndone.isEmpty()) {
        return this;
      }
      Set<String> kept =
          rows.stream()
              .filter(row -> leftUndone.removals().contains(String.valueOf(row.podName())))
              .map(Instance::instanceId)
              .collect(Collectors.toSet());
      SchedulingReply done =
          new SchedulingReply(
              reply.launches(),
              reply.endings().stream()
                  .filter(ending -> !kept.contains(ending.instanceId()))
                  .toList(),
              reply.infeasible(),
              reply.infeasibleGangs(),
              reply.infeasibleConstraint(),
              reply.nodes(),
              reply.scores());
      Map<String, Rate> allowed = new HashMap<>(rates);
      allowed.keySet().removeAll(leftUndone.launches().keySet());
      return new Plan(done, allowed);
    }
  }

  public static Plan plan(SchedulingRequest request, double upscalingSpeed) {
    Fleet fleet = Fleet.of(request);
    Wanted wanted = Wanted.of(request);
    Double timeout = request.idleTimeoutSeconds();
    Integer maxNodes = request.maxNodes();
    int most = maxNodes == null ? Integer.MAX_VALUE : maxNodes;
    Terminations gone =
        Terminations.of(
            fleet, wanted, timeout == null ? Double.POSITIVE_INFINITY : timeout, most - 1);
    Launches launches = Launches.of(fleet.without(gone.ended()), wanted, most);
    List<Ending> endings = List.copyOf(gone.endings().values());
    SchedulingReply reply =
        new SchedulingReply(
            launches.launches,
            endings,
            launches.unplaced.stream().map(Unit::request).toList(),
            unplacedGangs(request.gangs(), launches),
            launches.isConstraintUnmet,
            nodes(fleet, gone, launches),
            launches.scores);
    return new Plan(reply, launches.rates(upscalingSpeed));
  }

  private static List<GangDemand> unplacedGangs(List<GangDemand> gangs, Launches launches) {
    return launches.unplacedGangs.stream().sorted().map(gangs::get).toList();
  }

  private static List<PlannedNode> nodes(Fleet fleet, Terminations gone, Launches launches) {
    Map<String, Bin> existing = new HashMap<>();
    List<PlannedNode> added = new ArrayList<>();
    int constraintBin = 0;
    for (Bin bin : launches.bins()) {
      if (!bin.instanceId.isEmpty()) {
        existing.put(bin.instanceId, bin);
        continue;
      }
      List<Placement> constraint = List.of();
      List<Bin> forConstraint = launches.forConstraint;
      if (constraintBin < forConstraint.size()
          && forConstraint.get(constraintBin).type.equals(bin.type)) {
        constraint = forConstraint.get(constraintBin++).placed();
      }
      added.add(new PlannedNode("", bin.type, State.TO_LAUNCH, null, bin.placed(), constraint));
    }
    List<Candidate> ordered = new ArrayList<>(fleet.workers());
    fleet.all().stream().filter(node -> node.kind() == NodeKind.HEAD).forEach(ordered::add);
    List<PlannedNode> nodes = new ArrayList<>();
    for (Candidate node : ordered) {
      Bin bin = existing.get(node.instanceId());
      boolean goes = gone.ended().contains(node.instanceId());
      nodes.add(
          new PlannedNode(
              node.instanceId(),
              node.type(),
              goes ? State.TO_TERMINATE : State.SCHEDULABLE,
              node.status(),
              bin == null ? List.of() : bin.placed(),
              gone.needed().getOrDefault(node.instanceId(), List.of())));
    }
    nodes.addAll(added);
    return nodes;
  }
}
