package dev.raydeck.engine;

import static dev.raydeck.engine.SmallWorld.aCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The story of one worker in the words of a real autoscaler's log (Ray 2.58.0), ids aside.
class RayLogTest {
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Test
  void tellsTheLifeOfAWorkerInRaysWords() {
    SmallWorld world = aCluster().group("small-group", 0, 10, "1");
    List<String> lines = new ArrayList<>(RayLog.lines(world.turn()));
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 1.0), 1));
    lines.addAll(RayLog.lines(world.later(TICK).turn()));
    world.demands = List.of();
    world.join("small-group-1", "small-group", 1);
    world.occupy("small-group-1", 1);
    lines.addAll(RayLog.lines(world.later(TICK).turn()));
    world.release("small-group-1");
    lines.addAll(RayLog.lines(world.later(Duration.ofMillis(63_687)).turn()));
    lines.addAll(RayLog.lines(world.later(TICK).turn()));
    lines.addAll(RayLog.lines(world.later(TICK).turn()));
    lines.addAll(RayLog.lines(world.later(TICK).turn()));
    assertThat(String.join("\n", lines).replaceAll(UUIDS, "UUID"))
        .isEqualTo(
            """
            INFO instance_manager.py:247 -- New instance ALLOCATED (id=UUID, type=headgroup, cloud_instance_id=, ray_id=): allocated unmanaged worker cloud instance from ray node: ray-head
            INFO instance_manager.py:263 -- Update instance ALLOCATED->RAY_RUNNING (id=UUID, type=headgroup, cloud_instance_id=head, ray_id=ray-head): ray node ray-head is RUNNING
            INFO event_logger.py:77 -- Adding 1 node(s) of type small-group.
            INFO instance_manager.py:247 -- New instance QUEUED (id=UUID, type=small-group, cloud_instance_id=, ray_id=): queuing new instance of small-group from scheduler
            INFO instance_manager.py:263 -- Update instance QUEUED->REQUESTED (id=UUID, type=small-group, cloud_instance_id=, ray_id=): requested to launch small-group with request id UUID
            INFO cloud_provider.py:418 -- Submitting a scale request: KubeRayProvider.ScaleRequest(desired_num_workers=defaultdict(<class 'int'>, {'small-group': 1}), workers_to_delete=defaultdict(<class 'list'>, {}), worker_groups_without_pending_deletes=set(), worker_groups_with_pending_deletes=set())
            INFO instance_manager.py:263 -- Update instance REQUESTED->ALLOCATED (id=UUID, type=small-group, cloud_instance_id=, ray_id=): allocated unassigned cloud instance small-group-1
            INFO instance_manager.py:263 -- Update instance ALLOCATED->RAY_RUNNING (id=UUID, type=small-group, cloud_instance_id=small-group-1, ray_id=): ray node ray-small-group-1 is RUNNING
            INFO event_logger.py:97 -- Removing 1 nodes of type small-group (idle).
            INFO instance_manager.py:263 -- Update instance RAY_RUNNING->RAY_STOP_REQUESTED (id=UUID, type=small-group, cloud_instance_id=small-group-1, ray_id=ray-small-group-1): draining ray: idle for 63.687 secs > timeout=60.0 secs
            INFO ray_stopper.py:118 -- Drained ray on ray-small-group-1(success=True, msg=)
            INFO instance_manager.py:263 -- Update instance RAY_STOP_REQUESTED->RAY_STOPPED (id=UUID, type=small-group, cloud_instance_id=small-group-1, ray_id=ray-small-group-1): ray node ray-small-group-1 is DEAD
            INFO instance_manager.py:263 -- Update instance RAY_STOPPED->TERMINATING (id=UUID, type=small-group, cloud_instance_id=small-group-1, ray_id=ray-small-group-1): terminating instance from RAY_STOPPED
            INFO cloud_provider.py:150 -- Terminating worker pods: ['small-group-1']
            INFO cloud_provider.py:418 -- Submitting a scale request: KubeRayProvider.ScaleRequest(desired_num_workers=defaultdict(<class 'int'>, {'small-group': 0}), workers_to_delete=defaultdict(<class 'list'>, {'small-group': [CloudInstance(cloud_instance_id='small-group-1', node_type='small-group', node_kind=2, is_running=True, request_id=None)]}), worker_groups_without_pending_deletes=set(), worker_groups_with_pending_deletes=set())
            INFO instance_manager.py:263 -- Update instance TERMINATING->TERMINATED (id=UUID, type=small-group, cloud_instance_id=small-group-1, ray_id=ray-small-group-1): cloud instance small-group-1 no longer found\
            """);
  }

  @Test
  void saysThatADrainWasRefused() {
    SmallWorld world =
        aCluster().group("small", 0, 10, "1").worker("w", "small", 1, Duration.ofSeconds(70));
    ScalingDecision decision = world.decide();
    ActuationResult result =
        new ActuationResult(
            ActuationResult.Outcome.SENT,
            List.of(),
            List.of(new CommandFailure.DrainFailed("ray-w", "no longer idle")));
    assertThat(RayLog.lines(decision, result))
        .contains(
            "INFO ray_stopper.py:118 -- Drained ray on ray-w(success=False, msg=no longer idle)");
  }

  @Test
  void saysThatAMinimumIsFilledAndThenKeepsAnIdleNode() {
    SmallWorld world = aCluster().group("small", 1, 10, "1");
    assertThat(RayLog.lines(world.turn()))
        .containsSequence(
            "INFO scheduler.py:1514 -- Adding 1 nodes to satisfy min count for node type: small.",
            "INFO event_logger.py:77 -- Adding 1 node(s) of type small.");
    SmallWorld idle =
        aCluster().group("small", 1, 10, "1").worker("w", "small", 1, Duration.ofMillis(61_500));
    assertThat(RayLog.lines(idle.turn()))
        .contains(
            "INFO scheduler.py:2154 -- Node ray-w (idle for 61.5 secs) belongs to node_type small and is required by min_worker_nodes, skipping idle termination.");
  }

  @Test
  void warnsOfARowThatIsStuck() {
    SmallWorld world = aCluster().group("small", 0, 10, "1").worker("w", "small", 1, null);
    world.turn();
    world.drain("w");
    world.turn();
    assertThat(RayLog.lines(world.later(Duration.ofSeconds(90)).turn()))
        .noneMatch(line -> line.contains("is stuck"));
    assertThat(
            String.join("\n", RayLog.lines(world.later(Duration.ofMillis(1)).turn()))
                .replaceAll(UUIDS, "UUID"))
        .contains(
            "WARNING reconciler.py:1126 -- Instance UUID(RAY_STOPPING) is stuck in RAY_STOPPING for 90.0 seconds.");
  }

  /// All groups stand in a scale request, in Pods, and one that has too many already is warned of.
  @Test
  void warnsWhereMoreIsAskedForThanAGroupMayHave() {
    SmallWorld world =
        aCluster()
            .group("small", 0, 1, "1")
            .group("other", 0, 4, "2")
            .worker("a", "small", 1, null)
            .worker("b", "small", 1, null);
    world.demands = List.of(ResourceDemand.of(ResourceBundle.of("CPU", 2.0), 1));
    List<String> lines = RayLog.lines(world.turn());
    assertThat(lines)
        .anyMatch(line -> line.contains("<class 'int'>, {'small': 2, 'other': 1})"))
        .contains(
            "WARNING cloud_provider.py:380 -- Autoscaler attempted to create more than maxReplicas pods of type small.");
  }

  @Test
  void stopsRayTheOlderWayWhereALimitEndsTheNode() {
    SmallWorld world =
        aCluster()
            .group("small", 0, 1, "1")
            .worker("a", "small", 1, null)
            .worker("b", "small", 1, null);
    world.group(WorkerGroups.replicas(world.group("small"), 1, List.of()));
    assertThat(String.join("\n", RayLog.lines(world.turn())).replaceAll(UUIDS, "UUID"))
        .contains("INFO ray_stopper.py:147 -- Stopping ray on ray-a(instance=UUID): success=True)")
        .doesNotContain("Drained");
  }
}
