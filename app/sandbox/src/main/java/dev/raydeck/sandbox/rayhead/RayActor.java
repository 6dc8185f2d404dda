package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.common.ActorDeathCause;
import dev.raydeck.raywire.gcs.ActorTableData.ActorState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One actor from its creation on. Guarded by its [RayHead].
final class RayActor {
  final ByteString id;
  final RayJob job;
  final ActorRequest request;
  final Instant createdAt;
  ActorState state = ActorState.PENDING_CREATION;
  boolean preempted;
  int pid;
  @Nullable RayNode node;
  @Nullable Instant aliveAt;
  @Nullable Instant diedAt;
  ByteString workerId = ByteString.EMPTY;
  ActorDeathCause deathCause = ActorDeathCause.getDefaultInstance();

  RayActor(ByteString id, RayJob job, ActorRequest request, Instant createdAt) {
    this.id = id;
    this.job = job;
    this.request = request;
    this.createdAt = createdAt;
  }

  RayResources placement() {
    return request.placement();
  }

  RayResources held() {
    return request.held();
  }

  boolean isDead() {
    return state == ActorState.DEAD;
  }

  boolean isWaiting() {
    return state == ActorState.PENDING_CREATION && node == null;
  }

  boolean hasName(String name, String namespace) {
    return !isDead() && name.equals(request.name()) && namespace.equals(request.namespace());
  }
}
