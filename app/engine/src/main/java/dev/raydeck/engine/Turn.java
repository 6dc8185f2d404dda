package dev.raydeck.engine;

import dev.raydeck.engine.ledger.Actions;
import dev.raydeck.engine.ledger.Adoption;
import dev.raydeck.engine.ledger.InferredLedger;
import dev.raydeck.engine.ledger.InstanceTable;
import dev.raydeck.engine.ledger.Observation;
import dev.raydeck.engine.ledger.ScaleRequest;
import dev.raydeck.engine.ledger.Transitions;
import dev.raydeck.engine.ledger.Upkeep;
import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingFailure;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.engine.v1.ReplicaPatch;
import dev.raydeck.engine.v1.StandardAutoscaler;
import dev.raydeck.engine.verdicts.Evidence;
import dev.raydeck.engine.verdicts.Verdicts;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceLedger.SentReplicas;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.ScalingDecision.Outlook;
import dev.raydeck.model.ScalingDecision.Stuck;
import dev.raydeck.model.ScalingDecision.Termination;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One turn, in Ray's order: follow the world, schedule, end, ask for more, say why.
final class Turn {
  private final ClusterSnapshot snapshot;
  private final NodeTypes types;
  private final InstanceTable table;
  private final AutoscalerVersion version;

  private final Intent leftUndone;
  private final Part part;
  private List<Stuck> stuck = List.of();
  private InstanceLedger seen = InstanceLedger.EMPTY;

  /// What becomes of the commands: they are carried out by whoever asks; they only say what a turn
  /// would do; or they are laid beside another autoscaler's, whose work the ledger follows.
  enum Part {
    DRIVES,
    EXPLAINS,
    SHADOWS
  }

  /// `leftUndone`: what is not to be carried out this time.
  Turn(ClusterSnapshot snapshot, InstanceLedger ledger, Intent leftUndone, Part part) {
    this.leftUndone = leftUndone;
    this.part = part;
    this.snapshot = snapshot;
    this.types = NodeTypes.of(snapshot.cluster());
    this.version = AutoscalerVersion.of(snapshot);
    InstanceLedger known =
        version == AutoscalerVersion.V1 ? InferredLedger.of(snapshot, ledger) : ledger;
    this.table = new InstanceTable(known, snapshot.takenAt(), snapshot.cluster().uid());
  }

  ScalingDecision decide() {
    RayState ray = snapshot.ray();
    if (ray == null || types.hasErrors()) {
      return standStill(types.lints());
    }
    if (snapshot.failures().stream()
        .anyMatch(failure -> !(failure instanceof CommandFailure.DrainFailed))) {
      table.forgetSent();
    }
    seen = table.ledger();
    if (version == AutoscalerVersion.V1) {
      return actAsV1(request(ray));
    }
    Observation.sync(table, snapshot, ray);
    if (part == Part.SHADOWS) {
      Adoption.run(table, snapshot);
    }
    stuck = Upkeep.run(table, ray);
    if (part == Part.SHADOWS) {
      forgetHistory();
      seen = table.ledger();
    }
    SchedulingRequest request = request(ray);
    SchedulingReply reply;
    try {
      reply = Scheduler.schedule(request);
    } catch (SchedulingFailure failure) {
      return standStill(withFailure(failure));
    }
    return act(request, reply);
  }

  private ScalingDecision act(SchedulingRequest request, SchedulingReply reply) {
    boolean headRuns = headRuns();
    Map<String, Integer> sent = table.sentBefore(snapshot.cluster().resourceVersion());
    boolean isPossible = Actions.isPossible(reply);
    ScaleRequest scale = new ScaleRequest(table, snapshot);
    List<ScalingCommand> commands = new ArrayList<>();
    Map<String, Actions.Rate> rates = Map.of();
    if (isPossible || !headRuns) {
      Actions actions = new Actions(table, leftUndone);
      if (headRuns) {
        commands.addAll(actions.apply(reply));
      }
      List<String> toDelete = actions.terminate();
      rates = actions.launch(types.upscalingSpeed());
      commands.addAll(done(scale.commands(toDelete)));
    }
    commands.forEach(this::remember);
    Evidence evidence =
        new Evidence(
            version,
            snapshot,
            types,
            request,
            reply,
            table.rows(),
            part == Part.DRIVES,
            sent,
            rates,
            scale.namedWorkers(commands),
            headRuns,
            isPossible,
            commands);
    forgetHistory();
    return decision(commands, request, reply, Verdicts.of(evidence), scale.desiredWorkers());
  }

