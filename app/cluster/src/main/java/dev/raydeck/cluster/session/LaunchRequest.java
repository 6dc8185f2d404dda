package dev.raydeck.cluster.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Detached actors to start: `count` of them, named after `namePattern` with `{n}` counting from 1.
/// Without `{n}` and with more than one, the number is appended.
public record LaunchRequest(
    String namePattern,
    String namespace,
    int count,
    double cpus,
    double gpus,
    long memoryBytes,
    Map<String, Double> resources) {
  public LaunchRequest {
    resources = Map.copyOf(resources);
  }

  /// One 1-CPU actor, as the guide starts it.
  public static LaunchRequest oneCpu(String name) {
    return new LaunchRequest(name, "default_namespace", 1, 1, 0, 0, Map.of());
  }

  /// What runs in the head Pod: a program, and this request as its one argument.
  public List<String> argv() {
    return ActorLauncher.argv(this);
  }

  public List<String> names() {
    String pattern = count > 1 && !namePattern.contains("{n}") ? namePattern + "{n}" : namePattern;
    List<String> names = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      names.add(pattern.replace("{n}", Integer.toString(n)));
    }
    return names;
  }
}
