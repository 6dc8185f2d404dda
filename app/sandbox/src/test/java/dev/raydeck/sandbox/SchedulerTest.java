package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pods that fit nowhere, in the scheduler's words (kube-wire, and Kubernetes' own for what was not
/// recorded).
class SchedulerTest {
  @Test
  void leavesAPodPendingThatNoNodeHasRoomFor() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      allocatable(world, "2");
      world.scale(1);
      world.pass("5S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 0/1 Pending 0");
      String why =
          "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";
      assertThat(world.podEvents("FailedScheduling"))
          .containsExactly("Warning FailedScheduling " + why);
      JsonNode condition = world.worker().path("status").path("conditions").path(0);
      assertThat(Json.text(condition, "type")).isEqualTo("PodScheduled");
      assertThat(Json.text(condition, "reason")).isEqualTo("Unschedulable");
      assertThat(Json.text(condition, "message")).isEqualTo(why);

      allocatable(world, "4");
      world.pass("15S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 1/1 Running 0");
    }
  }

  private static void allocatable(SteppedWorld world, String cpu) {
    var _ =
        world.store.updateStatus(
            Kinds.NODES,
            "",
            "ray-node-1",
            node -> {
              Json.child(Json.child(node, "status"), "allocatable").put("cpu", cpu);
              return node;
            });
  }

  /// The words are those of kube-wire, `get events` of a Pod whose selector no node has.
  @Test
  void saysThatNoNodeHasTheSelectedLabel() {
    try (SteppedWorld world = SteppedWorld.empty()) {
      var _ =
          world.store.create(
              Kinds.PODS,
              SteppedWorld.tree(
                  """
                  {'metadata':{'name':'pod-a','namespace':'default'},
                   'spec':{'nodeSelector':{'golden.example/never':'true'},
                    'containers':[{'name':'c','image':'busybox:1.36'}]}}\
                  """));
      world.pass("1S");
      assertThat(world.podEvents("FailedScheduling"))
          .containsExactly(
              "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }
  }

  @Test
  void takesNoPodsOnACordonedNode() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.cordon(true);
      world.scale(1);
      world.pass("1S");
      assertThat(world.podEvents("FailedScheduling"))
          .first()
          .asString()
          .startsWith(
              "Warning FailedScheduling 0/1 nodes are available: 1 node(s) were unschedulable.");
      world.cordon(false);
      world.pass("13S");
      assertThat(world.getPods()).contains("worker 1/1 Running 0");
    }
  }
}
