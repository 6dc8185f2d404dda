package dev.raydeck.desktop.facts;

import dev.raydeck.model.RayPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of a frame's Pods, their short ends, and where each stands in the list. Holds until
/// Pods come or go.
@SuppressWarnings("ReferenceEquality") // The very object is unchanged; another is compared.
final class PodNames {
  private final List<RayPod> pods;
  private final List<String> names;
  private final Map<String, String> ends;
  private final Map<String, Integer> places = new HashMap<>();

  PodNames(List<RayPod> pods) {
    this.pods = pods;
    names = pods.stream().map(RayPod::name).toList();
    ends = Names.ends(names);
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  boolean areOf(List<RayPod> pods) {
    if (pods.size() != this.pods.size()) {
      return false;
    }
    for (int i = 0; i < pods.size(); i++) {
      RayPod one = pods.get(i);
      RayPod other = this.pods.get(i);
      if (one != other && !(one.name().equals(other.name()) && one.uid().equals(other.uid()))) {
        return false;
      }
    }
    return true;
  }

  String end(String name) {
    return ends.getOrDefault(name, name);
  }

  /// Negative where there is no such Pod.
  int place(String name) {
    return places.getOrDefault(name, -1);
  }
}
