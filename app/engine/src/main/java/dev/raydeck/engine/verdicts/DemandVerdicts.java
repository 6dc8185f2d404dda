package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.ledger.Actions;
import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Reason.FitsSomeGroup;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Where everything that waits goes: onto nodes that run, nodes that come up, nodes launched now,
/// or nowhere, and then what is in the way.
final class DemandVerdicts {
  private final Evidence evidence;
  private final Map<ResourceRequest, Integer> unplaced = new HashMap<>();
  private final Map<ResourceRequest, Spread> spreads = new HashMap<>();
  private final Map<Integer, Spread> gangSpreads = new HashMap<>();
  private final Spread constraintSpread = new Spread();

  /// How many units went where.
  private static final class Spread {
    int running;
    int coming;
    final Map<String, Integer> comingNodes = new HashMap<>();
    final Set<String> launchedGroups = new LinkedHashSet<>();

    void add(PlannedNode node, int count) {
      if (node.status() == InstanceStatus.RAY_RUNNING) {
        running += count;
        return;
      }
      coming += count;
      comingNodes.merge(node.type(), 1, Integer::sum);
      if (node.state() == State.TO_LAUNCH) {
        launchedGroups.add(node.type());
      }
    }
  }

  DemandVerdicts(Evidence evidence) {
    this.evidence = evidence;
    evidence.reply().infeasible().forEach(request -> unplaced.merge(request, 1, Integer::sum));
    for (PlannedNode node : evidence.reply().nodes()) {
      for (Placement placement : node.demand()) {
        spreadOf(placement).add(node, placement.count());
      }
      for (Placement placement : node.constraint()) {
        if (placement.gang() < 0) {
          constraintSpread.add(node, placement.count());
        }
      }
    }
  }

