package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.common.Address;
import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcs.GcsNodeInfo;
import dev.raydeck.raywire.gcs.JobTableData;
import dev.raydeck.raywire.gcs.NodeSnapshot;
import java.time.Instant;

/// The rows of Ray's actor, node and job tables. Called with the head's lock held.
final class TableMessages {
  private static final int WORKER_PORT = 10_002;

  private TableMessages() {}

  static ActorTableData actor(RayActor actor, RayHead head) {
    ActorTableData.Builder row =
        ActorTableData.newBuilder()
            .setActorId(actor.id)
            .setJobId(actor.job.id)
            .setState(actor.state)
            .setAddress(address(actor, head))
            .setOwnerAddress(
                Address.newBuilder()
                    .setNodeId(head.headNode().id)
                    .setIpAddress(head.headNode().start.ipAddress())
                    .setPort(actor.job.port)
                    .setWorkerId(RayIds.driver(actor.job.id)))
            .setIsDetached(actor.request.isDetached())
            .setRayNamespace(actor.request.namespace())
            .setSerializedRuntimeEnv("{}")
            .setClassName(actor.request.className())
            .putAllRequiredResources(actor.held().amounts())
            .putAllLabelSelector(actor.request.where().wanted())
            .setPreempted(actor.preempted)
            .setPid(actor.pid);
    if (actor.request.name() != null) {
      row.setName(actor.request.name());
    }
    addLife(row, actor);
    return row.build();
  }

  private static Address address(RayActor actor, RayHead head) {
    RayNode node = actor.node;
    if (actor.aliveAt == null || node == null) {
      return Address.newBuilder().setNodeId(head.headNode().id).build();
    }
    return Address.newBuilder()
        .setNodeId(node.id)
        .setIpAddress(node.start.ipAddress())
        .setPort(WORKER_PORT)
        .setWorkerId(actor.workerId)
        .build();
  }

  private static void addLife(ActorTableData.Builder row, RayActor actor) {
    Instant aliveAt = actor.aliveAt;
    if (aliveAt != null) {
      row.setStartTime(aliveAt.toEpochMilli()).setTimestamp((double) aliveAt.toEpochMilli());
      if (actor.node != null) {
        row.setNodeId(actor.node.id);
      }
    }
    Instant diedAt = actor.diedAt;
    if (diedAt != null) {
      row.setEndTime(diedAt.toEpochMilli())
          .setTimestamp((double) diedAt.toEpochMilli())
          .setDeathCause(actor.deathCause);
    }
  }

  static GcsNodeInfo node(RayNode node, RayHead head) {
    GcsNodeInfo.Builder row =
        GcsNodeInfo.newBuilder()
            .setNodeId(node.id)
            .setNodeManagerAddress(node.start.ipAddress())
            .setNodeManagerPort(port(node.id))
            .setNodeManagerHostname(node.start.instanceId())
            .putAllResourcesTotal(node.start.total().amounts())
            .setNodeName(node.start.ipAddress())
            .setInstanceId(node.start.instanceId())
            .setNodeTypeName(node.start.nodeType())
            .setStartTimeMs(node.startedAt.toEpochMilli())
            .setIsHeadNode(node.start.isHead())
            .putAllLabels(ClusterMessages.labels(node))
            .setStateSnapshot(snapshot(node, head.now()))
            .setTempDir("/tmp/ray")
            .setSessionDir("/tmp/ray/" + head.sessionName())
            .setState(GcsNodeInfo.GcsNodeState.ALIVE);
    Instant diedAt = node.diedAt();
    if (diedAt != null) {
      row.setState(GcsNodeInfo.GcsNodeState.DEAD)
          .setEndTimeMs(diedAt.toEpochMilli())
          .setDeathInfo(node.death());
    }
    return row.build();
  }

  /// Some port above the well-known ones that stays the same for a node.
  private static int port(ByteString nodeId) {
    return 35_000 + Math.floorMod(nodeId.hashCode(), 10_000);
  }

  private static NodeSnapshot snapshot(RayNode node, Instant now) {
    NodeSnapshot.State state =
        switch (node.status(now)) {
          case IDLE, DEAD -> NodeSnapshot.State.IDLE;
          case DRAINING -> NodeSnapshot.State.DRAINING;
          default -> NodeSnapshot.State.ACTIVE;
        };
    return NodeSnapshot.newBuilder()
        .setState(state)
        .setIdleDurationMs(node.snapshotIdleMillis())
        .addAllNodeActivity(node.activity())
        .build();
  }

  static JobTableData job(RayJob job, RayHead head) {
    JobTableData.Builder row =
        JobTableData.newBuilder()
            .setJobId(job.id)
            .setDriverIpAddress(head.headNode().start.ipAddress())
            .setDriverPid(job.pid)
            .setStartTime(job.startedAt.toEpochMilli())
            .setTimestamp(job.startedAt.toEpochMilli())
            .setEntrypoint(job.entrypoint);
    Instant endedAt = job.endedAt;
    if (endedAt != null) {
      row.setIsDead(true).setEndTime(endedAt.toEpochMilli()).setTimestamp(endedAt.toEpochMilli());
    }
    return row.build();
  }
}
