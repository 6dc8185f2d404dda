package dev.raydeck.desktop;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.raywire.gcsservice.ActorInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.CheckAliveReply;
import dev.raydeck.raywire.gcsservice.CheckAliveRequest;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoReply;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoRequest;
import dev.raydeck.raywire.gcsservice.GetClusterIdReply;
import dev.raydeck.raywire.gcsservice.GetClusterIdRequest;
import dev.raydeck.raywire.gcsservice.NodeInfoGcsServiceGrpc;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A GCS of a head and many nodes, as a Ray 2.58 tells of them: every other is idle, by its own
/// clock, and from one answer to the next one in a hundred begins or ends its work.
final class WireHead {
  private static final int ID_BYTES = 28;
  private static final int TURNS = 100;
  private final long since = System.currentTimeMillis();
  private final List<NodeState> idle;
  private final List<NodeState> busy;
  private final Server server;
  private long version;

  /// `name` gives a node's Pod.
  WireHead(int nodes, IntFunction<String> name) throws IOException {
    idle = IntStream.range(0, nodes).mapToObj(i -> node(i, name.apply(i), false)).toList();
    busy = IntStream.range(0, nodes).mapToObj(i -> node(i, name.apply(i), true)).toList();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(Executors.newSingleThreadExecutor())
            .addService(new Autoscaling())
            .addService(new Nodes())
            .addService(new Actors())
            .build()
            .start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  private static ByteString id(int i) {
    return ByteString.copyFromUtf8("%028d".formatted(i)).substring(0, ID_BYTES);
  }

  private static NodeState node(int i, String pod, boolean isBusy) {
    String ip = "10.%d.%d.%d".formatted(1 + i / 65_536, i / 256 % 256, i % 256);
    NodeState.Builder node =
        NodeState.newBuilder()
            .setNodeId(id(i))
            .setInstanceId(pod)
            .setRayNodeTypeName("small-group")
            .setNodeIpAddress(ip)
            .setStatus(isBusy ? NodeStatus.RUNNING : NodeStatus.IDLE)
            .putTotalResources("CPU", 1)
            .putTotalResources("object_store_memory", 200e6)
            .putTotalResources("memory", 1 << 30)
            .putTotalResources("node:" + ip, 1)
            .putAvailableResources("object_store_memory", 200e6)
            .putAvailableResources("memory", 1 << 30)
            .putAvailableResources("node:" + ip, 1)
            .putLabels("ray.io/node-group", "small-group")
            .putLabels("ray.io/node-id", HexFormat.of().formatHex(id(i).toByteArray()));
    if (isBusy) {
      node.addNodeActivity("Busy workers on node.")
          .addNodeActivity("Resource: CPU currently in use.");
    } else {
      node.putAvailableResources("CPU", 1);
    }
    return node.build();
  }

  private static NodeState head(long idleMillis) {
    return NodeState.newBuilder()
        .setNodeId(id(99_999_999))
        .setInstanceId(WireServer.HEAD)
        .setRayNodeTypeName("headgroup")
        .setNodeIpAddress("10.0.0.1")
        .setStatus(NodeStatus.IDLE)
        .setIdleDurationMs(idleMillis)
        .putTotalResources("node:__internal_head__", 1)
        .putAvailableResources("node:__internal_head__", 1)
        .build();
  }

  private GetClusterStatusReply status() {
    long asked = ++version;
    long millis = System.currentTimeMillis() - since;
    List<NodeState> workers =
        IntStream.range(0, idle.size()).mapToObj(i -> worker(i, asked, millis)).toList();
    return GetClusterStatusReply.newBuilder()
        .setClusterResourceState(
            ClusterResourceState.newBuilder()
                .setClusterResourceStateVersion(asked)
                .setClusterSessionName("session_2026-11-24_14-00-00_000000_1")
                .addNodeStates(head(millis))
                .addAllNodeStates(workers))
        .build();
  }

  private NodeState worker(int i, long asked, long millis) {
    long changes = (asked + i % TURNS) / TURNS;
    return (changes + i) % 2 == 0
        ? busy.get(i)
        : idle.get(i).toBuilder().setIdleDurationMs(millis + i % 1_000).build();
  }

  private static <T> void answer(StreamObserver<T> to, T reply) {
    to.onNext(reply);
    to.onCompleted();
  }

  private final class Autoscaling
      extends AutoscalerStateServiceGrpc.AutoscalerStateServiceImplBase {
    @Override
    public void getClusterStatus(
        GetClusterStatusRequest ask, StreamObserver<GetClusterStatusReply> to) {
      answer(to, status());
    }
  }

  private static final class Nodes extends NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase {
    @Override
    public void getClusterId(GetClusterIdRequest ask, StreamObserver<GetClusterIdReply> to) {
      answer(to, GetClusterIdReply.newBuilder().setClusterId(id(1)).build());
    }

    @Override
    public void checkAlive(CheckAliveRequest ask, StreamObserver<CheckAliveReply> to) {
      answer(to, CheckAliveReply.newBuilder().setRayVersion("2.58.0").build());
    }
  }

  private static final class Actors extends ActorInfoGcsServiceGrpc.ActorInfoGcsServiceImplBase {
    @Override
    public void getAllActorInfo(
        GetAllActorInfoRequest ask, StreamObserver<GetAllActorInfoReply> to) {
      answer(to, GetAllActorInfoReply.getDefaultInstance());
    }
  }
}
