package dev.raydeck.desktop.facts;

import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One reading of a Ray head, ready to be looked up. Made once a reading, however many frames show
/// it.
///
/// A Ray node belongs to the Pod its instance id names (KubeRay sets it to the Pod's name), else to
/// the Pod with its address.
final class RayIndex {
  private final @Nullable RayState ray;
  private final Map<String, RayNode> byInstance = new HashMap<>();
  private final Map<String, RayNode> byAddress = new HashMap<>();
  private final Map<String, List<RayActor>> actorsByNode = new HashMap<>();
  private final Map<Map<String, Double>, List<RayActor>> waitingByShape = new HashMap<>();

  RayIndex(@Nullable RayState ray) {
    this.ray = ray;
    if (ray == null) {
      return;
    }
    for (RayNode node : ray.nodes()) {
      prefer(byInstance, node.instanceId(), node);
      prefer(byAddress, node.ipAddress(), node);
    }
    for (RayActor actor : ray.actors()) {
      if (actor.nodeId() != null && actor.state() == RayActor.State.ALIVE) {
        actorsByNode.computeIfAbsent(actor.nodeId(), id -> new ArrayList<>()).add(actor);
      }
      if (actor.state() == RayActor.State.PENDING_CREATION) {
        waitingByShape
            .computeIfAbsent(positive(actor.required()), shape -> new ArrayList<>())
            .add(actor);
      }
    }
    actorsByNode.replaceAll((node, actors) -> List.copyOf(actors));
  }

  private static void prefer(Map<String, RayNode> index, String key, RayNode node) {
    if (!key.isEmpty()) {
      index.merge(key, node, (old, fresh) -> old.isAlive() ? old : fresh);
    }
  }

  /// Amounts compare by value; an actor's zero amounts are not asked of a node.
  private static Map<String, Double> positive(ResourceBundle bundle) {
    return bundle.amounts().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Nullable RayState ray() {
    return ray;
  }

  @Nullable RayNode nodeOf(RayPod pod) {
    RayNode named = byInstance.get(pod.name());
    return named == null ? byAddress.get(pod.podIp()) : named;
  }

  /// The living actors of a Ray node.
  List<RayActor> actorsOn(RayNode node) {
    return actorsByNode.getOrDefault(node.nodeId(), List.of());
  }

  /// The waiting actors that ask for exactly this.
  List<RayActor> waitingFor(ResourceBundle bundle) {
    return waitingByShape.getOrDefault(positive(bundle), List.of());
  }
}
