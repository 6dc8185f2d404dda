package dev.raydeck.cluster.ray;

import com.google.protobuf.ByteString;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.raywire.autoscaler.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Nodes of one answer of the GCS as records. Of thirty thousand, most say from one second to the
/// next what they said before: what is the same is kept, and words that many share are kept once.
final class RayNodes {
  private final Map<ByteString, RayNode> before;
  private final Map<ByteString, RayNode> byId;
  private final List<RayNode> nodes;

  private RayNodes(Map<ByteString, RayNode> before) {
    this.before = before;
    this.byId = HashMap.newHashMap(before.size());
    this.nodes = new ArrayList<>(before.size());
  }

  static RayNodes first() {
    return new RayNodes(Map.of());
  }

  /// Of the answer after this one.
  RayNodes next() {
    return new RayNodes(byId);
  }

  /// In the order they came.
  List<RayNode> list() {
    return nodes;
  }

  void add(NodeState node) {
    ByteString id = node.getNodeId();
    RayNode was = before.get(id);
    RayNode now = was == null ? made(node) : renewed(was, node);
    byId.put(id, now);
    nodes.add(now);
  }

  private static RayNode made(NodeState node) {
    String id = Ids.hex(node.getNodeId());
    return new RayNode(
        id,
        node.getInstanceId(),
        node.getRayNodeTypeName().intern(),
        status(node),
        bundle(node.getTotalResourcesMap()),
        bundle(node.getAvailableResourcesMap()),
        Duration.ofMillis(node.getIdleDurationMs()),
        labels(node.getLabelsMap(), id),
        labels(node.getDynamicLabelsMap(), id),
        node.getNodeActivityList().stream().map(String::intern).toList(),
        node.getNodeIpAddress());
  }

  private static RayNode renewed(RayNode was, NodeState node) {
    RayNode now =
        new RayNode(
            was.nodeId(),
            same(was.instanceId(), node.getInstanceId()),
            same(was.nodeType(), node.getRayNodeTypeName()),
            status(node),
            bundle(was.total(), node.getTotalResourcesMap()),
            bundle(was.available(), node.getAvailableResourcesMap()),
            Duration.ofMillis(node.getIdleDurationMs()),
            same(was.labels(), node.getLabelsMap()),
            same(was.dynamicLabels(), node.getDynamicLabelsMap()),
            was.activity().equals(node.getNodeActivityList())
                ? was.activity()
                : node.getNodeActivityList().stream().map(String::intern).toList(),
            same(was.ipAddress(), node.getNodeIpAddress()));
    return same(was, now);
  }

  private static <T> T same(T was, T now) {
    return now.equals(was) ? was : now;
  }

  private static RayNode.Status status(NodeState node) {
    return switch (node.getStatus()) {
      case RUNNING -> RayNode.Status.RUNNING;
      case DEAD -> RayNode.Status.DEAD;
      case IDLE -> RayNode.Status.IDLE;
      case DRAINING -> RayNode.Status.DRAINING;
      case UNSPECIFIED, UNRECOGNIZED -> RayNode.Status.UNSPECIFIED;
    };
  }

  private static ResourceBundle bundle(ResourceBundle was, Map<String, Double> amounts) {
    return was.amounts().equals(amounts) ? was : bundle(amounts);
  }

  /// A node's own resource (`node:10.0.0.1`) is nobody else's.
  static ResourceBundle bundle(Map<String, Double> amounts) {
    if (amounts.isEmpty()) {
      return ResourceBundle.EMPTY;
    }
    Map<String, Double> ordered = new TreeMap<>();
    amounts.forEach(
        (name, amount) -> ordered.put(name.startsWith("node:") ? name : name.intern(), amount));
    return new ResourceBundle(ordered);
  }

  /// One label is the node's own id; the values of others, many nodes have.
  private static Map<String, String> labels(Map<String, String> labels, String id) {
    Map<String, String> shared = HashMap.newHashMap(labels.size());
    labels.forEach(
        (key, value) -> shared.put(key.intern(), value.equals(id) ? id : value.intern()));
    return shared;
  }
}
