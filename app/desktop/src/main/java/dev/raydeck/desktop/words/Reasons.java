package dev.raydeck.desktop.words;

import dev.raydeck.desktop.facts.Names;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Lint;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceDemand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says every [Reason]: its rule, its value with units, and the sentence when it holds.
///
/// The switches have no default, so a new reason breaks the build until it can be said.
public final class Reasons {
  private final Words words;
  private final Figures figures;
  private final Holders holders;

  public Reasons(Words words, Figures figures) {
    this.words = words;
    this.figures = figures;
    this.holders = new Holders(words);
  }

  public GateLine line(Gate gate) {
    Reason reason = gate.reason();
    return new GateLine(
        gate.state(),
        reason,
        words.plain(GateLine.isCovered(gate) ? "gate.CoveredByPendingNodes.all" : ruleKey(reason)),
        value(reason),
        words.plain(sourceKey(reason)));
  }

  static String ruleKey(Reason reason) {
    return "gate." + reason.getClass().getSimpleName();
  }

  private String value(Reason reason) {
    return switch (reason) {
      case Reason.RayRunning r -> r.podStatus() == null ? r.status().name() : r.podStatus();
      case Reason.NotHead r -> words.plain(r.isHead() ? "value.head" : "value.worker");
      case Reason.NotSuspended r -> yesNo(!r.isSuspended());
      case Reason.AutoscalingOn r -> yesNo(r.enableInTreeAutoscaling() || r.isDriven());
      case Reason.IdleTimeoutApplies r ->
          r.timeout() == null ? words.plain("value.none") : figures.idle(r.timeout());
      case Reason.NotBusy r -> busy(r);
      case Reason.IdleLongerThanTimeout r -> of(r.idle(), r.timeout());
      case Reason.NotNeededByDemand r -> demands(r.placed());
      case Reason.NotPinnedByConstraint r -> demands(r.placed());
      case Reason.AboveMinReplicas r -> r.nodes() + " ≥ " + r.min();
      case Reason.SingleHost r -> replica(r);
      case Reason.Joined r -> r.podStatus();
      case Reason.NotLeaving r -> r.status().name();
      case Reason.WithinLimit r -> words.plain("value.of", r.nodes(), r.max());
      case Reason.FitsRunningNodes r -> words.plain("value.of", r.placed(), r.wanted());
      case Reason.CoveredByPendingNodes r -> counts(r.nodesByGroup());
      case Reason.FitsSomeGroup r -> orNone(String.join(", ", r.fitting()));
      case Reason.AsksForSomething r -> Figures.shape(r.bundle());
      case Reason.BelowMaxReplicas r -> words.plain("value.of", r.nodes(), r.max());
      case Reason.BelowMaxNodes r -> words.plain("value.of", r.nodes(), r.max());
      case Reason.LaunchRateAllows r -> words.plain("value.of", r.allowed(), r.wanted());
      case Reason.GangFits r -> words.plain("value.of", r.nodesAvailable(), r.nodesNeeded());
      case Reason.ScoredBest r ->
          orNone(r.candidates().isEmpty() ? "" : r.candidates().getFirst().group());
      case Reason.EffectiveResources r -> Figures.offer(r.resources());
      case Reason.ReplicasAsSent r -> Integer.toString(r.found());
      case Reason.HeadRunning r -> yesNo(r.isRunning());
      case Reason.NoPendingDeletes r -> orNone(ends(r.pods()));
    };
  }

  private static String sourceKey(Reason reason) {
    return switch (reason) {
      case Reason.RayRunning r -> "source.gcs";
      case Reason.NotHead r -> "source.pod";
      case Reason.NotSuspended r -> "source.cr";
      case Reason.AutoscalingOn r -> "source.cr";
      case Reason.IdleTimeoutApplies r -> r.fromGroup() ? "source.group" : "source.options";
      case Reason.NotBusy r -> "source.gcs";
      case Reason.IdleLongerThanTimeout r -> "source.gcs";
      case Reason.NotNeededByDemand r -> "source.computed";
      case Reason.NotPinnedByConstraint r -> "source.gcs";
      case Reason.AboveMinReplicas r -> "source.cr";
      case Reason.SingleHost r -> "source.cr";
      case Reason.Joined r -> "source.pod";
      case Reason.NotLeaving r -> "source.ledger";
      case Reason.WithinLimit r -> "source.cr";
      case Reason.FitsRunningNodes r -> "source.computed";
      case Reason.CoveredByPendingNodes r -> "source.computed";
      case Reason.FitsSomeGroup r -> "source.cr";
      case Reason.AsksForSomething r -> "source.gcs";
      case Reason.BelowMaxReplicas r -> "source.cr";
      case Reason.BelowMaxNodes r -> "source.cr";
      case Reason.LaunchRateAllows r -> "source.options";
      case Reason.GangFits r -> "source.computed";
      case Reason.ScoredBest r -> "source.computed";
      case Reason.EffectiveResources r -> "source.cr";
      case Reason.ReplicasAsSent r -> "source.cr";
      case Reason.HeadRunning r -> "source.gcs";
      case Reason.NoPendingDeletes r -> "source.cr";
    };
  }

