package dev.raydeck.cluster.ray;

import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.DrainNodeReason;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateRequest;
import dev.raydeck.raywire.gcsservice.ActorInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.CheckAliveRequest;
import dev.raydeck.raywire.gcsservice.DrainNodeData;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoRequest;
import dev.raydeck.raywire.gcsservice.GetClusterIdRequest;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsRequest;
import dev.raydeck.raywire.gcsservice.NodeInfoGcsServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connection to one head's GCS. Blocking calls with deadlines; a connection that failed is
/// thrown away, not mended: gRPC's own back-off would outlast the head's restart.
///
/// Calls that change something carry the cluster id read at the start, so that they cannot hit a
/// cluster that took the address over since.
public final class GcsClient implements AutoCloseable {
  private static final Metadata.Key<String> CLUSTER_ID =
      Metadata.Key.of("ray_cluster_id", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int MAX_MESSAGE_BYTES = 512 << 20;
  private static final long MAX_ACTORS = 10_000;

  private final ManagedChannel channel;
  private final Channel reading;
  private final Channel writing;
  private final MethodDescriptor<GetClusterStatusRequest, StatusReader.Answer> statuses =
      new StatusReader().method();
  private final String clusterId;
  private final String rayVersion;

  private GcsClient(
      ManagedChannel channel,
      Channel reading,
      Channel writing,
      String clusterId,
      String rayVersion) {
    this.channel = channel;
    this.reading = reading;
    this.writing = writing;
    this.clusterId = clusterId;
    this.rayVersion = rayVersion;
  }

  /// Connects and learns which cluster this is. `token` is the cluster's own, where it uses one.
  public static GcsClient connect(String host, int port, @Nullable String token) throws GcsFailure {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(host, port)
            .usePlaintext()
            .proxyDetector(address -> null) // A proxy of the environment is not for a head.
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .build();
    try {
      Metadata metadata = new Metadata();
      if (token != null) {
        metadata.put(AUTHORIZATION, "Bearer " + token);
      }
      Channel reading =
          ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
      var nodes = NodeInfoGcsServiceGrpc.newBlockingStub(reading);
      String id =
          asking(() ->
              Ids.hex(
                  in(nodes).getClusterId(GetClusterIdRequest.getDefaultInstance()).getClusterId()));
      Metadata guarded = new Metadata();
      guarded.merge(metadata);
      guarded.put(CLUSTER_ID, id);
      Channel writing =
          ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(guarded));
      return new GcsClient(channel, reading, writing, id, version(nodes));
    } catch (GcsFailure e) {
      channel.shutdownNow();
      throw e;
    }
  }

  private static String version(NodeInfoGcsServiceGrpc.NodeInfoGcsServiceBlockingStub nodes)
      throws GcsFailure {
    try {
      return asking(
          () -> in(nodes).checkAlive(CheckAliveRequest.getDefaultInstance()).getRayVersion());
    } catch (GcsFailure e) {
      if (e.kind() == GcsFailure.Kind.UNSUPPORTED) {
        return "";
      }
      throw e;
    }
  }

  /// Lower-case hex; another one after a head's restart without fault tolerance.
  public String clusterId() {
    return clusterId;
  }

  public String rayVersion() {
    return rayVersion;
  }

  /// Everything the model wants to know of this head. One reading at a time.
  public RayState read(InstantSource clock) throws GcsFailure {
    return asking(() -> {
      var status =
          ClientCalls.blockingUnaryCall(
              reading,
              statuses,
              CallOptions.DEFAULT.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS),
              GetClusterStatusRequest.getDefaultInstance());
      var readAt = clock.instant();
      var actors =
          in(ActorInfoGcsServiceGrpc.newBlockingStub(reading))
              .getAllActorInfo(GetAllActorInfoRequest.newBuilder().setLimit(MAX_ACTORS).build());
      return RayStates.of(status, actors.getActorTableDataList(), rayVersion, readAt);
    });
  }

  /// What became of a wish to drain; `isAccepted` false keeps the node.
  public record DrainAnswer(boolean isAccepted, String words) {}

  /// Drains for idleness, which Ray refuses for a node that is no longer idle; for any other cause
  /// the legacy way, which ends the node at once.
  public DrainAnswer drain(DrainNode node) throws GcsFailure {
    Duration idle = node.idle();
    var id = Ids.bytes(node.nodeId(), Ids.NODE_BYTES);
    if (idle == null) {
      var nodes = NodeInfoGcsServiceGrpc.newBlockingStub(writing);
      var legacy =
          dev.raydeck.raywire.gcsservice.DrainNodeRequest.newBuilder()
              .addDrainNodeData(DrainNodeData.newBuilder().setNodeId(id))
              .build();
      var reply = asking(() -> in(nodes).drainNode(legacy));
      boolean isAccepted = reply.getDrainNodeStatusCount() > 0;
      return new DrainAnswer(isAccepted, isAccepted ? "accepted" : reply.getStatus().getMessage());
    }
    var request =
        DrainNodeRequest.newBuilder()
            .setNodeId(id)
            .setReason(DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION)
            .setReasonMessage(
                String.format(
                    Locale.ROOT,
                    "Termination of node that's idle for %.2f seconds.",
                    idle.toMillis() / 1000.0))
            .build();
    var reply =
        asking(() -> in(AutoscalerStateServiceGrpc.newBlockingStub(writing)).drainNode(request));
    return new DrainAnswer(
        reply.getIsAccepted(),
        reply.getIsAccepted() ? "accepted" : reply.getRejectionReasonMessage());
  }

  /// Kills an actor for good: its process at once, no restart.
  public void kill(String actorId) throws GcsFailure {
    var request =
        KillActorViaGcsRequest.newBuilder()
            .setActorId(Ids.bytes(actorId, Ids.ACTOR_BYTES))
            .setForceKill(true)
            .setNoRestart(true)
            .build();
    GcsStatus status =
        asking(() ->
            in(ActorInfoGcsServiceGrpc.newBlockingStub(writing))
                .killActorViaGcs(request)
                .getStatus());
    if (status.getCode() != 0) {
      throw new GcsFailure(GcsFailure.Kind.REFUSED, status.getMessage(), null);
    }
  }

  /// Tells the GCS what was decided, so that `ray status` shows it. Never while another autoscaler
  /// runs. A report older than the one it has would be dropped: an earlier driver may have come
  /// far.
  public void report(AutoscalerReport report, RayState seen) throws GcsFailure {
    long kept = seen.report() == null ? 0 : seen.report().version();
    var state = Reports.of(report, seen.resourceStateVersion(), Math.max(kept, report.version()));
    asking(() ->
        in(AutoscalerStateServiceGrpc.newBlockingStub(writing))
            .reportAutoscalingState(
                ReportAutoscalingStateRequest.newBuilder().setAutoscalingState(state).build()));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static <S extends AbstractStub<S>> S in(S stub) {
    return stub.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> T asking(Supplier<T> call) throws GcsFailure {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw GcsFailure.of(e);
    }
  }
}