  /// V1 keeps no table: what it sees is all it knows.
  private ScalingDecision actAsV1(SchedulingRequest request) {
    StandardAutoscaler.Plan plan = StandardAutoscaler.plan(request, types.upscalingSpeed());
    ReplicaPatch patch = new ReplicaPatch(snapshot, table.rows());
    List<String> pending = patch.pendingDeletes();
    Map<String, Integer> sent = table.sentBefore(snapshot.cluster().resourceVersion());
    boolean acts = headRuns() && pending.isEmpty();
    List<ScalingCommand> commands =
        acts ? done(patch.commands(plan.without(leftUndone, table.rows()))) : List.of();
    commands.forEach(this::remember);
    Evidence evidence =
        new Evidence(
            version,
            snapshot,
            types,
            request,
            plan.reply(),
            table.rows(),
            part == Part.DRIVES,
            sent,
            plan.rates(),
            pending,
            headRuns(),
            pending.isEmpty(),
            commands);
    return decision(commands, request, plan.reply(), Verdicts.of(evidence), Map.of());
  }

  /// A group whose launches are left undone is not raised for any other reason either.
  private List<ScalingCommand> done(List<ScalingCommand> commands) {
    return commands.stream()
        .filter(command ->
            !(command instanceof ScalingCommand.SetReplicas set
                && set.to() > set.from()
                && leftUndone.launches().containsKey(set.group())))
        .toList();
  }

  private ScalingDecision decision(
      List<ScalingCommand> commands,
      SchedulingRequest request,
      SchedulingReply reply,
      List<Verdict> verdicts,
      Map<String, Integer> desiredWorkers) {
    return new ScalingDecision(
        snapshot.takenAt(),
        commands,
        verdicts,
        reply.launches(),
        terminations(reply),
        reply.infeasible(),
        reply.infeasibleGangs(),
        reply.infeasibleConstraint(),
        table.transitions(),
        stuck,
        types.types(),
        Outlooks.of(request, reply, desiredWorkers),
        types.lints(),
        part == Part.SHADOWS ? seen : table.ledger());
  }

  /// Nothing can be decided: what the world showed is kept, nothing is done.
  private ScalingDecision standStill(List<Lint> lints) {
    return new ScalingDecision(
        snapshot.takenAt(),
        List.of(),
        Verdicts.withoutDecision(snapshot, types, lints),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        table.transitions(),
        stuck,
        types.types(),
        Outlook.NONE,
        lints,
        table.ledger());
  }

  /// Ray fails every turn while a node of a group that left the CR still runs.
  private List<Lint> withFailure(SchedulingFailure failure) {
    List<Lint> lints = new ArrayList<>(types.lints());
    lints.add(
        new Lint(
            Lint.Severity.ERROR,
            "spec.workerGroupSpecs",
            String.valueOf(failure.getMessage()),
            "the group back, or its nodes gone: Ray decides nothing until then"));
    return lints;
  }

  private void remember(ScalingCommand command) {
    if (command instanceof ScalingCommand.SetReplicas set) {
      table.send(set.group(), new SentReplicas(set.to(), snapshot.cluster().resourceVersion()));
    }
  }

  private boolean headRuns() {
    return table.rowsIn(InstanceStatus.RAY_RUNNING).stream()
        .anyMatch(row -> row.kind() == NodeKind.HEAD);
  }

  private SchedulingRequest request(RayState ray) {
    Map<String, RayNode> byId = new HashMap<>();
    ray.nodes().forEach(node -> byId.put(node.nodeId(), node));
    List<Candidate> candidates = new ArrayList<>();
    for (Instance row : table.rows()) {
      @Nullable RayNode node = row.nodeId() == null ? null : byId.get(row.nodeId());
      candidates.add(
          new Candidate(row.instanceId(), row.type(), row.status(), row.kind(), "", node));
    }
    Availability availability = Availability.of(table.lastUnavailable(), snapshot.takenAt());
    List<ResourceDemand> constraint = ray.constraint();
    return new SchedulingRequest(
        types.types(),
        types.maxNodes(),
        types.idleTimeoutSeconds(),
        false,
        true,
        availability.availability(),
        availability.recoverable(),
        candidates,
        ray.demands(),
        ray.gangs(),
        constraint == null ? List.of() : constraint);
  }

  private List<Termination> terminations(SchedulingReply reply) {
    List<Termination> terminations = new ArrayList<>();
    for (SchedulingReply.Ending ending : reply.endings()) {
      Instance row = table.row(ending.instanceId());
      terminations.add(
          new Termination(
              ending.instanceId(),
              row == null ? null : row.podName(),
              ending.rayNodeId().isEmpty() ? null : ending.rayNodeId(),
              ending.type(),
              ending.cause(),
              ending.details()));
    }
    return terminations;
  }

  /// Ended rows are kept while the GCS still lists their node, so that it is not taken for a new
  /// one.
  private void forgetHistory() {
    RayState ray = snapshot.ray();
    Set<String> listed =
        ray == null
            ? Set.of()
            : ray.nodes().stream().map(RayNode::nodeId).collect(Collectors.toSet());
    table.forget(row ->
        row.status() == InstanceStatus.TERMINATED
            && (row.nodeId() == null || !listed.contains(row.nodeId()))
            && Transitions.isFinal(row.status()));
  }
}