  /// Why the subject is held, as marked text; `subject` is a node's short name or a shape.
  public String holding(Reason reason, String subject) {
    String name = Mark.name(subject);
    return switch (reason) {
      case Reason.RayRunning r -> words.say("hold.RayRunning", name, r.status().name());
      case Reason.NotHead r -> words.say("hold.NotHead", name);
      case Reason.NotSuspended r -> words.say("hold.NotSuspended");
      case Reason.AutoscalingOn r -> words.say("hold.AutoscalingOn");
      case Reason.IdleTimeoutApplies r -> words.say("hold.IdleTimeoutApplies", name);
      case Reason.NotBusy r -> holdingBusy(r, name);
      case Reason.IdleLongerThanTimeout r ->
          r.remaining().isZero()
              ? words.say("hold.IdleLongerThanTimeout.now", name)
              : words.say("hold.IdleLongerThanTimeout", name, figures.remaining(r.remaining()));
      case Reason.NotNeededByDemand r ->
          words.say("hold.NotNeededByDemand", name, Mark.hold(demands(r.placed())));
      case Reason.NotPinnedByConstraint r ->
          words.say("hold.NotPinnedByConstraint", name, Mark.hold(demands(r.placed())));
      case Reason.AboveMinReplicas r ->
          words.say("hold.AboveMinReplicas", name, r.group(), Mark.hold("minReplicas, " + r.min()));
      case Reason.SingleHost r -> holdingReplica(r, name);
      case Reason.Joined r ->
          words.say("hold.Joined", name, r.podStatus(), figures.duration(r.age()));
      case Reason.NotLeaving r -> words.say("hold.NotLeaving", name, r.status().name());
      case Reason.WithinLimit r -> words.say("hold.WithinLimit", name, r.nodes(), r.max());
      case Reason.FitsRunningNodes r ->
          r.placed() == r.wanted()
              ? words.say("hold.FitsRunningNodes.all", name, r.wanted())
              : words.say("hold.FitsRunningNodes", name, r.placed(), r.wanted());
      case Reason.CoveredByPendingNodes r ->
          words.say("hold.CoveredByPendingNodes", name, counts(r.nodesByGroup()));
      case Reason.FitsSomeGroup r -> holdingFit(r, name);
      case Reason.AsksForSomething r -> words.say("hold.AsksForSomething", name);
      case Reason.BelowMaxReplicas r -> holdingMax(r, name);
      case Reason.BelowMaxNodes r -> words.say("hold.BelowMaxNodes", name, r.max());
      case Reason.LaunchRateAllows r ->
          words.say(
              r.upscalingSpeed() == 1
                  ? "hold.LaunchRateAllows.conservative"
                  : "hold.LaunchRateAllows",
              name,
              r.allowed(),
              r.wanted(),
              r.maxConcurrent(),
              r.requested(),
              r.running());
      case Reason.GangFits r ->
          words.say("hold.GangFits", name, r.strategy(), r.nodesNeeded(), r.nodesAvailable());
      case Reason.ScoredBest r -> holdingScore(r, name);
      case Reason.EffectiveResources r -> words.say("hold.EffectiveResources", r.group());
      case Reason.ReplicasAsSent r ->
          words.say("hold.ReplicasAsSent", r.group(), r.sent(), r.found());
      case Reason.HeadRunning r -> words.say("hold.HeadRunning");
      case Reason.NoPendingDeletes r -> words.say("hold.NoPendingDeletes", ends(r.pods()));
    };
  }

