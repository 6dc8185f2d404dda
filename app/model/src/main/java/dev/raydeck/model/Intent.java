package dev.raydeck.model;

import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a decision is about to do to the cluster's size, as a person is asked for it: replicas to
/// launch by group, Pods to remove by name.
public record Intent(Map<String, Integer> launches, List<String> removals) {
  public static final Intent NONE = new Intent(Map.of(), List.of());

  public Intent {
    launches = Collections.unmodifiableMap(new LinkedHashMap<>(launches));
    removals = List.copyOf(removals);
  }

  /// What the commands are about to do. `letGo` are Pods whose removal has begun: a drained worker
  /// is named in a later turn, and nobody is asked twice.
  public static Intent of(List<ScalingCommand> commands, Set<String> letGo) {
    Map<String, Integer> launches = new LinkedHashMap<>();
    Set<String> removals = new LinkedHashSet<>();
    for (ScalingCommand command : commands) {
      switch (command) {
        case SetReplicas set -> {
          if (set.to() > set.from()) {
            launches.merge(set.group(), set.to() - set.from(), Integer::sum);
          }
        }
        case DrainNode drain -> removals.add(drain.podName());
        case DeleteWorkers delete -> removals.addAll(delete.pods());
        case ClearWorkersToDelete clear -> {
          // Its Pods are gone.
        }
      }
    }
    removals.removeAll(letGo);
    removals.remove("");
    return new Intent(launches, List.copyOf(removals));
  }

  public boolean isEmpty() {
    return launches.isEmpty() && removals.isEmpty();
  }

  /// The part these breakpoints stop before.
  public Intent at(Set<Breakpoint> breakpoints) {
    return new Intent(
        breakpoints.contains(Breakpoint.LAUNCH) ? launches : Map.of(),
        breakpoints.contains(Breakpoint.REMOVAL) ? removals : List.of());
  }

  /// Whether the other covers it: no other Pod, no other group, not more of a group.
  public boolean isWithin(Intent other) {
    return without(other).isEmpty();
  }

  /// What the other does not cover. A group of which more is launched than there stands whole.
  public Intent without(Intent other) {
    Map<String, Integer> left = new LinkedHashMap<>(launches);
    left.entrySet()
        .removeIf(entry -> entry.getValue() <= other.launches.getOrDefault(entry.getKey(), 0));
    return new Intent(
        left, removals.stream().filter(pod -> !other.removals.contains(pod)).toList());
  }

  /// What of it is about the other's groups and Pods.
  public Intent among(Intent other) {
    Map<String, Integer> left = new LinkedHashMap<>(launches);
    left.keySet().retainAll(other.launches.keySet());
    return new Intent(left, removals.stream().filter(other.removals::contains).toList());
  }

  /// Both together; of a group, the larger number.
  public Intent and(Intent other) {
    Map<String, Integer> all = new LinkedHashMap<>(launches);
    other.launches.forEach((group, count) -> all.merge(group, count, Math::max));
    Set<String> pods = new LinkedHashSet<>(removals);
    pods.addAll(other.removals);
    return new Intent(all, List.copyOf(pods));
  }
}
