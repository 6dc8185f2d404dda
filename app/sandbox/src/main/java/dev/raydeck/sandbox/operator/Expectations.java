package dev.raydeck.sandbox.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// What the operator did and has not yet seen: a group with an unseen change is left alone for the
/// round (kuberay: controllers/ray/expectations/scale_expectations.go). Without it a stale list
/// would be acted on twice.
final class Expectations {
  private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(30);

  private record Expected(String cluster, String group, boolean isDeletion, Instant since) {}

  private final Map<String, Expected> byPod = new LinkedHashMap<>();

  /// @param cluster `namespace/name`, as for Pods; the head's group is empty
  void created(String cluster, String group, String pod, Instant now) {
    byPod.put(pod, new Expected(cluster, group, false, now));
  }

  void deleted(String cluster, String group, String pod, Instant now) {
    byPod.put(pod, new Expected(cluster, group, true, now));
  }

  /// A creation is over when the Pod is seen or after 30 s; a deletion only when the Pod is gone.
  boolean areMet(String cluster, String group, Predicate<String> isSeen, Instant now) {
    byPod
        .entrySet()
        .removeIf(entry -> {
          Expected expected = entry.getValue();
          boolean isOurs = expected.cluster().equals(cluster) && expected.group().equals(group);
          return isOurs && isOver(expected, isSeen.test(entry.getKey()), now);
        });
    return byPod.values().stream()
        .noneMatch(left -> left.cluster().equals(cluster) && left.group().equals(group));
  }

  private static boolean isOver(Expected expected, boolean isSeen, Instant now) {
    return expected.isDeletion()
        ? !isSeen
        : isSeen || !now.isBefore(expected.since().plus(CREATE_TIMEOUT));
  }

  void forget(String cluster) {
    byPod.values().removeIf(expected -> expected.cluster().equals(cluster));
  }
}
