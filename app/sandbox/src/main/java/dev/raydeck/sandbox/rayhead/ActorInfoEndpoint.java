package dev.raydeck.sandbox.rayhead;

import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcsservice.ActorInfoGcsServiceGrpc;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoReply;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoRequest;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsReply;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsRequest;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// `ray.rpc.ActorInfoGcsService`: the actor table, and ending an actor by id.
final class ActorInfoEndpoint extends ActorInfoGcsServiceGrpc.ActorInfoGcsServiceImplBase {
  static final int NOT_FOUND = 17;

  private final RayHead head;

  ActorInfoEndpoint(RayHead head) {
    this.head = head;
  }

  /// A limit of 0 or below is none.
  @Override
  public void getAllActorInfo(
      GetAllActorInfoRequest request, StreamObserver<GetAllActorInfoReply> reply) {
    List<ActorTableData> all = HeadTables.actors(head);
    List<ActorTableData> matching =
        all.stream().filter(actor -> matches(actor, request.getFilters())).toList();
    long limit = request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
    AutoscalerStateEndpoint.answer(
        reply,
        GetAllActorInfoReply.newBuilder()
            .setStatus(GcsStatus.getDefaultInstance())
            .addAllActorTableData(matching.stream().limit(limit).toList())
            .setTotal(all.size())
            .setNumFiltered(all.size() - matching.size())
            .build());
  }

  private static boolean matches(ActorTableData actor, GetAllActorInfoRequest.Filters filters) {
    return (!filters.hasActorId() || filters.getActorId().equals(actor.getActorId()))
        && (!filters.hasJobId() || filters.getJobId().equals(actor.getJobId()))
        && (!filters.hasState() || filters.getState() == actor.getState());
  }

  /// No actor here restarts, so `no_restart` makes no difference; a soft kill ends it as well.
  @Override
  public void killActorViaGcs(
      KillActorViaGcsRequest request, StreamObserver<KillActorViaGcsReply> reply) {
    if (request.getActorId().size() != RayIds.ACTOR_BYTES) {
      reply.onError(
          AutoscalerStateEndpoint.wrongLength(
              "actor", request.getActorId().size(), RayIds.ACTOR_BYTES));
      return;
    }
    GcsStatus.Builder status = GcsStatus.newBuilder();
    if (!head.killActor(request.getActorId())) {
      status
          .setCode(NOT_FOUND)
          .setMessage("Could not find actor with ID " + RayIds.hex(request.getActorId()) + ".");
    }
    AutoscalerStateEndpoint.answer(
        reply, KillActorViaGcsReply.newBuilder().setStatus(status).build());
  }
}
