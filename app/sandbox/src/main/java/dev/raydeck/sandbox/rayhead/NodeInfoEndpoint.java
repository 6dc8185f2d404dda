package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.gcs.GcsNodeInfo;
import dev.raydeck.raywire.gcsservice.CheckAliveReply;
import dev.raydeck.raywire.gcsservice.CheckAliveRequest;
import dev.raydeck.raywire.gcsservice.DrainNodeData;
import dev.raydeck.raywire.gcsservice.DrainNodeReply;
import dev.raydeck.raywire.gcsservice.DrainNodeRequest;
import dev.raydeck.raywire.gcsservice.DrainNodeStatus;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllNodeInfoReply;
import dev.raydeck.raywire.gcsservice.GetAllNodeInfoRequest;
import dev.raydeck.raywire.gcsservice.GetClusterIdReply;
import dev.raydeck.raywire.gcsservice.GetClusterIdRequest;
import dev.raydeck.raywire.gcsservice.NodeInfoGcsServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// `ray.rpc.NodeInfoGcsService`: the cluster's id, the node table, the legacy drain.
final class NodeInfoEndpoint extends NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase {
  private final RayHead head;

  NodeInfoEndpoint(RayHead head) {
    this.head = head;
  }

  @Override
  public void getClusterId(GetClusterIdRequest request, StreamObserver<GetClusterIdReply> reply) {
    AutoscalerStateEndpoint.answer(
        reply,
        GetClusterIdReply.newBuilder()
            .setStatus(GcsStatus.getDefaultInstance())
            .setClusterId(head.clusterId())
            .build());
  }

  @Override
  public void getAllNodeInfo(
      GetAllNodeInfoRequest request, StreamObserver<GetAllNodeInfoReply> reply) {
    List<GcsNodeInfo> all = HeadTables.nodes(head);
    List<GcsNodeInfo> matching = all.stream().filter(node -> matches(node, request)).toList();
    long limit = request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
    AutoscalerStateEndpoint.answer(
        reply,
        GetAllNodeInfoReply.newBuilder()
            .setStatus(GcsStatus.getDefaultInstance())
            .addAllNodeInfoList(matching.stream().limit(limit).toList())
            .setTotal(all.size())
            .setNumFiltered(all.size() - matching.size())
            .build());
  }

  private static boolean matches(GcsNodeInfo node, GetAllNodeInfoRequest request) {
    boolean inState = !request.hasStateFilter() || request.getStateFilter() == node.getState();
    return inState
        && (request.getNodeSelectorsCount() == 0
            || request.getNodeSelectorsList().stream().anyMatch(wanted -> selects(wanted, node)));
  }

  private static boolean selects(GetAllNodeInfoRequest.NodeSelector selector, GcsNodeInfo node) {
    return switch (selector.getNodeSelectorCase()) {
      case NODE_ID -> selector.getNodeId().equals(node.getNodeId());
      case NODE_NAME -> selector.getNodeName().equals(node.getNodeName());
      case NODE_IP_ADDRESS -> selector.getNodeIpAddress().equals(node.getNodeManagerAddress());
      case IS_HEAD_NODE -> selector.getIsHeadNode() == node.getIsHeadNode();
      case NODESELECTOR_NOT_SET -> true;
    };
  }

  @Override
  public void checkAlive(CheckAliveRequest request, StreamObserver<CheckAliveReply> reply) {
    CheckAliveReply.Builder answer =
        CheckAliveReply.newBuilder()
            .setStatus(GcsStatus.getDefaultInstance())
            .setRayVersion(head.version());
    for (ByteString id : request.getNodeIdsList()) {
      answer.addRayletAlive(head.isAlive(RayIds.hex(id)));
    }
    AutoscalerStateEndpoint.answer(reply, answer.build());
  }

  @Override
  public void drainNode(DrainNodeRequest request, StreamObserver<DrainNodeReply> reply) {
    for (DrainNodeData data : request.getDrainNodeDataList()) {
      if (data.getNodeId().size() != RayIds.NODE_BYTES) {
        reply.onError(
            AutoscalerStateEndpoint.wrongLength(
                "node", data.getNodeId().size(), RayIds.NODE_BYTES));
        return;
      }
    }
    DrainNodeReply.Builder answer =
        DrainNodeReply.newBuilder().setStatus(GcsStatus.getDefaultInstance());
    for (DrainNodeData data : request.getDrainNodeDataList()) {
      head.shutDown(data.getNodeId());
      answer.addDrainNodeStatus(DrainNodeStatus.newBuilder().setNodeId(data.getNodeId()));
    }
    AutoscalerStateEndpoint.answer(reply, answer.build());
  }
}
