package dev.raydeck.sandbox.rayhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.raywire.autoscaler.ResourceRequestByCount;
import dev.raydeck.raywire.common.NodeDeathInfo;
import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcs.ActorTableData.ActorState;
import dev.raydeck.raywire.gcs.GcsNodeInfo;
import dev.raydeck.sandbox.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RayHeadTest {
  private static final String HEAD_LINE = "ray start --head --num-cpus=0 --memory=5368709120 ";
  private static final String WORKER_LINE = "ray start --num-cpus=1 --memory=1073741824 ";

  private final SandboxClock clock = SandboxClock.stepped(Instant.parse("2026-11-24T19:22:48Z"));
  private final RayHead head =
      new RayHead(
          clock,
          new Random(1),
          "2.58.0",
          RayStart.parse(HEAD_LINE, "head", "headgroup", "10.244.1.35", 5L << 30));
  private final RayJob job = head.startJob("python3 script.py", "ns");

  private String joinWorker(String name) {
    return head.join(RayStart.parse(WORKER_LINE, name, "small-group", "10.244.1.36", 1L << 30));
  }

  private void create(String name, Map<String, Double> resources) {
    try {
      head.createActor(job, ActorRequest.of(name, "ns", "CpuHolder", resources, true));
    } catch (NameTakenException e) {
      throw new AssertionError(e);
    }
  }

  private void pass(String duration) {
    clock.advance(Duration.parse("PT" + duration));
  }

  private NodeState node(String name) {
    return HeadTables.status(head).getClusterResourceState().getNodeStatesList().stream()
        .filter(node -> node.getInstanceId().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ActorTableData actor(String name) {
    return HeadTables.actors(head).stream()
        .filter(actor -> actor.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<ResourceRequestByCount> demands() {
    return HeadTables.status(head).getClusterResourceState().getPendingResourceRequestsList();
  }

  @Test
  void headOffersNoCpuAndIsIdleFromItsStart() {
    pass("5S");
    assertThat(node("head").getTotalResourcesMap())
        .doesNotContainKey("CPU")
        .containsEntry("memory", 5368709120.0)
        .containsEntry("node:__internal_head__", 1.0);
    assertThat(node("head").getStatus()).isEqualTo(NodeStatus.IDLE);
    assertThat(node("head").getIdleDurationMs()).isEqualTo(5_000);
  }

  @Test
  void actorWaitsAndItsDemandShowsAMomentAfterItsRow() {
    create("actor1", Map.of("CPU", 1.0));
    assertThat(actor("actor1").getState()).isEqualTo(ActorState.PENDING_CREATION);
    assertThat(demands()).isEmpty();
    pass("0.6S");
    create("actor2", Map.of("CPU", 1.0));
    create("actor3", Map.of("CPU", 2.0));
    pass("0.6S");
    Map<Map<String, Double>, Long> counts = new HashMap<>();
    demands()
        .forEach(demand ->
            counts.put(
                new TreeMap<>(demand.getRequest().getResourcesBundleMap()), demand.getCount()));
    assertThat(counts).isEqualTo(Map.of(Map.of("CPU", 1.0), 2L, Map.of("CPU", 2.0), 1L));
  }

  @Test
  void actorLandsOnTheWorkerThatJoins() {
    create("actor1", Map.of("CPU", 1.0));
    joinWorker("w1");
    assertThat(node("w1").getStatus()).isEqualTo(NodeStatus.RUNNING);
    assertThat(node("w1").getAvailableResourcesMap()).doesNotContainKey("CPU");
    assertThat(node("w1").getNodeActivityList())
        .containsExactly("Busy workers on node.", "Resource: CPU currently in use.");
    assertThat(actor("actor1").getState()).isEqualTo(ActorState.PENDING_CREATION);
    pass("0.7S");
    assertThat(actor("actor1").getState()).isEqualTo(ActorState.ALIVE);
    assertThat(actor("actor1").getPid()).isEqualTo(102);
    assertThat(RayIds.hex(actor("actor1").getActorId())).hasSize(32).endsWith("01000000");
    assertThat(RayIds.hex(actor("actor1").getNodeId())).hasSize(56);
  }

  @Test
  void idleTimeIsReportedLateButCountedFromTheTrueEnd() {
    joinWorker("w1");
    create("actor1", Map.of("CPU", 1.0));
    pass("10S");
    head.killActor("actor1", "ns");
    pass("0.5S");
    assertThat(node("w1").getStatus()).isEqualTo(NodeStatus.RUNNING);
    pass("0.5S");
    assertThat(node("w1").getStatus()).isEqualTo(NodeStatus.IDLE);
    assertThat(node("w1").getIdleDurationMs()).isEqualTo(1_000);
    assertThat(node("w1").getNodeActivityList()).isNotEmpty();
    assertThat(actor("actor1").getDeathCause().getActorDiedErrorContext().getErrorMessage())
        .isEqualTo("The actor is dead because it was killed by `ray.kill`.");
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          cpus, gpus, memory, where, heldCpu
          0,    -,    -,      head,  0
          1,    -,    -,      w1,    1
          0.5,  -,    -,      w1,    0.5
          2,    -,    -,      -,     0
          -,    -,    -,      w1,    0
          -,    1,    -,      -,     0
          0,    -,    1e9,    head,  0
          0,    -,    1e12,   -,     0
          """)
  void actorsArePlacedByWhatTheyAskFor(
      Double cpus, Double gpus, Double memory, String where, double heldCpu) {
    joinWorker("w1");
    Map<String, Double> wanted = new TreeMap<>();
    Map<String, Double> given = new TreeMap<>();
    wanted.put("CPU", cpus);
    wanted.put("GPU", gpus);
    wanted.put("memory", memory);
    wanted.forEach((name, amount) -> {
      if (amount != null) {
        given.put(name, amount);
      }
    });
    create("a", given);
    pass("1S");
    String placed =
        HeadTables.nodes(head).stream()
            .filter(node -> node.getNodeId().equals(actor("a").getNodeId()))
            .map(GcsNodeInfo::getInstanceId)
            .findFirst()
            .orElse(null);
    assertThat(placed).isEqualTo(where);
    double free = node("w1").getAvailableResourcesMap().getOrDefault("CPU", 0.0);
    assertThat(1 - free).isEqualTo(heldCpu);
  }

  @Test
  void idleDrainIsRefusedWhileBusyAndMarksTheActorPreempted() {
    String id = joinWorker("w1");
    create("actor1", Map.of("CPU", 0.0, "memory", 1.0));
    create("actor2", Map.of("CPU", 1.0));
    pass("1S");
    var refused = head.drainWhenIdle(node("w1").getNodeId(), "idle for 61.3 seconds");
    assertThat(refused)
        .isEqualTo(new DrainAnswer(false, "The node to be idle terminated is no longer idle."));
    assertThat(actor("actor2").getPreempted()).isTrue();
    assertThat(head.isAlive(id)).isTrue();
    head.killActor("actor2", "ns");
    assertThat(head.drainWhenIdle(node("w1").getNodeId(), "idle").isAccepted()).isTrue();
    assertThat(head.isAlive(id)).isFalse();
    assertThat(node("w1").getStatus()).isEqualTo(NodeStatus.DEAD);
    assertThat(node("w1").getTotalResourcesMap()).isEmpty();
    assertThat(head.drainWhenIdle(node("w1").getNodeId(), "again").isAccepted()).isTrue();
  }

  @Test
  void preemptedNodeTakesNoNewWorkAndGoesWithItsLastActor() {
    String id = joinWorker("w1");
    create("actor1", Map.of("CPU", 0.5));
    create("other", Map.of("CPU", 0.0));
    pass("1S");
    head.drainForPreemption(node("w1").getNodeId(), "spot reclaim");
    assertThat(node("w1").getStatus()).isEqualTo(NodeStatus.DRAINING);
    create("actor2", Map.of("CPU", 0.5));
    pass("5S");
    assertThat(actor("actor2").getState()).isEqualTo(ActorState.PENDING_CREATION);
    head.killActor("actor1", "ns");
    assertThat(head.isAlive(id)).isFalse();
    assertThat(death("w1").getReason()).isEqualTo(NodeDeathInfo.Reason.AUTOSCALER_DRAIN_PREEMPTED);
    assertThat(death("w1").getReasonMessage()).isEqualTo("spot reclaim");
  }

  private NodeDeathInfo death(String name) {
    return HeadTables.nodes(head).stream()
        .filter(node -> node.getInstanceId().equals(name))
        .findFirst()
        .orElseThrow()
        .getDeathInfo();
  }

  @Test
  void lostNodeIsFoundOutLateAndTakesItsActorWithIt() {
    String id = joinWorker("w1");
    create("actor1", Map.of("CPU", 1.0));
    pass("1S");
    head.lose(id);
    pass("14S");
    assertThat(actor("actor1").getState()).isEqualTo(ActorState.ALIVE);
    pass("1S");
    assertThat(actor("actor1").getState()).isEqualTo(ActorState.DEAD);
    assertThat(death("w1").getReasonMessage())
        .isEqualTo("health check failed due to missing too many heartbeats");
  }

  @Test
  void actorsThatAreNotDetachedEndWithTheirDriver() throws NameTakenException {
    joinWorker("w1");
    head.createActor(job, ActorRequest.of("kept", "ns", "A", Map.of("CPU", 0.0), true));
    head.createActor(job, ActorRequest.of("lost", "ns", "A", Map.of("CPU", 1.0), false));
    pass("1S");
    head.endJob(job);
    assertThat(actor("kept").getState()).isEqualTo(ActorState.ALIVE);
    assertThat(actor("lost").getState()).isEqualTo(ActorState.DEAD);
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          selector     | of west | of none | operator | values
          west         | true    | false   | IN       | [west]
          !west        | false   | true    | NOT_IN   | [west]
          !east        | true    | true    | NOT_IN   | [east]
          in(a, west)  | true    | false   | IN       | [a, west]
          !in(a,west)  | false   | true    | NOT_IN   | [a, west]
          """)
  void placesAnActorWhereTheLabelsAreAsItAsks(
      String selector, boolean ofWest, boolean ofNone, String operator, String values)
      throws NameTakenException {
    LabelSelector where = new LabelSelector(new TreeMap<>(Map.of("zone", selector)));
    head.createActor(job, ActorRequest.of("a", "ns", "A", Map.of("CPU", 1.0), true).on(where));
    pass("1S");
    var constraint = demands().getFirst().getRequest().getLabelSelectors(0).getLabelConstraints(0);
    assertThat(constraint.getLabelKey()).isEqualTo("zone");
    assertThat(constraint.getOperator().name()).isEqualTo("LABEL_OPERATOR_" + operator);
    assertThat(constraint.getLabelValuesList()).hasToString(values);
    joinWorker("plain");
    pass("1S");
    assertThat(actor("a").getState() == ActorState.ALIVE).isEqualTo(ofNone);
    var _ =
        head.join(
            RayStart.parse(WORKER_LINE + "--labels=zone=west", "w", "g", "10.244.1.37", 1L << 30));
    pass("1S");
    assertThat(actor("a").getState() == ActorState.ALIVE).isEqualTo(ofNone || ofWest);
  }

  @Test
  void nameOfALivingActorIsTakenAndFreeAgainAfterItsEnd() {
    create("actor1", Map.of("CPU", 1.0));
    assertThatThrownBy(() ->
            head.createActor(job, ActorRequest.of("actor1", "ns", "A", Map.of("CPU", 1.0), true)))
        .isInstanceOf(NameTakenException.class);
    head.killActor("actor1", "ns");
    create("actor1", Map.of("CPU", 1.0));
    assertThat(head.hasActor("actor1", "ns")).isTrue();
    assertThat(head.hasActor("actor1", "elsewhere")).isFalse();
  }

  @Test
  void readsTheOperatorsStartLine() {
    RayStart start =
        RayStart.parse(
            "ulimit -n 65536; ray start  --address=svc:6379  --block  --num-cpus=4 --num-gpus=1"
                + " --resources='{\\\"Custom\\\": 2, \"TPU\": 0.5}' --labels=zone=a,x=y ",
            "w",
            "g",
            "10.0.0.1",
            1L << 30);
    assertThat(start.isHead()).isFalse();
    assertThat(start.total().amounts())
        .containsEntry("CPU", 4.0)
        .containsEntry("GPU", 1.0)
        .containsEntry("Custom", 2.0)
        .containsEntry("TPU", 0.5)
        .containsEntry("memory", 1073741824.0);
    assertThat(start.labels()).containsEntry("zone", "a").containsEntry("x", "y");
  }
}
