package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// How many nodes a gang would need on an empty cluster without limits, against how many may still
/// come.
///
/// `isImpossible`: even an empty cluster at its limits could not hold it.
record GangRoom(Reason.GangFits reason, boolean isImpossible) {
  static GangRoom of(Evidence evidence, GangDemand gang) {
    List<NodeType> types = evidence.types().types();
    int bundles = gang.requests().size();
    SchedulingReply free =
        alone(types.stream().map(type -> limit(type, bundles)).toList(), bundles, gang);
    SchedulingReply limited =
        alone(
            types.stream().map(type -> limit(type, type.maxWorkers())).toList(),
            evidence.types().maxNodes(),
            gang);
    int needed = free.launches().values().stream().mapToInt(Integer::intValue).sum();
    int available = Math.max(0, evidence.types().maxNodes() - evidence.reply().nodes().size());
    return new GangRoom(
        new Reason.GangFits(strategy(gang), bundles, needed, available),
        !limited.infeasibleGangs().isEmpty());
  }

  /// The same for the whole `request_resources` set, which is all or nothing too.
  static GangRoom ofConstraint(Evidence evidence) {
    List<ResourceRequest> units = new ArrayList<>();
    for (ResourceDemand demand : evidence.request().constraint()) {
      units.addAll(Collections.nCopies(demand.count(), demand.request()));
    }
    return of(evidence, new GangDemand(units, ":request_resources|"));
  }

  private static SchedulingReply alone(List<NodeType> types, int maxNodes, GangDemand gang) {
    return Scheduler.schedule(
        new SchedulingRequest(
            types,
            maxNodes,
            null,
            false,
            true,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(gang),
            List.of()));
  }

  private static NodeType limit(NodeType type, int max) {
    return new NodeType(
        type.name(), type.resources(), 0, max, type.labels(), null, type.priority(), "");
  }

  /// From Ray's text, `<id>:<STRATEGY>|<STATE>`; empty if it reads otherwise.
  private static String strategy(GangDemand gang) {
    String details = gang.details();
    int colon = details.indexOf(':');
    int bar = details.indexOf('|', colon + 1);
    return colon < 0 || bar < 0 ? "" : details.substring(colon + 1, bar);
  }
}
