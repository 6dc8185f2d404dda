package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.WorkerGroup;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What an autoscaler did to a RayCluster, as it stands: each group's `replicas`, the Pods it is
/// removing (named in `workersToDelete`, or their Ray nodes draining), and which of the Pods asked
/// about are gone or have a dead Ray node, whoever did it: an idle node dies of its drain within a
/// second, so polls seldom see it drain.
record Theirs(Map<String, Integer> replicas, Set<String> removing, Set<String> gone) {
  Theirs {
    replicas = Map.copyOf(replicas);
    removing = Set.copyOf(removing);
    gone = Set.copyOf(gone);
  }

  static Theirs of(ClusterSnapshot snapshot, Set<String> asked) {
    Map<String, Integer> replicas = new LinkedHashMap<>();
    Set<String> removing = new LinkedHashSet<>();
    for (WorkerGroup group : snapshot.cluster().groups()) {
      replicas.put(group.name(), group.replicas());
      removing.addAll(group.workersToDelete());
    }
    RayState ray = snapshot.ray();
    if (ray != null) {
      for (RayNode node : ray.nodes()) {
        if (node.status() == RayNode.Status.DRAINING) {
          removing.add(node.instanceId());
        }
      }
    }
    return new Theirs(replicas, removing, asked.isEmpty() ? Set.of() : gone(snapshot, asked));
  }

  Theirs with(Collection<RayNode> drained) {
    Set<String> all = new LinkedHashSet<>(removing);
    drained.forEach(node -> all.add(node.instanceId()));
    return new Theirs(replicas, all, gone);
  }

  private static Set<String> gone(ClusterSnapshot snapshot, Set<String> asked) {
    Set<String> gone = new HashSet<>(asked);
    for (RayPod pod : snapshot.pods()) {
      if (!pod.isTerminating()) {
        gone.remove(pod.name());
      }
    }
    RayState ray = snapshot.ray();
    if (ray != null) {
      gone.addAll(dead(ray, asked));
    }
    return gone;
  }

  /// A raylet that restarted in its Pod has a dead node and one alive.
  private static Set<String> dead(RayState ray, Set<String> asked) {
    Set<String> dead = new HashSet<>();
    Set<String> alive = new HashSet<>();
    for (RayNode node : ray.nodes()) {
      if (asked.contains(node.instanceId())) {
        (node.isAlive() ? alive : dead).add(node.instanceId());
      }
    }
    dead.removeAll(alive);
    return dead;
  }

  boolean isRemoving(String pod) {
    return removing.contains(pod) || gone.contains(pod);
  }

  /// What the other did that was not done here: the groups whose replicas are others now, and the
  /// Pods it began to remove.
  boolean isAfter(Theirs before) {
    return !replicas.equals(before.replicas) || !before.removing.containsAll(removing);
  }
}
