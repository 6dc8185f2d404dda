package dev.raydeck.cluster.kube;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayPod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The Pods of one RayCluster in the order of their names. A Pod put in another's place costs a
/// search, a list of all of them what changed since the last; all are copied where some came or
/// went.
///
/// For several threads: informers put, a session lists.
final class PodsByName {
  private final List<RayPod> pods = new ArrayList<>();
  private final List<RayPod> heads = new ArrayList<>();
  private final BitSet replaced = new BitSet();
  private PagedList<RayPod> listed = PagedList.of();
  private boolean isSameLength = true;

  synchronized void put(RayPod pod) {
    int place = put(pods, pod);
    if (place >= 0) {
      replaced.set(place);
    } else {
      isSameLength = false;
    }
    if (pod.kind() == NodeKind.HEAD) {
      var _ = put(heads, pod);
    }
  }

  synchronized void remove(String name) {
    isSameLength &= !remove(pods, name);
    var _ = remove(heads, name);
  }

  synchronized PagedList<RayPod> list() {
    listed =
        isSameLength ? listed.with(replaced.stream().toArray(), pods::get) : PagedList.copyOf(pods);
    isSameLength = true;
    replaced.clear();
    return listed;
  }

  /// The head Pod that is not on its way out.
  synchronized Optional<RayPod> head() {
    return heads.stream().filter(head -> !head.isTerminating()).findFirst();
  }

  /// The place where there was one of that name; negative where it is new.
  private static int put(List<RayPod> all, RayPod pod) {
    int place = place(all, pod.name());
    if (place >= 0) {
      all.set(place, pod.sharing(all.get(place)));
    } else {
      all.add(-place - 1, pod);
    }
    return place;
  }

  /// True where there was one.
  private static boolean remove(List<RayPod> all, String name) {
    int place = place(all, name);
    if (place >= 0) {
      all.remove(place);
    }
    return place >= 0;
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