  private String holdingBusy(Reason.NotBusy busy, String name) {
    List<RayActor> actors = busy.actors();
    if (actors.isEmpty() && busy.activity().isEmpty()) {
      return words.say("hold.NotBusy.used", name, Mark.hold(Figures.missing(busy.used())));
    }
    if (busy.isForObjects() && !busy.objects().isEmpty()) {
      return holders.holding(busy.objects(), name);
    }
    if (actors.isEmpty()) {
      String activity = busy.activity().getFirst();
      return words.say("hold.NotBusy.activity", name, Mark.hold(activity));
    }
    String first = Mark.hold(actors.getFirst().label());
    return words.say("hold.NotBusy.actors", name, first, actors.size() - 1);
  }

  private String holdingFit(Reason.FitsSomeGroup fits, String name) {
    return fits.nearest()
        .map(miss ->
            words.say(
                "hold.FitsSomeGroup",
                name,
                miss.group(),
                Mark.hold(Figures.missing(miss.missing()))))
        .orElseGet(() -> words.say("hold.FitsSomeGroup.labels", name));
  }

  private String replica(Reason.SingleHost replica) {
    if (replica.others().isEmpty()) {
      return words.plain("value.hosts", replica.numOfHosts());
    }
    String others = String.join(", ", replica.others());
    return replica.busy().isEmpty()
        ? words.plain("value.replica", others)
        : words.plain("value.replica.busy", others, String.join(", ", replica.busy()));
  }

  private String holdingReplica(Reason.SingleHost replica, String name) {
    String takenBy = replica.takenBy();
    return takenBy == null
        ? words.say("hold.SingleHost", name, replica.numOfHosts())
        : words.say("hold.SingleHost.taken", name, Mark.hold(takenBy));
  }

  private String holdingMax(Reason.BelowMaxReplicas max, String name) {
    String most = Mark.hold(Integer.toString(max.max()));
    return max.notRunning() == 0
        ? words.say("hold.BelowMaxReplicas", name, max.group(), most)
        : words.say("hold.BelowMaxReplicas.notRunning", name, max.group(), most, max.notRunning());
  }

  /// The winner, and what it has over the next.
  private String holdingScore(Reason.ScoredBest scores, String name) {
    if (scores.candidates().isEmpty()) {
      return words.say("hold.ScoredBest.none", name);
    }
    String all = String.join("; ", details(scores));
    return words.say(
        "hold.ScoredBest", name, Mark.hold(scores.candidates().getFirst().group()), all);
  }

  /// What a reason has to tell of each group: the score of a candidate, what is missing, what Ray
  /// reads otherwise.
  public List<String> details(Reason reason) {
    return switch (reason) {
      case Reason.ScoredBest scores -> scores.candidates().stream().map(this::score).toList();
      case Reason.FitsSomeGroup fits -> fits.misses().stream().map(this::miss).toList();
      case Reason.EffectiveResources read -> read.lints().stream().map(this::lint).toList();
      default -> List.of();
    };
  }

  private String score(Reason.GroupScore score) {
    return words.plain(
        "value.score",
        score.group(),
        score.labelScore(),
        yesNo(score.gpuOk()),
        score.matching(),
        Figures.number(score.least()),
        Figures.number(score.mean()));
  }

  private String miss(Reason.GroupMiss miss) {
    return miss.labelsMatch()
        ? words.plain("value.miss", miss.group(), Figures.missing(miss.missing()))
        : words.plain("value.miss.labels", miss.group());
  }

  private String lint(Lint lint) {
    return words.plain("value.lint", lint.field(), lint.found(), lint.wanted());
  }

  private String busy(Reason.NotBusy busy) {
    if (!busy.actors().isEmpty()) {
      return words.plain("value.actors", busy.actors().size());
    }
    return busy.activity().isEmpty() ? words.plain("state.idle") : words.plain("state.busy");
  }

  private String of(Duration part, Duration whole) {
    return words.plain("value.of", figures.idle(part), figures.idle(whole));
  }

  private String demands(List<ResourceDemand> demands) {
    return orNone(
        demands.stream()
            .map(demand -> Figures.shape(demand.bundle()) + " × " + demand.count())
            .collect(Collectors.joining(", ")));
  }

  private String counts(Map<String, Integer> byGroup) {
    return orNone(
        byGroup.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ")));
  }

  private static String ends(List<String> pods) {
    return pods.stream().map(Names::end).collect(Collectors.joining(", "));
  }

  private String orNone(String text) {
    return text.isEmpty() ? words.plain("value.none") : text;
  }

  private String yesNo(boolean is) {
    return words.plain(is ? "value.yes" : "value.no");
  }
}