  private Spread spreadOf(Placement placement) {
    return placement.gang() < 0
        ? spreads.computeIfAbsent(placement.request(), _ -> new Spread())
        : gangSpreads.computeIfAbsent(placement.gang(), _ -> new Spread());
  }

  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    for (ResourceDemand demand : evidence.request().demands()) {
      verdicts.add(demand(demand));
    }
    List<GangDemand> infeasible = new ArrayList<>(evidence.reply().infeasibleGangs());
    List<GangDemand> gangs = evidence.request().gangs();
    for (int i = 0; i < gangs.size(); i++) {
      verdicts.add(gang(gangs.get(i), i, infeasible.remove(gangs.get(i))));
    }
    if (!evidence.request().constraint().isEmpty()) {
      verdicts.add(constraint(evidence.request().constraint()));
    }
    return verdicts;
  }

  private Verdict demand(ResourceDemand demand) {
    int missing = unplaced.getOrDefault(demand.request(), 0);
    Spread spread = spreads.getOrDefault(demand.request(), new Spread());
    Chain chain = new Chain();
    if (missing == 0 && spread.coming == 0) {
      boolean asks = demand.bundle().amounts().values().stream().anyMatch(amount -> amount > 0);
      chain.ask(asks, new Reason.AsksForSomething(demand.bundle()));
    }
    return verdict(
        new Subject.Demand(demand),
        List.of(demand.request()),
        demand.count(),
        missing > 0,
        spread,
        chain);
  }

  private Verdict gang(GangDemand gang, int index, boolean isInfeasible) {
    Spread spread = gangSpreads.getOrDefault(index, new Spread());
    Chain chain = new Chain();
    List<ResourceRequest> requests = gang.requests().stream().distinct().toList();
    return verdict(
        new Subject.Gang(gang), requests, gang.requests().size(), isInfeasible, spread, chain);
  }

  private Verdict constraint(List<ResourceDemand> demands) {
    return verdict(
        new Subject.Constraint(demands),
        demands.stream().map(ResourceDemand::request).toList(),
        demands.stream().mapToInt(ResourceDemand::count).sum(),
        evidence.reply().infeasibleConstraint(),
        constraintSpread,
        new Chain());
  }

  private Verdict verdict(
      Subject subject,
      List<ResourceRequest> requests,
      int wanted,
      boolean isUnplaced,
      Spread spread,
      Chain chain) {
    Gates.askCluster(chain, evidence, null);
    chain.ask(true, new Reason.FitsRunningNodes(spread.running, wanted));
    Outcome outcome;
    if (isUnplaced) {
      outcome = askWhyUnplaced(chain, subject, requests, spread);
    } else if (spread.coming > 0) {
      outcome = askLaunches(chain, spread);
    } else {
      outcome = Outcome.SERVED;
    }
    return new Verdict(subject, outcome, chain.gates());
  }

  private Outcome askWhyUnplaced(
      Chain chain, Subject subject, List<ResourceRequest> requests, Spread spread) {
    chain.ask(true, covered(spread));
    List<NodeType> types = evidence.types().types();
    Set<String> fitting = new LinkedHashSet<>();
    boolean isImpossible = false;
    for (ResourceRequest request : requests) {
      FitsSomeGroup fits = Fits.of(types, request);
      boolean fitsNone = fits.fitting().isEmpty();
      if (fitsNone || requests.size() == 1) {
        chain.ask(!fitsNone, fits);
      }
      isImpossible |= fitsNone;
      fitting.addAll(fits.fitting());
    }
    if (subject instanceof Subject.Gang(GangDemand gang)) {
      GangRoom room = GangRoom.of(evidence, gang);
      isImpossible |= room.isImpossible();
      fitting.forEach(group -> askMax(chain, group));
      askMaxOfAll(chain);
      chain.ask(false, room.reason());
    } else if (subject instanceof Subject.Constraint) {
      GangRoom room = GangRoom.ofConstraint(evidence);
      isImpossible |= room.isImpossible();
      fitting.forEach(group -> askMax(chain, group));
      askMaxOfAll(chain);
      chain.ask(false, room.reason());
    } else {
      fitting.forEach(group -> askMax(chain, group));
      askMaxOfAll(chain);
    }
    return isImpossible ? Outcome.INFEASIBLE : Outcome.WAITS;
  }

  private void askMax(Chain chain, String group) {
    int max = typeMax(group);
    int nodes = count(node -> node.type().equals(group));
    int notRunning = count(node -> node.type().equals(group) && Gates.isNotRunning(node));
    chain.ask(nodes < max, new Reason.BelowMaxReplicas(group, nodes, notRunning, max));
  }

  private void askMaxOfAll(Chain chain) {
    int all = evidence.reply().nodes().size();
    int max = evidence.types().maxNodes();
    chain.ask(all < max, new Reason.BelowMaxNodes(all, max));
  }

  private int typeMax(String group) {
    return evidence.types().types().stream()
        .filter(type -> type.name().equals(group))
        .mapToInt(NodeType::maxWorkers)
        .findFirst()
        .orElse(0);
  }

  private int count(Predicate<PlannedNode> which) {
    return (int) evidence.reply().nodes().stream().filter(which).count();
  }

  private static Reason.CoveredByPendingNodes covered(Spread spread) {
    return new Reason.CoveredByPendingNodes(spread.coming, spread.comingNodes);
  }

  /// A place is planned on nodes that are not there yet: either they come, or a limit delays their
  /// launch.
  private Outcome askLaunches(Chain chain, Spread spread) {
    for (String group : spread.launchedGroups) {
      Reason.ScoredBest scores = evidence.reply().scores().get(group);
      if (scores != null) {
        chain.ask(true, scores);
      }
    }
    if (!spread.launchedGroups.isEmpty()) {
      chain.ask(
          evidence.namedWorkers().isEmpty(), new Reason.NoPendingDeletes(evidence.namedWorkers()));
    }
    for (String group : spread.launchedGroups) {
      askRate(chain, group);
    }
    boolean isHeld = chain.isHeld();
    chain.ask(false, covered(spread));
    return isHeld ? Outcome.WAITS : Outcome.COVERED;
  }

  private void askRate(Chain chain, String group) {
    Actions.Rate rate = evidence.rates().get(group);
    if (rate != null) {
      chain.ask(
          rate.allowed() > 0,
          new Reason.LaunchRateAllows(
              group,
              rate.wanted(),
              rate.allowed(),
              rate.running(),
              rate.requested(),
              rate.limit(),
              evidence.types().upscalingSpeed()));
    }
  }
}
