package dev.raydeck.engine;

import dev.raydeck.engine.shape.ClusterShape;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayCluster;
import java.util.List;

/// What Ray's autoscaler reads from a RayCluster: the head's type first, then the groups in their
/// order.
///
/// `maxNodes` includes the head. `upscalingSpeed` is 1 for Conservative, else 1000. `lints` say
/// what Ray chokes on (ERROR: no decision is possible) or reads otherwise than it looks.
public record NodeTypes(
    List<NodeType> types,
    int maxNodes,
    double idleTimeoutSeconds,
    double upscalingSpeed,
    List<Lint> lints) {
  /// The node type of the head, whatever the cluster is called.
  public static final String HEAD = "headgroup";

  public NodeTypes {
    types = List.copyOf(types);
    lints = List.copyOf(lints);
  }

  public static NodeTypes of(RayCluster cluster) {
    return ClusterShape.read(cluster);
  }

  public boolean hasErrors() {
    return lints.stream().anyMatch(lint -> lint.severity() == Lint.Severity.ERROR);
  }
}
