package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.AutoscalerVersion;
import dev.raydeck.engine.NodeTypes;
import dev.raydeck.engine.ledger.Actions;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Instance;
import dev.raydeck.model.Instance.StatusChange;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.WorkerGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Verdicts for a scheduling request that comes without a cluster around it: node types stand for
/// groups, and what only a live cluster knows (Pods, actors, rate limits) is left out.
public final class CaseVerdicts {
  private CaseVerdicts() {}

  public static List<Verdict> of(SchedulingRequest request, SchedulingReply reply) {
    Integer max = request.maxNodes();
    Double timeout = request.idleTimeoutSeconds();
    NodeTypes types =
        new NodeTypes(
            request.nodeTypes(),
            max == null || max == 0 ? Integer.MAX_VALUE : max,
            timeout == null ? 0 : timeout,
            Double.MAX_VALUE,
            List.of());
    Evidence evidence =
        new Evidence(
            AutoscalerVersion.V2,
            snapshot(request),
            types,
            request,
            reply,
            request.instances().stream().map(CaseVerdicts::row).toList(),
            true,
            Map.of(),
            rates(reply),
            List.of(),
            true,
            true,
            commands(request, reply));
    return Verdicts.of(evidence).stream().map(CaseVerdicts::known).toList();
  }

  /// Leaves out gates about what a case does not have.
  private static Verdict known(Verdict verdict) {
    return new Verdict(
        verdict.subject(),
        verdict.outcome(),
        verdict.gates().stream()
            .filter(gate -> gate.state() == Gate.State.HOLDS || isKnown(gate.reason()))
            .toList());
  }

  private static boolean isKnown(Reason reason) {
    return switch (reason) {
      case Reason.AutoscalingOn _,
          Reason.NotSuspended _,
          Reason.HeadRunning _,
          Reason.NoPendingDeletes _,
          Reason.LaunchRateAllows _,
          Reason.EffectiveResources _ ->
          false;
      case Reason.BelowMaxNodes max -> max.max() < Integer.MAX_VALUE;
      default -> true;
    };
  }

  /// A case knows no rate limit: all that is wanted may be asked for.
  private static Map<String, Actions.Rate> rates(SchedulingReply reply) {
    Map<String, Actions.Rate> rates = new HashMap<>();
    reply
        .launches()
        .forEach((type, count) -> rates.put(type, new Actions.Rate(count, count, 0, 0, count)));
    return rates;
  }

  private static List<ScalingCommand> commands(SchedulingRequest request, SchedulingReply reply) {
    List<ScalingCommand> commands = new ArrayList<>();
    for (int i = 0; i < request.nodeTypes().size(); i++) {
      String name = request.nodeTypes().get(i).name();
      int count = reply.launches().getOrDefault(name, 0);
      if (count > 0) {
        commands.add(new ScalingCommand.SetReplicas(name, i, 0, count, ""));
      }
    }
    return commands;
  }

  private static Instance row(Candidate candidate) {
    RayNode node = candidate.rayNode();
    return new Instance(
        candidate.instanceId(),
        candidate.type(),
        candidate.kind(),
        candidate.instanceId(),
        node == null ? null : node.nodeId(),
        null,
        List.of(new StatusChange(candidate.status(), Instant.EPOCH, "")));
  }

  private static ClusterSnapshot snapshot(SchedulingRequest request) {
    List<RayNode> nodes =
        request.instances().stream().map(Candidate::rayNode).filter(Objects::nonNull).toList();
    RayState ray =
        new RayState(
            Instant.EPOCH,
            "",
            "",
            0,
            nodes,
            request.demands(),
            request.gangs(),
            request.constraint(),
            List.of(),
            null);
    List<NodeType> types = request.nodeTypes();
    RayCluster cluster =
        new RayCluster(
            "",
            "",
            "",
            "",
            0,
            "",
            true,
            false,
            AutoscalerOptions.DEFAULT,
            RayTemplate.EMPTY,
            types.stream().map(type -> group(type, types.indexOf(type))).toList(),
            RayCluster.Status.EMPTY,
            Instant.EPOCH);
    return new ClusterSnapshot(Instant.EPOCH, cluster, List.of(), ray, List.of());
  }

  private static WorkerGroup group(NodeType type, int index) {
    return new WorkerGroup(
        type.name(),
        index,
        0,
        type.minWorkers(),
        type.maxWorkers(),
        1,
        null,
        false,
        List.of(),
        RayTemplate.EMPTY);
  }
}
