package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllJobInfoReply;
import dev.raydeck.raywire.gcsservice.GetAllJobInfoRequest;
import dev.raydeck.raywire.gcsservice.GetAllPlacementGroupReply;
import dev.raydeck.raywire.gcsservice.GetAllPlacementGroupRequest;
import dev.raydeck.raywire.gcsservice.InternalKVGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.InternalKVGetReply;
import dev.raydeck.raywire.gcsservice.InternalKVGetRequest;
import dev.raydeck.raywire.gcsservice.JobInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.PlacementGroupInfoGcsServiceGrpc;
import io.grpc.stub.StreamObserver;

/// The services with one method each: jobs, placement groups (there are never any), and the one key
/// clients ask for.
final class SmallEndpoints {
  private static final ByteString AUTOSCALER_NAMESPACE = ByteString.copyFromUtf8("__autoscaler");
  private static final ByteString V2_KEY = ByteString.copyFromUtf8("__autoscaler_v2_enabled");

  private SmallEndpoints() {}

  static final class Jobs extends JobInfoGcsServiceGrpc.JobInfoGcsServiceImplBase {
    private final RayHead head;

    Jobs(RayHead head) {
      this.head = head;
    }

    @Override
    public void getAllJobInfo(
        GetAllJobInfoRequest request, StreamObserver<GetAllJobInfoReply> reply) {
      long limit = request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
      AutoscalerStateEndpoint.answer(
          reply,
          head.look(seen ->
              GetAllJobInfoReply.newBuilder()
                  .setStatus(GcsStatus.getDefaultInstance())
                  .addAllJobInfoList(
                      seen.jobs().stream()
                          .limit(limit)
                          .map(job -> TableMessages.job(job, seen))
                          .toList())
                  .build()));
    }
  }

  static final class PlacementGroups
      extends PlacementGroupInfoGcsServiceGrpc.PlacementGroupInfoGcsServiceImplBase {
    @Override
    public void getAllPlacementGroup(
        GetAllPlacementGroupRequest request, StreamObserver<GetAllPlacementGroupReply> reply) {
      AutoscalerStateEndpoint.answer(
          reply,
          GetAllPlacementGroupReply.newBuilder().setStatus(GcsStatus.getDefaultInstance()).build());
    }
  }

  static final class KeyValues extends InternalKVGcsServiceGrpc.InternalKVGcsServiceImplBase {
    @Override
    public void internalKVGet(
        InternalKVGetRequest request, StreamObserver<InternalKVGetReply> reply) {
      boolean isKnown =
          request.getNamespace().equals(AUTOSCALER_NAMESPACE) && request.getKey().equals(V2_KEY);
      InternalKVGetReply.Builder answer = InternalKVGetReply.newBuilder();
      if (isKnown) {
        answer.setStatus(GcsStatus.getDefaultInstance()).setValue(ByteString.copyFromUtf8("1"));
      } else {
        answer.setStatus(
            GcsStatus.newBuilder()
                .setCode(ActorInfoEndpoint.NOT_FOUND)
                .setMessage("Failed to find the key"));
      }
      AutoscalerStateEndpoint.answer(reply, answer.build());
    }
  }
}
