package dev.raydeck.cluster.ray;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.DrainNodeReply;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateReply;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateRequest;
import dev.raydeck.raywire.gcsservice.ActorInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.CheckAliveReply;
import dev.raydeck.raywire.gcsservice.CheckAliveRequest;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoReply;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoRequest;
import dev.raydeck.raywire.gcsservice.GetClusterIdReply;
import dev.raydeck.raywire.gcsservice.GetClusterIdRequest;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsReply;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsRequest;
import dev.raydeck.raywire.gcsservice.NodeInfoGcsServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A GCS on a loopback port that answers what a test put in, with Ray's own rules for metadata and
/// ids.
final class FakeGcs implements AutoCloseable {
  private static final Metadata.Key<String> CLUSTER_ID =
      Metadata.Key.of("ray_cluster_id", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  volatile String clusterId = "ab".repeat(28);
  volatile String token = "";
  volatile GetClusterStatusReply status = GetClusterStatusReply.getDefaultInstance();
  volatile GetAllActorInfoReply actors = GetAllActorInfoReply.getDefaultInstance();
  volatile DrainNodeReply drain = DrainNodeReply.newBuilder().setIsAccepted(true).build();
  volatile GcsStatus kill = GcsStatus.getDefaultInstance();
  volatile AutoscalingState report = AutoscalingState.getDefaultInstance();
  final List<Object> received = new CopyOnWriteArrayList<>();

  private final Server server;

  FakeGcs() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .intercept(new Rules())
            .addService(new Nodes())
            .addService(new Actors())
            .addService(new Autoscaling())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Rules implements ServerInterceptor {
    @Override
    public <I, O> ServerCall.Listener<I> interceptCall(
        ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
      String id = headers.get(CLUSTER_ID);
      boolean isOurs = id == null || id.equals(clusterId);
      boolean isAllowed = token.isEmpty() || ("Bearer " + token).equals(headers.get(AUTHORIZATION));
      if (isOurs && isAllowed) {
        return next.startCall(call, headers);
      }
      String words =
          isAllowed
              ? "WrongClusterID: Perhaps the client is accessing GCS after it has restarted."
              : "InvalidAuthToken: Authentication token is missing or incorrect.";
      call.close(Status.UNAUTHENTICATED.withDescription(words), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  private static <T> void answer(StreamObserver<T> observer, T reply) {
    observer.onNext(reply);
    observer.onCompleted();
  }

  private final class Nodes extends NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase {
    @Override
    public void getClusterId(GetClusterIdRequest ask, StreamObserver<GetClusterIdReply> to) {
      ByteString id = ByteString.copyFrom(HexFormat.of().parseHex(clusterId));
      answer(to, GetClusterIdReply.newBuilder().setClusterId(id).build());
    }

    @Override
    public void checkAlive(CheckAliveRequest ask, StreamObserver<CheckAliveReply> to) {
      answer(to, CheckAliveReply.newBuilder().setRayVersion("2.58.0").build());
    }

    @Override
    public void drainNode(
        dev.raydeck.raywire.gcsservice.DrainNodeRequest ask,
        StreamObserver<dev.raydeck.raywire.gcsservice.DrainNodeReply> to) {
      received.add(ask);
      var reply = dev.raydeck.raywire.gcsservice.DrainNodeReply.newBuilder();
      ask.getDrainNodeDataList()
          .forEach(each -> reply.addDrainNodeStatusBuilder().setNodeId(each.getNodeId()));
      answer(to, reply.build());
    }
  }

  private final class Actors extends ActorInfoGcsServiceGrpc.ActorInfoGcsServiceImplBase {
    @Override
    public void getAllActorInfo(
        GetAllActorInfoRequest ask, StreamObserver<GetAllActorInfoReply> to) {
      answer(to, actors);
    }

    @Override
    public void killActorViaGcs(
        KillActorViaGcsRequest ask, StreamObserver<KillActorViaGcsReply> to) {
      received.add(ask);
      answer(to, KillActorViaGcsReply.newBuilder().setStatus(kill).build());
    }
  }

  private final class Autoscaling
      extends AutoscalerStateServiceGrpc.AutoscalerStateServiceImplBase {
    @Override
    public void getClusterStatus(
        GetClusterStatusRequest ask, StreamObserver<GetClusterStatusReply> to) {
      answer(to, status);
    }

    @Override
    public void drainNode(DrainNodeRequest ask, StreamObserver<DrainNodeReply> to) {
      received.add(ask);
      answer(to, drain);
    }

    @Override
    public void reportAutoscalingState(
        ReportAutoscalingStateRequest ask, StreamObserver<ReportAutoscalingStateReply> to) {
      report = ask.getAutoscalingState();
      answer(to, ReportAutoscalingStateReply.getDefaultInstance());
    }
  }
}
