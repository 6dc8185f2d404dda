package dev.raydeck.sandbox.rayhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceConstraint;
import dev.raydeck.raywire.autoscaler.DrainNodeReason;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateRequest;
import dev.raydeck.raywire.autoscaler.RequestClusterResourceConstraintRequest;
import dev.raydeck.raywire.gcsservice.ActorInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.CheckAliveRequest;
import dev.raydeck.raywire.gcsservice.GetAllNodeInfoRequest;
import dev.raydeck.raywire.gcsservice.GetClusterIdRequest;
import dev.raydeck.raywire.gcsservice.InternalKVGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.InternalKVGetRequest;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsRequest;
import dev.raydeck.raywire.gcsservice.NodeInfoGcsServiceGrpc;
import dev.raydeck.sandbox.SandboxClock;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcsServerTest {
  private final SandboxClock clock = SandboxClock.stepped(Instant.parse("2026-11-24T19:22:48Z"));
  private final RayHead head =
      new RayHead(
          clock,
          new Random(1),
          "2.58.0",
          RayStart.parse("ray start --head --num-cpus=0", "h", "headgroup", "10.0.0.1", 5L << 30));
  private final GcsServer server = GcsServer.start(head);
  private final ManagedChannel channel =
      NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  private final AutoscalerStateServiceGrpc.AutoscalerStateServiceBlockingStub autoscaler =
      AutoscalerStateServiceGrpc.newBlockingStub(channel);
  private final NodeInfoGcsServiceGrpc.NodeInfoGcsServiceBlockingStub nodes =
      NodeInfoGcsServiceGrpc.newBlockingStub(channel);

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.close();
    clock.close();
  }

  private static ClientInterceptor naming(String clusterId) {
    Metadata metadata = new Metadata();
    metadata.put(ClusterIdGuard.CLUSTER_ID, clusterId);
    return MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  @ParameterizedTest
  @CsvSource({
    "right, OK",
    "other, UNAUTHENTICATED",
    "upper, UNAUTHENTICATED",
    "empty, UNAUTHENTICATED"
  })
  void namedClusterMustBeTheRightOne(String which, Status.Code expected) {
    String id =
        RayIds.hex(nodes.getClusterId(GetClusterIdRequest.getDefaultInstance()).getClusterId());
    String named =
        switch (which) {
          case "right" -> id;
          case "upper" -> id.toUpperCase(Locale.ROOT);
          case "empty" -> "";
          default -> "ab".repeat(28);
        };
    var stub = autoscaler.withInterceptors(naming(named));
    assertThat(codeOf(() -> stub.getClusterStatus(GetClusterStatusRequest.getDefaultInstance())))
        .isEqualTo(expected);
    var naming = nodes.withInterceptors(naming(named));
    assertThat(codeOf(() -> naming.getClusterId(GetClusterIdRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  private static Status.Code codeOf(Runnable call) {
    try {
      call.run();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          bytes, reason, deadline, code
          28,    1,      0,        OK
          28,    2,      0,        OK
          5,     1,      0,        INVALID_ARGUMENT
          28,    0,      0,        INVALID_ARGUMENT
          28,    1,      -1,       ABORTED
          """)
  void drainsThatWouldEndARealGcsAreErrors(
      int bytes, int reason, long deadline, Status.Code expected) {
    DrainNodeRequest request =
        DrainNodeRequest.newBuilder()
            .setNodeId(ByteString.copyFrom(new byte[bytes]))
            .setReason(DrainNodeReason.forNumber(reason))
            .setDeadlineTimestampMs(deadline)
            .build();
    assertThat(codeOf(() -> autoscaler.drainNode(request))).isEqualTo(expected);
  }

  @Test
  void keepsTheNewestReportAndTheLastConstraint() {
    report(5);
    report(4);
    report(7);
    autoscaler.requestClusterResourceConstraint(
        RequestClusterResourceConstraintRequest.newBuilder()
            .setClusterResourceConstraint(ClusterResourceConstraint.getDefaultInstance())
            .build());
    var status = autoscaler.getClusterStatus(GetClusterStatusRequest.getDefaultInstance());
    assertThat(status.getAutoscalingState().getAutoscalerStateVersion()).isEqualTo(7);
    assertThat(status.getClusterResourceState().getClusterResourceConstraintsCount()).isEqualTo(1);
    assertThat(status.getClusterResourceState().getClusterResourceStateVersion()).isEqualTo(1);
    assertThat(status.getClusterResourceState().getClusterSessionName())
        .isEqualTo("session_2026-11-24_11-22-48_000000_1");
  }

  private void report(long version) {
    var _ =
        autoscaler.reportAutoscalingState(
            ReportAutoscalingStateRequest.newBuilder()
                .setAutoscalingState(
                    AutoscalingState.newBuilder().setAutoscalerStateVersion(version))
                .build());
  }

  @Test
  void killOfAnUnknownActorSaysSo() {
    var reply =
        ActorInfoGcsServiceGrpc.newBlockingStub(channel)
            .killActorViaGcs(
                KillActorViaGcsRequest.newBuilder()
                    .setActorId(ByteString.copyFrom(new byte[16]))
                    .build());
    assertThat(reply.getStatus().getCode()).isEqualTo(17);
    assertThat(reply.getStatus().getMessage())
        .isEqualTo("Could not find actor with ID " + "0".repeat(32) + ".");
  }

  @Test
  void tellsItsVersionNodesAndThatAutoscalerV2IsOn() {
    assertThat(nodes.checkAlive(CheckAliveRequest.getDefaultInstance()).getRayVersion())
        .isEqualTo("2.58.0");
    var row = nodes.getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()).getNodeInfoList(0);
    assertThat(row.getIsHeadNode()).isTrue();
    assertThat(row.getNodeTypeName()).isEqualTo("headgroup");
    assertThat(row.getLabelsMap()).containsEntry("ray.io/node-group", "headgroup");
    var kv = InternalKVGcsServiceGrpc.newBlockingStub(channel);
    assertThat(kv.internalKVGet(key("__autoscaler_v2_enabled", "__autoscaler")).getValue())
        .isEqualTo(ByteString.copyFromUtf8("1"));
    assertThat(kv.internalKVGet(key("other", "")).getStatus().getCode()).isEqualTo(17);
  }

  private static InternalKVGetRequest key(String key, String namespace) {
    return InternalKVGetRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(key))
        .setNamespace(ByteString.copyFromUtf8(namespace))
        .build();
  }

  @Test
  void closedServerRefusesConnections() {
    server.close();
    assertThatThrownBy(
            () -> autoscaler.getClusterStatus(GetClusterStatusRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("UNAVAILABLE");
  }
}
