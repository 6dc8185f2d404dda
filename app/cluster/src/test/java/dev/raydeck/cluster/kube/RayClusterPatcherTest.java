package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RayClusterPatcherTest {
  private static final PatchOp VERSION = PatchOp.test("/metadata/resourceVersion", "42");
  private static final PatchOp NAME =
      PatchOp.test("/spec/workerGroupSpecs/0/groupName", "small-group");

  @Test
  void guardsByVersionAndGroupName() {
    assertThat(patch(new SetReplicas("small-group", 0, 0, 2, "r1")))
        .containsExactly(VERSION, NAME, PatchOp.add("/spec/workerGroupSpecs/0/replicas", 2));
  }

  @Test
  void lowersReplicasAndNamesThePodsInOnePatch() {
    assertThat(
            patch(
                new DeleteWorkers("small-group", 0, List.of("w1"), "t1"),
                new SetReplicas("small-group", 0, 2, 1, "t1")))
        .containsExactly(
            VERSION,
            NAME,
            PatchOp.add("/spec/workerGroupSpecs/0/replicas", 1),
            PatchOp.add(
                "/spec/workerGroupSpecs/0/scaleStrategy",
                Map.of("workersToDelete", List.of("w1"))));
  }

  @Test
  void clearsListsLast() {
    assertThat(
            patch(
                new ClearWorkersToDelete("small-group", 0),
                new SetReplicas("big-group", 1, 0, 1, "r1")))
        .containsExactly(
            VERSION,
            NAME,
            PatchOp.test("/spec/workerGroupSpecs/1/groupName", "big-group"),
            PatchOp.add("/spec/workerGroupSpecs/1/replicas", 1),
            PatchOp.add(
                "/spec/workerGroupSpecs/0/scaleStrategy", Map.of("workersToDelete", List.of())));
  }

  @Test
  void sendsNothingForDrainsAlone() {
    assertThat(patch(new DrainNode("ab", "w1", "small-group", Duration.ofSeconds(61)))).isEmpty();
    assertThat(patch()).isEmpty();
  }

  private static List<PatchOp> patch(ScalingCommand... commands) {
    RayCluster cluster =
        new RayCluster(
            "default",
            "raycluster",
            "uid",
            "42",
            1,
            "2.58.0",
            false,
            false,
            AutoscalerOptions.DEFAULT,
            RayTemplate.EMPTY,
            List.of(),
            RayCluster.Status.EMPTY,
            Instant.EPOCH);
    return RayClusterPatcher.patch(cluster, List.of(commands));
  }
}
