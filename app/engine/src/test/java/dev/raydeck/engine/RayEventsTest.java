package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The events of a real autoscaler (Ray 2.58.0), from the same facts.
class RayEventsTest {
  private static final Duration TICK = Duration.ofSeconds(5);

  private static String said(ScalingDecision decision) {
    return RayEvents.of(decision).stream()
        .map(event -> event.severity() + " " + event.message())
        .collect(Collectors.joining("\n"));
  }

  private static List<ResourceDemand> cpus(double cpus, int count) {
    return List.of(ResourceDemand.of(ResourceBundle.of("CPU", cpus), count));
  }

  @Test
  void tellsWhatIsAddedAndRemovedAndTheSizeAfterwards() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    assertThat(said(world.turn())).isEmpty();
    world.demands = cpus(1, 3);
    assertThat(said(world.later(TICK).turn()))
        .isEqualTo(
            """
            INFO Adding 3 node(s) of type small-group.
            INFO Resized to 3 CPUs.
            DEBUG Current cluster resources: {'node:__internal_head__': 1.0, 'memory': 5368709120.0, 'CPU': 3.0}.\
            """);
    world.demands = List.of();
    world.pods().stream()
        .filter(pod -> !pod.equals("head"))
        .forEach(pod -> world.join(pod, "small-group", 1));
    assertThat(said(world.later(TICK).turn())).isEmpty();
    world.occupy("small-group-2", 1);
    assertThat(said(world.later(Duration.ofSeconds(60)).turn()))
        .isEqualTo(
            """
            INFO Removing 2 nodes of type small-group (idle).
            INFO Resized to 1 CPUs.
            DEBUG Current cluster resources: {'node:__internal_head__': 1.0, 'memory': 5368709120.0, 'CPU': 1.0}.\
            """);
  }

  @Test
  void namesGpusWhereThereAreSome() {
    SmallWorld world = aCluster().group("gpu", 0, 10, "4");
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0, "GPU", 0.5), 1));
    world.group(WorkerGroups.withLimit(world.group("gpu"), "nvidia.com/gpu", "2"));
    assertThat(said(world.turn())).contains("INFO Resized to 4 CPUs, 2 GPUs.\n");
  }

  @Test
  void warnsEveryTurnOfWhatCannotBeHad() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    world.demands = cpus(2, 1);
    String warning =
        "WARNING No available node types can fulfill resource requests {'CPU': 2.0}*1. Add suitable node types to this cluster to resolve this issue.";
    assertThat(said(world.turn())).isEqualTo(warning);
    assertThat(said(world.later(TICK).turn())).isEqualTo(warning);
  }

  @Test
  void namesLabelsPlacementGroupsAndTheConstraint() {
    SmallWorld world = aCluster().group("small-group", 0, 1, "1");
    LabelSelector selector =
        new LabelSelector(
            List.of(
                new LabelConstraint("zone", Operator.IN, List.of("a", "b")),
                new LabelConstraint("spot", Operator.NOT_IN, List.of("true"))));
    ResourceRequest labelled =
        new ResourceRequest(ResourceBundle.of("CPU", 1.0), List.of(selector), null);
    ResourceRequest two = ResourceRequest.of(ResourceBundle.of("CPU", 2.0));
    world.demands = List.of(new ResourceDemand(two, 2), new ResourceDemand(labelled, 1));
    world.gangs = List.of(new GangDemand(List.of(two, two), "0a:PACK|PENDING"));
    world.constraint = cpus(3, 2);
    assertThat(said(world.turn()))
        .isEqualTo(
            """
            WARNING No available node types can fulfill resource requests {'CPU': 1.0}*1 with label selectors: [zone LABEL_OPERATOR_IN [a,b]; spot LABEL_OPERATOR_NOT_IN [true]], {'CPU': 2.0}*2. Add suitable node types to this cluster to resolve this issue.
            WARNING No available node types can fulfill placement group requests (detail=0a:PACK|PENDING): {'CPU': 2.0}*2. Add suitable node types to this cluster to resolve this issue.
            WARNING No available node types can fulfill cluster constraint: {'CPU': 3.0}*2. Add suitable node types to this cluster to resolve this issue.\
            """);
  }
}
