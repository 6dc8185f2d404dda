package dev.raydeck.engine;

import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Ray nodes with nothing special about them.
final class RayNodes {
  private RayNodes() {}

  static RayNode of(
      String pod,
      String group,
      ResourceBundle total,
      ResourceBundle available,
      RayNode.Status status) {
    return new RayNode(
        "ray-" + pod,
        pod,
        group,
        status,
        total,
        available,
        Duration.ZERO,
        Map.of(),
        Map.of(),
        List.of(),
        "10.0.0.1");
  }

  static RayNode idle(RayNode node, Duration idle) {
    return new RayNode(
        node.nodeId(),
        node.instanceId(),
        node.nodeType(),
        node.status(),
        node.total(),
        node.available(),
        idle,
        node.labels(),
        node.dynamicLabels(),
        node.activity(),
        node.ipAddress());
  }
}
