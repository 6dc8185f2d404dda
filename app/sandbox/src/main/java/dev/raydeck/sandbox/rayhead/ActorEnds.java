package dev.raydeck.sandbox.rayhead;

import dev.raydeck.raywire.common.ActorDeathCause;
import dev.raydeck.raywire.common.ActorDiedErrorContext;
import dev.raydeck.raywire.common.NodeDeathInfo;
import dev.raydeck.raywire.gcs.ActorTableData.ActorState;
import java.time.Instant;

/// How an actor ends: by `ray.kill`, with its owner, with its node. Each leaves the cause Ray's
/// table would show.
final class ActorEnds {
  private ActorEnds() {}

  static void killed(RayActor actor, String ownerIp, Instant now) {
    end(
        actor,
        context(actor)
            .setOwnerIpAddress(ownerIp)
            .setReason(ActorDiedErrorContext.Reason.RAY_KILL)
            .setErrorMessage("The actor is dead because it was killed by `ray.kill`."),
        now);
  }

  static void ownerDied(RayActor actor, String ownerIp, Instant now) {
    String owner = RayIds.hex(RayIds.driver(actor.job.id));
    end(
        actor,
        context(actor)
            .setOwnerIpAddress(ownerIp)
            .setReason(ActorDiedErrorContext.Reason.OWNER_DIED)
            .setErrorMessage(
                "The actor is dead because its owner has died. Owner Id: "
                    + owner
                    + " Owner Ip address: "
                    + ownerIp
                    + " Owner worker exit type: INTENDED_USER_EXIT Worker exit detail: Owner's worker process has"
                    + " crashed."),
        now);
  }

  static void nodeDied(RayActor actor, NodeDeathInfo.Reason reason, String message, Instant now) {
    end(
        actor,
        context(actor)
            .setReason(ActorDiedErrorContext.Reason.NODE_DIED)
            .setNodeDeathInfo(
                NodeDeathInfo.newBuilder().setReason(reason).setReasonMessage(message))
            .setErrorMessage("The actor died because its node has died. " + message),
        now);
  }

  private static ActorDiedErrorContext.Builder context(RayActor actor) {
    ActorDiedErrorContext.Builder context =
        ActorDiedErrorContext.newBuilder()
            .setOwnerId(RayIds.driver(actor.job.id))
            .setPid(actor.pid)
            .setRayNamespace(actor.request.namespace())
            .setClassName(actor.request.className())
            .setActorId(actor.id)
            .setNeverStarted(actor.aliveAt == null);
    if (actor.request.name() != null) {
      context.setName(actor.request.name());
    }
    if (actor.node != null) {
      context.setNodeIpAddress(actor.node.start.ipAddress());
    }
    return context;
  }

  private static void end(RayActor actor, ActorDiedErrorContext.Builder context, Instant now) {
    actor.state = ActorState.DEAD;
    actor.diedAt = now;
    actor.deathCause = ActorDeathCause.newBuilder().setActorDiedErrorContext(context).build();
  }
}
