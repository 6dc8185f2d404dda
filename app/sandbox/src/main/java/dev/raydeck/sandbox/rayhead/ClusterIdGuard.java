package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Turns away callers that mean another cluster: a call may leave the id out, but one it names must
/// be the right one. Asking for the id itself while naming one is refused too, as Ray does.
final class ClusterIdGuard implements ServerInterceptor {
  static final Metadata.Key<String> CLUSTER_ID =
      Metadata.Key.of("ray_cluster_id", Metadata.ASCII_STRING_MARSHALLER);
  private static final String ASKS_FOR_ID = "ray.rpc.NodeInfoGcsService/GetClusterId";

  private final String clusterId;

  ClusterIdGuard(ByteString clusterId) {
    this.clusterId = RayIds.hex(clusterId);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String given = headers.get(CLUSTER_ID);
    if (isRight(given, call.getMethodDescriptor().getFullMethodName())) {
      return next.startCall(call, headers);
    }
    call.close(
        Status.UNAUTHENTICATED.withDescription(
            "WrongClusterID: Perhaps the client is accessing GCS after it has restarted."),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private boolean isRight(@Nullable String given, String method) {
    return given == null || (given.equals(clusterId) && !method.equals(ASKS_FOR_ID));
  }
}
