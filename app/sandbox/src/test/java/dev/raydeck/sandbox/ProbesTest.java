package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.DrainNodeReason;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.NodeState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.Test;

/// What the kubelet's probes say of a drained raylet, whose process lives on but answers no more
/// (lab-guide: between drain and deletion).
class ProbesTest {
  @Test
  void reportADrainedWorkerAndEndItOnlyAfterTenMinutes() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(1);
      world.pass("13S");
      assertThat(world.podEvents("Unhealthy"))
          .as("only the head's first readiness probe may come too early")
          .doesNotContain("Warning Unhealthy Liveness probe failed: ");

      drain(world);
      world.pass("6S");
      assertThat(world.podEvents("Unhealthy"))
          .contains(
              "Warning Unhealthy Readiness probe failed: ",
              "Warning Unhealthy Liveness probe failed: ");
      assertThat(world.getPods()).contains("worker 1/1 Running 0");

      world.pass("45S");
      assertThat(world.getPods()).as("ten failures of readiness").contains("worker 0/1 Running 0");
      world.pass("8M30S");
      assertThat(world.getPods()).contains("worker 0/1 Running 0");
      world.pass("1M");
      assertThat(world.podEvents("Killing"))
          .contains("Normal Killing Container ray-worker failed liveness probe, will be restarted");
      assertThat(world.getPods().get(1)).startsWith("worker 1/1 Running 1 ");
    }
  }

  /// As the autoscaler does, through the head's GCS.
  private static void drain(SteppedWorld world) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                world.cluster.pods().dial("default", SteppedWorld.name(world.head()), 6379))
            .usePlaintext()
            .build();
    try {
      var autoscaler = AutoscalerStateServiceGrpc.newBlockingStub(channel);
      NodeState worker =
          autoscaler
              .getClusterStatus(GetClusterStatusRequest.getDefaultInstance())
              .getClusterResourceState()
              .getNodeStatesList()
              .stream()
              .filter(node -> node.getInstanceId().equals(SteppedWorld.name(world.worker())))
              .findFirst()
              .orElseThrow();
      var answer =
          autoscaler.drainNode(
              DrainNodeRequest.newBuilder()
                  .setNodeId(worker.getNodeId())
                  .setReason(DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION)
                  .setReasonMessage("idle")
                  .build());
      assertThat(answer.getIsAccepted()).isTrue();
    } finally {
      channel.shutdownNow();
    }
  }
}
