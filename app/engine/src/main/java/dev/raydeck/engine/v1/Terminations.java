package dev.raydeck.engine.v1;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.TerminationCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which workers go (ray: terminate_nodes_to_enforce_config_constraints).
///
/// `needed` are those `request_resources` and waiting placement groups would stand on if the
/// cluster were empty, with what would stand there: they stay.
record Terminations(Map<String, Ending> endings, Map<String, List<Placement>> needed) {
  static Terminations of(Fleet fleet, Wanted wanted, double idleTimeoutSeconds, int maxWorkers) {
    Map<String, List<Placement>> needed = needed(fleet, wanted);
    Map<String, Ending> endings = new LinkedHashMap<>();
    Map<String, Integer> kept = new HashMap<>();
    List<Candidate> couldGo = new ArrayList<>();
    List<Candidate> workers = fleet.workers();
    for (Candidate worker : workers) {
      if (!fleet.isKnown(worker.type())) {
        endings.put(worker.instanceId(), ending(worker, TerminationCause.OUTDATED, 0, 0));
        continue;
      }
      NodeType type = NewNodes.type(fleet.types(), worker.type());
      int count = kept.getOrDefault(type.name(), 0) + 1;
      boolean isKept =
          count <= Math.min(type.minWorkers(), type.maxWorkers())
              || (count <= type.maxWorkers() && needed.containsKey(worker.instanceId()));
      if (isKept) {
        kept.put(type.name(), count);
      } else if (count > type.maxWorkers()) {
        endings.put(
            worker.instanceId(),
            ending(worker, TerminationCause.MAX_NUM_NODE_PER_TYPE, 0, type.maxWorkers()));
      } else if (isIdle(worker, idleTimeoutSeconds)) {
        endings.put(
            worker.instanceId(), ending(worker, TerminationCause.IDLE, idleTimeoutSeconds, 0));
      } else {
        kept.put(type.name(), count);
        couldGo.add(worker);
      }
    }
    int extra = workers.size() - endings.size() - maxWorkers;
    int spare = Math.clamp(extra, 0, couldGo.size());
    for (Candidate worker : couldGo.subList(couldGo.size() - spare, couldGo.size())) {
      endings.put(
          worker.instanceId(), ending(worker, TerminationCause.MAX_NUM_NODES, 0, maxWorkers));
    }
    return new Terminations(endings, needed);
  }

  Set<String> ended() {
    return endings.keySet();
  }

  /// A node that has not joined has no idle time.
  private static boolean isIdle(Candidate worker, double timeoutSeconds) {
    RayNode ray = Fleet.connected(worker);
    return ray != null && ray.idle().toMillis() > timeoutSeconds * 1000;
  }

  private static Ending ending(
      Candidate worker, TerminationCause cause, double timeoutSeconds, int max) {
    RayNode ray = Fleet.connected(worker);
    InstanceStatus status = worker.status();
    return new Ending(
        worker.instanceId(),
        ray == null ? "" : ray.nodeId(),
        worker.type(),
        status,
        cause,
        ray == null ? 0 : ray.idle().toMillis(),
        timeoutSeconds,
        max);
  }

  /// The head is asked first, then the most recently used, all as if nothing ran on them.
  private static Map<String, List<Placement>> needed(Fleet fleet, Wanted wanted) {
    List<Bin> bins = new ArrayList<>();
    bins.add(Bin.empty(fleet.types().getFirst()));
    for (Candidate worker : fleet.workers()) {
      if (fleet.isKnown(worker.type())) {
        NodeType type = NewNodes.type(fleet.types(), worker.type());
        bins.add(Bin.of(worker.instanceId(), type.name(), type.resources()));
      }
    }
    List<Unit> units = new ArrayList<>(wanted.constraint());
    units.addAll(wanted.groups());
    var _ = Bin.pack(bins, units, false);
    wanted.spread().forEach(group -> Bin.pack(bins, group, true));
    Map<String, List<Placement>> needed = new HashMap<>();
    for (Bin bin : bins.subList(1, bins.size())) {
      if (!bin.placed().isEmpty()) {
        needed.put(bin.instanceId, bin.placed());
      }
    }
    return needed;
  }
}
