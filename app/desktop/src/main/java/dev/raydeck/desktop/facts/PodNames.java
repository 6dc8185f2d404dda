package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The short ends of a frame's Pod names, and where each Pod stands in the list. Holds until Pods
/// come or go.
final class PodNames {
  private final Map<String, String> ends;
  private final Map<String, Integer> places = new HashMap<>();

  PodNames(List<RayPod> pods) {
    List<String> names = pods.stream().map(RayPod::name).toList();
    ends = Names.ends(names);
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  /// The places of other Pods than before; null where they are not the same Pods in the same
  /// places.
  static int @Nullable [] changes(PagedList<RayPod> pods, PagedList<RayPod> were) {
    if (pods.size() != were.size()) {
      return null;
    }
    int[] places = pods.changesSince(were);
    for (int place : places) {
      RayPod now = pods.get(place);
      RayPod was = were.get(place);
      if (!now.name().equals(was.name()) || !now.uid().equals(was.uid())) {
        return null;
      }
    }
    return places;
  }

  String end(String name) {
    return ends.getOrDefault(name, name);
  }

  /// Negative where there is no such Pod.
  int place(String name) {
    return places.getOrDefault(name, -1);
  }
}
