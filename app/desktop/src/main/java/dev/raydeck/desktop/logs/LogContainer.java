package dev.raydeck.desktop.logs;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.RayPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A container whose log can be read. `end` is its Pod's short name; `state` is the kubelet's word,
/// with its reason where it gives one.
record LogContainer(
    String pod, String end, String group, boolean isHead, String name, String state, int restarts) {

  /// All there are: the head's first, then by group and Pod; init containers after the others.
  static List<LogContainer> of(ClusterFacts facts) {
    List<LogContainer> all = new ArrayList<>();
    facts.nodes().stream()
        .sorted(
            Comparator.comparing((NodeFacts node) -> !node.isHead())
                .thenComparing(node -> node.pod().group())
                .thenComparing(node -> node.pod().name()))
        .forEach(node -> {
          node.pod().containers().forEach(one -> all.add(of(node, one)));
          node.pod().initContainers().forEach(one -> all.add(of(node, one)));
        });
    return all;
  }

  private static LogContainer of(NodeFacts node, RayPod.Container container) {
    String reason = container.reason();
    return new LogContainer(
        node.pod().name(),
        node.end(),
        node.pod().group(),
        node.isHead(),
        container.name(),
        reason == null ? container.state() : reason,
        container.restarts());
  }

  LogPlace place(boolean isPrevious) {
    return new LogPlace(pod, name, isPrevious);
  }

  boolean isSameAs(LogContainer other) {
    return pod.equals(other.pod) && name.equals(other.name);
  }

  boolean matches(String words) {
    String all = (pod + " " + name + " " + group).toLowerCase(Locale.ROOT);
    for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
