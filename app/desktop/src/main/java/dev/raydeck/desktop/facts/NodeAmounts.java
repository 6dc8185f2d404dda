package dev.raydeck.desktop.facts;

import dev.raydeck.model.RayNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What running nodes offer and use together, resource by resource: added up at the first question,
/// and kept for as long as Ray's side of the nodes stays the same.
final class NodeAmounts {
  private final List<NodeFacts> joined;
  private final Map<String, Double> capacity = new ConcurrentHashMap<>();
  private final Map<String, Double> used = new ConcurrentHashMap<>();
  private final Set<String> names = new TreeSet<>();

  NodeAmounts(List<NodeFacts> nodes) {
    joined = nodes.stream().filter(NodeFacts::isJoined).toList();
    Set<String> last = Set.of();
    for (NodeFacts node : joined) {
      RayNode ray = node.ray();
      if (ray != null && !last.equals(ray.total().amounts().keySet())) {
        last = ray.total().amounts().keySet();
        names.addAll(last);
      }
    }
  }

  double capacity(String resource) {
    return capacity.computeIfAbsent(
        resource, name -> joined.stream().mapToDouble(node -> node.total(name)).sum());
  }

  double used(String resource) {
    return used.computeIfAbsent(
        resource, name -> joined.stream().mapToDouble(node -> node.used(name)).sum());
  }

  /// Every resource any of them offers.
  Set<String> names() {
    return names;
  }
}
