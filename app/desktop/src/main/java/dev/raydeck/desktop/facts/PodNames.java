package dev.raydeck.desktop.facts;

import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayPod;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The short ends of a frame's Pod names, and where each Pod stands in the list. Holds until Pods
/// come or go; then another is made of it, which costs those.
@SuppressWarnings("ReferenceEquality") // The very name is equal without a look at it.
final class PodNames {
  private final String[] names;

  /// Null where the names are in order, and a search finds them.
  private final @Nullable Map<String, Integer> places;

  private final int[] were;
  private final Set<String> shared;

  /// How many names have an end. It goes to the one made of this, which changes it.
  private final AtomicReference<@Nullable Map<String, Integer>> counts;

  PodNames(List<RayPod> pods) {
    names = pods.stream().map(RayPod::name).toArray(String[]::new);
    places = places(names);
    were = new int[names.length];
    Arrays.fill(were, -1);
    Map<String, Integer> ends = counted(List.of(names));
    counts = new AtomicReference<>(ends);
    shared = new HashSet<>();
    ends.forEach((end, count) -> {
      if (count > 1) {
        shared.add(end);
      }
    });
  }

  private PodNames(List<RayPod> pods, PodNames before, List<RayPod> podsBefore) {
    names = new String[pods.size()];
    were = new int[names.length];
    boolean areInOrder = name(pods, before, podsBefore);
    places = areInOrder ? null : places(names);
    Map<String, Integer> known = before.counts.getAndSet(null);
    Map<String, Integer> ends = known == null ? counted(List.of(before.names)) : known;
    counts = new AtomicReference<>(ends);
    shared = new HashSet<>(before.shared);
    boolean[] areThere = new boolean[before.names.length];
    for (int at = 0; at < names.length; at++) {
      if (were[at] < 0) {
        count(ends, names[at], 1);
      } else {
        areThere[were[at]] = true;
      }
    }
    for (int at = 0; at < areThere.length; at++) {
      if (!areThere[at]) {
        count(ends, before.names[at], -1);
      }
    }
  }

  /// The same where Pods came or went; `before` are the Pods of these names.
  PodNames again(List<RayPod> pods, List<RayPod> before) {
    return new PodNames(pods, this, before);
  }

  /// Of a Pod that stays, the very name stays too. True where all are known to be in order.
  private boolean name(List<RayPod> pods, PodNames before, List<RayPod> podsBefore) {
    boolean areInOrder = before.places == null;
    int next = 0;
    for (int at = 0; at < names.length; at++) {
      RayPod pod = pods.get(at);
      int was = next;
      if (next >= podsBefore.size() || pod != podsBefore.get(next)) {
        String name = pod.name();
        boolean isNext = next < before.names.length && name.equals(before.names[next]);
        was = isNext ? next : before.place(name);
        names[at] = name;
      }
      were[at] = was;
      names[at] = was < 0 ? names[at] : before.names[was];
      boolean isAfter = at == 0 || (was > 0 && were[at - 1] == was - 1);
      areInOrder &= isAfter || names[at - 1].compareTo(names[at]) < 0;
      next = was < 0 ? next : was + 1;
    }
    return areInOrder;
  }

  private static Map<String, Integer> counted(Collection<String> names) {
    Map<String, Integer> counts = HashMap.newHashMap(names.size());
    names.forEach(name -> counts.merge(Names.end(name), 1, Integer::sum));
    return counts;
  }

  private void count(Map<String, Integer> ends, String name, int more) {
    String end = Names.end(name);
    int count = ends.getOrDefault(end, 0) + more;
    if (count == 0) {
      ends.remove(end);
    } else {
      ends.put(end, count);
    }
    if (count > 1) {
      shared.add(end);
    } else {
      shared.remove(end);
    }
  }

  private static @Nullable Map<String, Integer> places(String[] names) {
    for (int at = 1; at < names.length; at++) {
      if (names[at - 1].compareTo(names[at]) >= 0) {
        Map<String, Integer> places = HashMap.newHashMap(names.length);
        for (int place = 0; place < names.length; place++) {
          places.put(names[place], place);
        }
        return places;
      }
    }
    return null;
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

  /// Unique among them: where two last segments are equal, both have two more.
  String end(String name) {
    String end = Names.end(name);
    return shared.contains(end) ? Names.longEnd(name) : end;
  }

  /// Whether the ends of names in both are the same in both.
  boolean hasEndsOf(PodNames other) {
    return this == other || shared.equals(other.shared);
  }

  /// Negative where there is no such Pod.
  int place(String name) {
    return places == null
        ? Math.max(-1, Arrays.binarySearch(names, name))
        : places.getOrDefault(name, -1);
  }

  /// Where each stood in the ones this was made of; negative where it was not there.
  int[] were() {
    return were;
  }

  /// For each its place in others, negative where it is not there. One pass, where most are in the
  /// same order.
  int[] placesIn(PodNames others) {
    int[] found = new int[names.length];
    int next = 0;
    for (int at = 0; at < names.length; at++) {
      String name = names[at];
      boolean isNext =
          next < others.names.length
              && (name == others.names[next] || name.equals(others.names[next]));
      found[at] = isNext ? next : others.place(name);
      next = found[at] < 0 ? next : found[at] + 1;
    }
    return found;
  }
}
