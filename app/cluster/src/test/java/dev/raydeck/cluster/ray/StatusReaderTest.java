package dev.raydeck.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.raydeck.model.RayNode;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answer after answer over one connection.
class StatusReaderTest {
  private static final List<String> ACTIVITY =
      List.of("Busy workers on node.", "Resource: CPU currently in use.");
  private final StatusReader reader = new StatusReader();

  /// Nodes come, go, change and change back in any order: what is kept of them is never old.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsEachAsIfItWereTheFirst(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      GetClusterStatusReply reply = reply(random);
      StatusReader.Answer answer = read(reader, reply);
      StatusReader.Answer first = read(new StatusReader(), reply);
      assertThat(answer).isEqualTo(first);
      assertThat(answer.nodes()).hasSize(reply.getClusterResourceState().getNodeStatesCount());
      assertThat(answer.reply())
          .isEqualTo(
              reply.toBuilder()
                  .setClusterResourceState(
                      reply.getClusterResourceState().toBuilder().clearNodeStates())
                  .build());
    }
  }

  @Test
  void keepsWhatIsTheSame() {
    NodeState busy = node(7, new Random(1)).toBuilder().setStatus(NodeStatus.RUNNING).build();
    RayNode first = read(reader, of(busy)).nodes().getFirst();
    assertThat(read(reader, of(busy)).nodes().getFirst()).isSameAs(first);
    NodeState idle = busy.toBuilder().setStatus(NodeStatus.IDLE).setIdleDurationMs(42_000).build();
    RayNode then = read(reader, of(idle)).nodes().getFirst();
    assertThat(then.status()).isEqualTo(RayNode.Status.IDLE);
    assertThat(then.idle()).hasMillis(42_000);
    assertThat(then.total()).isSameAs(first.total());
    assertThat(then.labels()).isSameAs(first.labels());
  }

  @Test
  void saysWhenAnAnswerCannotBeRead() {
    ByteString whole = of(node(1, new Random(1))).toByteString();
    ByteString cut = whole.substring(0, whole.size() - 3);
    assertThatThrownBy(() -> reader.parse(cut.newInput()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("what the GCS answered cannot be read");
    assertThat(reader.parse(whole.newInput()).nodes()).hasSize(1);
  }

  private static StatusReader.Answer read(StatusReader by, GetClusterStatusReply reply) {
    return by.parse(reply.toByteString().newInput());
  }

  private static GetClusterStatusReply of(NodeState node) {
    return GetClusterStatusReply.newBuilder()
        .setClusterResourceState(ClusterResourceState.newBuilder().addNodeStates(node))
        .build();
  }

  private static GetClusterStatusReply reply(Random random) {
    ClusterResourceState.Builder state =
        ClusterResourceState.newBuilder()
            .setClusterResourceStateVersion(random.nextInt(1_000))
            .setClusterSessionName("session_" + random.nextInt(2));
    for (int i = 0; i < 6; i++) {
      if (random.nextInt(4) > 0) {
        state.addNodeStates(node(i, random));
      }
    }
    if (random.nextBoolean()) {
      state.addPendingResourceRequestsBuilder().setCount(random.nextInt(9) + 1);
    }
    GetClusterStatusReply.Builder reply =
        GetClusterStatusReply.newBuilder().setClusterResourceState(state);
    if (random.nextBoolean()) {
      reply.setAutoscalingState(AutoscalingState.newBuilder().setAutoscalerStateVersion(7));
    }
    return reply.build();
  }

  private static NodeState node(int i, Random random) {
    NodeState.Builder node =
        NodeState.newBuilder()
            .setNodeId(ByteString.copyFrom(new byte[28]).substring(1).concat(id(i)))
            .setInstanceId("worker-" + i + "-" + random.nextInt(2))
            .setRayNodeTypeName("group-" + random.nextInt(2))
            .setNodeIpAddress("10.0.0." + random.nextInt(3))
            .setStatus(NodeStatus.forNumber(random.nextInt(5)))
            .setIdleDurationMs(random.nextInt(3));
    if (random.nextInt(5) > 0) {
      node.putTotalResources("CPU", random.nextInt(2))
          .putTotalResources("node:10.0.0." + i, 1)
          .putAvailableResources("CPU", random.nextInt(2))
          .putLabels("ray.io/node-group", "group-" + random.nextInt(2));
    }
    if (random.nextBoolean()) {
      node.addAllNodeActivity(ACTIVITY.subList(0, 1 + random.nextInt(2)));
      node.putDynamicLabels("zone", "a" + random.nextInt(2));
    }
    return node.build();
  }

  private static ByteString id(int i) {
    return ByteString.copyFrom(new byte[] {(byte) i});
  }
}
