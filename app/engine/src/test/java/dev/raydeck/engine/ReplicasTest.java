package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayPod.Replica;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.Verdict.Subject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A replica of two hosts: one idle, the other busy.
class ReplicasTest {
  private static SmallWorld twoHosts(String label) {
    SmallWorld world =
        aCluster()
            .group("slice", 0, 4, "1")
            .worker("idle", "slice", 1, Duration.ofSeconds(90))
            .worker("busy", "slice", 1, null);
    world.group(WorkerGroups.replicas(WorkerGroups.hosts(world.group("slice"), 2), 1, List.of()));
    return world.replica("slice-0", label, "idle", "busy");
  }

  private static Verdict of(ScalingDecision decision, String pod) {
    return decision.verdict(new Subject.Node(pod, null, "slice")).orElseThrow();
  }

  private static Gate replicaGate(Verdict verdict) {
    return verdict.gates().stream()
        .filter(gate -> gate.reason() instanceof Reason.SingleHost)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysWhomAnIdleHostTakesAlong() {
    ScalingDecision decision = twoHosts(Replica.KUBERAY_LABEL).decide();
    Verdict idle = of(decision, "idle");
    assertThat(idle.outcome()).isEqualTo(Outcome.REMOVE);
    assertThat(replicaGate(idle))
        .isEqualTo(
            Gate.passes(
                new Reason.SingleHost(2, "slice-0", List.of("busy"), List.of("busy"), null)));
  }

  @Test
  void saysThatABusyHostGoesWithItsReplica() {
    Verdict busy = of(twoHosts(Replica.KUBERAY_LABEL).decide(), "busy");
    assertThat(busy.outcome()).isEqualTo(Outcome.REMOVE);
    assertThat(busy.holding())
        .hasValue(
            Gate.holds(new Reason.SingleHost(2, "slice-0", List.of("idle"), List.of(), "idle")));
  }

  @Test
  void keepsBothWhileBothAreUsed() {
    SmallWorld world = twoHosts(Replica.KUBERAY_LABEL);
    world.occupy("idle", 1);
    Verdict verdict = of(world.decide(), "busy");
    assertThat(verdict.outcome()).isEqualTo(Outcome.KEEP);
    assertThat(replicaGate(verdict).state()).isEqualTo(Gate.State.NOT_REACHED);
  }

  /// Without the label the operator takes the Pods one by one.
  @Test
  void leavesHostsOfUnknownReplicasToThemselves() {
    SmallWorld world = twoHosts(Replica.KUBERAY_LABEL);
    SmallWorld unlabelled =
        aCluster()
            .group("slice", 0, 4, "1")
            .worker("idle", "slice", 1, Duration.ofSeconds(90))
            .worker("busy", "slice", 1, null);
    unlabelled.group(world.group("slice"));
    assertThat(of(unlabelled.decide(), "busy").outcome()).isEqualTo(Outcome.KEEP);
  }

  /// V1 names all Pods of the replica and lowers `replicas` by one (ray:
  /// batching_node_provider.py).
  @Test
  void namesTheWholeReplicaUnderV1() {
    SmallWorld world = twoHosts(Replica.INDEX_LABEL);
    world.options = new AutoscalerOptions("v1", null, 60, null, null);
    ScalingDecision decision = world.decide();
    assertThat(decision.commands())
        .filteredOn(one -> one instanceof DeleteWorkers)
        .containsExactly(new DeleteWorkers("slice", 0, List.of("idle", "busy"), ""));
    // Two Pods are there and one is ended: V1 counts Pods and asks for one, which is there already.
    assertThat(decision.commands()).noneMatch(one -> one instanceof SetReplicas);
    world.replica("slice-0", Replica.KUBERAY_LABEL, "idle", "busy");
    assertThat(world.decide().commands())
        .filteredOn(one -> one instanceof DeleteWorkers)
        .containsExactly(new DeleteWorkers("slice", 0, List.of("idle"), ""));
  }
}
