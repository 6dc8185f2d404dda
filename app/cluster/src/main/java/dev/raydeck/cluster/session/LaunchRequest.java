package dev.raydeck.cluster.session;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Actors to start: `count` of them, named after `namePattern` with `{n}` counting from `first`.
/// Without `{n}` and with more than one, the number is appended.
///
/// `labelSelector` is Ray's: `value`, `!value`, `in(a,b)` or `!in(a,b)` for each label. Actors that
/// are not detached end with their driver, which stays in the head Pod until the last has ended.
public record LaunchRequest(
    String namePattern,
    int first,
    String namespace,
    int count,
    double cpus,
    double gpus,
    long memoryBytes,
    Map<String, Double> resources,
    Map<String, String> labelSelector,
    boolean isDetached) {
  private static final String NUMBER = "{n}";

  public LaunchRequest {
    resources = Map.copyOf(resources);
    labelSelector = Map.copyOf(labelSelector);
  }

  /// Detached actors that ask for amounts alone, numbered from 1.
  public static LaunchRequest detached(
      String namePattern, String namespace, int count, double cpus, Map<String, Double> resources) {
    return new LaunchRequest(
        namePattern, 1, namespace, count, cpus, 0, 0, resources, Map.of(), true);
  }

  /// One 1-CPU actor, as the guide starts it.
  public static LaunchRequest oneCpu(String name) {
    return detached(name, "default_namespace", 1, 1, Map.of());
  }

  /// What runs in the head Pod: a program, and this request as its one argument.
  public List<String> argv() {
    return ActorLauncher.argv(this);
  }

  public List<String> names() {
    return names(namePattern, first, count, isNumbered(namePattern, count));
  }

  /// Whether the names of `count` actors carry numbers.
  public static boolean isNumbered(String pattern, int count) {
    return count > 1 || pattern.contains(NUMBER);
  }

  /// `count` names; where they are numbered and the pattern has no `{n}`, the number is appended.
  public static List<String> names(String pattern, int first, int count, boolean isNumbered) {
    String numbered = isNumbered && !pattern.contains(NUMBER) ? pattern + NUMBER : pattern;
    return IntStream.range(first, first + count)
        .mapToObj(n -> numbered.replace(NUMBER, Integer.toString(n)))
        .toList();
  }
}
