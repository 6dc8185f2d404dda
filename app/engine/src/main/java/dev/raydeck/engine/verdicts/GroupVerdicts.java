package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.engine.ledger.Actions;
import dev.raydeck.engine.scheduling.SchedulingReply.PlannedNode;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Reason.FitsSomeGroup;
import dev.raydeck.model.Reason.GroupMiss;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Why each group grows or does not: limits, what waits for it, how it compares, and how fast it
/// may go.
final class GroupVerdicts {
  private final Evidence evidence;

  GroupVerdicts(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    for (WorkerGroup group : evidence.snapshot().cluster().groups()) {
      verdicts.add(verdict(group));
    }
    return verdicts;
  }

  static Reason.EffectiveResources effective(WorkerGroup group, NodeTypes types, List<Lint> lints) {
    String path = "spec.workerGroupSpecs[%d]".formatted(group.index());
    List<Lint> own =
        lints.stream()
            .filter(lint -> lint.field().startsWith(path) || lint.severity() == Lint.Severity.ERROR)
            .toList();
    ResourceBundle resources =
        types.types().stream()
            .filter(type -> type.name().equals(group.name()))
            .findFirst()
            .map(NodeType::resources)
            .orElse(ResourceBundle.EMPTY);
    return new Reason.EffectiveResources(group.name(), resources, own);
  }

  private Verdict verdict(WorkerGroup group) {
    Chain chain = new Chain();
    Gates.askCluster(chain, evidence, group);
    chain.ask(true, effective(group, evidence.types(), evidence.types().lints()));
    askReplicas(chain, group);
    int wanted = evidence.reply().launches().getOrDefault(group.name(), 0);
    Actions.Rate rate = evidence.rates().get(group.name());
    boolean hasQueued = rate != null;
    if (wanted == 0 && !hasQueued) {
      askWhyNothing(chain, group);
    } else {
      askWhyThisMany(chain, group, wanted, rate);
    }
    boolean grows = grows(group);
    return new Verdict(
        new Subject.Group(group.name()), grows ? Outcome.LAUNCH : Outcome.HOLD_SIZE, chain.gates());
  }

  /// Another hand on `replicas` is why the group has its size, unless this turn changes it again.
  private void askReplicas(Chain chain, WorkerGroup group) {
    Integer sent = evidence.sentReplicas().get(group.name());
    if (sent != null) {
      boolean isAsSent = sent == group.replicas();
      chain.ask(
          isAsSent || grows(group),
          new Reason.ReplicasAsSent(group.name(), sent, group.replicas()));
    }
  }

  private boolean grows(WorkerGroup group) {
    return evidence.commands().stream()
        .anyMatch(command ->
            command instanceof SetReplicas set
                && set.group().equals(group.name())
                && set.to() > set.from());
  }

  private void askWhyThisMany(
      Chain chain, WorkerGroup group, int wanted, Actions.@Nullable Rate rate) {
    askMax(chain, group);
    Reason.ScoredBest scores = evidence.reply().scores().get(group.name());
    if (scores != null) {
      chain.ask(true, scores);
    }
    chain.ask(
        evidence.namedWorkers().isEmpty(), new Reason.NoPendingDeletes(evidence.namedWorkers()));
    Actions.Rate known =
        rate == null ? new Actions.Rate(wanted, 0, 0, 0, Actions.MAX_CONCURRENT_LAUNCHES) : rate;
    chain.ask(
        known.allowed() > 0,
        new Reason.LaunchRateAllows(
            group.name(),
            known.wanted(),
            known.allowed(),
            known.running(),
            known.requested(),
            known.limit(),
            evidence.types().upscalingSpeed()));
    if (!grows(group)) {
      askWhyNoMoreReplicas(chain, group);
    }
  }

  /// Nodes may be asked for, and yet `replicas` stays: too few for a whole replica, or it asks for
  /// all there may be.
  private static void askWhyNoMoreReplicas(Chain chain, WorkerGroup group) {
    int hosts = group.numOfHosts();
    if (hosts > 1 && group.replicas() < group.maxReplicas()) {
      chain.ask(false, Reason.SingleHost.ofGroup(hosts));
    } else {
      chain.ask(
          false,
          new Reason.BelowMaxReplicas(
              group.name(), group.replicas() * hosts, 0, group.maxReplicas() * hosts));
    }
  }

  /// Nothing is launched for this group: everything has a place, or what waits does not fit here,
  /// or a limit bites, or another group was better.
  private void askWhyNothing(Chain chain, WorkerGroup group) {
    List<ResourceRequest> waiting = waiting();
    if (waiting.isEmpty()) {
      askWhoServes(chain, group);
      return;
    }
    List<FitsSomeGroup> fits =
        waiting.stream()
            .distinct()
            .map(request -> Fits.of(evidence.types().types(), request))
            .toList();
    boolean fitsHere = fits.stream().anyMatch(fit -> fit.fitting().contains(group.name()));
    List<GroupMiss> misses =
        fits.stream()
            .flatMap(fit -> fit.misses().stream())
            .filter(miss -> miss.group().equals(group.name()))
            .toList();
    chain.ask(fitsHere, new FitsSomeGroup(fitsHere ? List.of(group.name()) : List.of(), misses));
    askMax(chain, group);
    if (!evidence.reply().infeasibleGangs().isEmpty()) {
      GangDemand first = evidence.reply().infeasibleGangs().getFirst();
      chain.ask(false, GangRoom.of(evidence, first).reason());
    }
    if (evidence.reply().infeasibleConstraint()) {
      chain.ask(false, GangRoom.ofConstraint(evidence).reason());
    }
  }

  /// All requests that found no place.
  private List<ResourceRequest> waiting() {
    List<ResourceRequest> waiting = new ArrayList<>(evidence.reply().infeasible());
    for (GangDemand gang : evidence.reply().infeasibleGangs()) {
      waiting.addAll(gang.requests());
    }
    if (evidence.reply().infeasibleConstraint()) {
      evidence.request().constraint().stream().map(ResourceDemand::request).forEach(waiting::add);
    }
    return waiting;
  }

  private void askWhoServes(Chain chain, WorkerGroup group) {
    Optional<Reason.ScoredBest> other =
        evidence.reply().scores().values().stream()
            .filter(scores ->
                scores.candidates().stream().anyMatch(score -> score.group().equals(group.name())))
            .findFirst();
    if (other.isPresent()) {
      chain.ask(false, other.get());
      return;
    }
    int wanted =
        evidence.request().demands().stream().mapToInt(ResourceDemand::count).sum()
            + evidence.request().gangs().stream().mapToInt(gang -> gang.requests().size()).sum();
    chain.ask(false, new Reason.FitsRunningNodes(wanted, wanted));
  }

  private void askMax(Chain chain, WorkerGroup group) {
    int nodes = count(node -> node.type().equals(group.name()) && node.state() != State.TO_LAUNCH);
    int max =
        evidence.types().types().stream()
            .filter(type -> type.name().equals(group.name()))
            .mapToInt(NodeType::maxWorkers)
            .findFirst()
            .orElse(0);
    int notRunning = count(node -> node.type().equals(group.name()) && Gates.isNotRunning(node));
    chain.ask(nodes < max, new Reason.BelowMaxReplicas(group.name(), nodes, notRunning, max));
    int all = count(node -> node.state() != State.TO_LAUNCH);
    chain.ask(
        all < evidence.types().maxNodes(),
        new Reason.BelowMaxNodes(all, evidence.types().maxNodes()));
  }

  private int count(Predicate<PlannedNode> which) {
    return (int) evidence.reply().nodes().stream().filter(which).count();
  }
}
