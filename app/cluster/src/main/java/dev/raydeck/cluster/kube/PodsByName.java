package dev.raydeck.cluster.kube;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Pods of one RayCluster in the order of their names. A Pod put in another's place costs a
/// search, a list of all of them a copy.
///
/// For several threads: informers put, a session lists.
final class PodsByName {
  private final List<RayPod> pods = new ArrayList<>();
  private final List<RayPod> heads = new ArrayList<>();

  synchronized void put(RayPod pod) {
    put(pods, pod);
    if (pod.kind() == NodeKind.HEAD) {
      put(heads, pod);
    }
  }

  synchronized void remove(String name) {
    remove(pods, name);
    remove(heads, name);
  }

  synchronized List<RayPod> list() {
    return List.copyOf(pods);
  }

  /// The head Pod that is not on its way out.
  synchronized Optional<RayPod> head() {
    return heads.stream().filter(head -> !head.isTerminating()).findFirst();
  }

  private static void put(List<RayPod> all, RayPod pod) {
    int place = place(all, pod.name());
    if (place >= 0) {
      all.set(place, pod);
    } else {
      all.add(-place - 1, pod);
    }
  }

  private static void remove(List<RayPod> all, String name) {
    int place = place(all, name);
    if (place >= 0) {
      all.remove(place);
    }
  }

  /// As [java.util.Collections#binarySearch] tells it.
  private static int place(List<RayPod> all, String name) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = all.get(middle).name().compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
