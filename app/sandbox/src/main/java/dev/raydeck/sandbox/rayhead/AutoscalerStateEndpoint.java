package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.Message;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.DrainNodeReply;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GetClusterResourceStateReply;
import dev.raydeck.raywire.autoscaler.GetClusterResourceStateRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateReply;
import dev.raydeck.raywire.autoscaler.ReportAutoscalingStateRequest;
import dev.raydeck.raywire.autoscaler.RequestClusterResourceConstraintReply;
import dev.raydeck.raywire.autoscaler.RequestClusterResourceConstraintRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/// `ray.rpc.autoscaler.AutoscalerStateService`. Requests that make a real GCS or raylet abort are
/// refused with an error instead.
final class AutoscalerStateEndpoint
    extends AutoscalerStateServiceGrpc.AutoscalerStateServiceImplBase {
  private final RayHead head;

  AutoscalerStateEndpoint(RayHead head) {
    this.head = head;
  }

  @Override
  public void getClusterResourceState(
      GetClusterResourceStateRequest request, StreamObserver<GetClusterResourceStateReply> reply) {
    answer(
        reply,
        head.look(seen ->
            GetClusterResourceStateReply.newBuilder()
                .setClusterResourceState(ClusterMessages.resourceState(seen))
                .build()));
  }

  @Override
  public void getClusterStatus(
      GetClusterStatusRequest request, StreamObserver<GetClusterStatusReply> reply) {
    answer(reply, HeadTables.status(head));
  }

  @Override
  public void reportAutoscalingState(
      ReportAutoscalingStateRequest request, StreamObserver<ReportAutoscalingStateReply> reply) {
    head.report(request.getAutoscalingState());
    answer(reply, ReportAutoscalingStateReply.getDefaultInstance());
  }

  @Override
  public void requestClusterResourceConstraint(
      RequestClusterResourceConstraintRequest request,
      StreamObserver<RequestClusterResourceConstraintReply> reply) {
    head.request(request.getClusterResourceConstraint());
    answer(reply, RequestClusterResourceConstraintReply.getDefaultInstance());
  }

  @Override
  public void drainNode(DrainNodeRequest request, StreamObserver<DrainNodeReply> reply) {
    if (request.getNodeId().size() != RayIds.NODE_BYTES) {
      reply.onError(wrongLength("node", request.getNodeId().size(), RayIds.NODE_BYTES));
      return;
    }
    if (request.getDeadlineTimestampMs() < 0) {
      reply.onError(Status.ABORTED.withDescription("Invalid").asRuntimeException());
      return;
    }
    switch (request.getReason()) {
      case DRAIN_NODE_REASON_IDLE_TERMINATION ->
          answer(
              reply, toReply(head.drainWhenIdle(request.getNodeId(), request.getReasonMessage())));
      case DRAIN_NODE_REASON_PREEMPTION ->
          answer(
              reply,
              toReply(head.drainForPreemption(request.getNodeId(), request.getReasonMessage())));
      default ->
          reply.onError(
              Status.INVALID_ARGUMENT
                  .withDescription("DrainNode without a reason would kill the raylet; refused")
                  .asRuntimeException());
    }
  }

  private static DrainNodeReply toReply(DrainAnswer answer) {
    return DrainNodeReply.newBuilder()
        .setIsAccepted(answer.isAccepted())
        .setRejectionReasonMessage(answer.rejection())
        .build();
  }

  static <T extends Message> void answer(StreamObserver<T> reply, T message) {
    reply.onNext(message);
    reply.onCompleted();
  }

  static RuntimeException wrongLength(String what, int length, int wanted) {
    return Status.INVALID_ARGUMENT
        .withDescription(
            "A "
                + what
                + " id has "
                + wanted
                + " bytes, not "
                + length
                + "; a real GCS would abort")
        .asRuntimeException();
  }
}
