package dev.raydeck.cluster.kube;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Pod of a RayCluster trimmed to what anyone here reads. Words that many Pods share are kept
/// once: thirty thousand Pods say `Running` as often.
final class PodReader {
  private PodReader() {}

  /// Empty for Pods that are neither head nor worker (the redis clean-up Job's).
  static Optional<RayPod> read(Pod pod) {
    var metadata = pod.getMetadata();
    Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    NodeKind kind =
        switch (labels.getOrDefault("ray.io/node-type", "")) {
          case "head" -> NodeKind.HEAD;
          case "worker" -> NodeKind.WORKER;
          default -> NodeKind.UNMANAGED;
        };
    if (kind == NodeKind.UNMANAGED) {
      return Optional.empty();
    }
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    return Optional.of(
        new RayPod(
            metadata.getName(),
            text(metadata.getUid()),
            kind,
            labels.getOrDefault("ray.io/group", "").intern(),
            text(status.getPhase()).intern(),
            PodStatusText.of(pod).intern(),
            message(status),
            containers(pod, status),
            initContainers(pod, status),
            isTrue(status, "Ready"),
            text(status.getPodIP()),
            pod.getSpec() == null ? "" : text(pod.getSpec().getNodeName()).intern(),
            RayClusterReader.orEpoch(RayClusterReader.instant(metadata.getCreationTimestamp())),
            RayClusterReader.instant(metadata.getDeletionTimestamp()),
            replica(labels)));
  }

  private static RayPod.@Nullable Replica replica(Map<String, String> labels) {
    for (String label : List.of(RayPod.Replica.INDEX_LABEL, RayPod.Replica.KUBERAY_LABEL)) {
      String name = labels.get(label);
      if (name != null) {
        return new RayPod.Replica(name.intern(), label);
      }
    }
    return null;
  }

  /// Where a Pod's environment takes its Ray token from.
  record SecretKey(String secret, String key) {}

  static Optional<SecretKey> tokenKey(Pod pod) {
    if (pod.getSpec() == null || pod.getSpec().getContainers().isEmpty()) {
      return Optional.empty();
    }
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(env -> "RAY_AUTH_TOKEN".equals(env.getName()) && env.getValueFrom() != null)
        .map(env -> env.getValueFrom().getSecretKeyRef())
        .filter(Objects::nonNull)
        .map(ref -> new SecretKey(ref.getName(), ref.getKey()))
        .findFirst();
  }

  /// In the order of the Pod's spec: the Ray container is the first.
  private static List<RayPod.Container> containers(Pod pod, PodStatus status) {
    List<RayPod.Container> containers = new ArrayList<>();
    if (pod.getSpec() == null) {
      return containers;
    }
    for (var spec : pod.getSpec().getContainers()) {
      containers.add(container(spec.getName(), status.getContainerStatuses()));
    }
    return containers;
  }

  private static List<RayPod.Container> initContainers(Pod pod, PodStatus status) {
    return pod.getSpec() == null
        ? List.of()
        : pod.getSpec().getInitContainers().stream()
            .map(spec -> container(spec.getName(), status.getInitContainerStatuses()))
            .toList();
  }

  private static RayPod.Container container(String name, List<ContainerStatus> statuses) {
    return container(
        name,
        statuses.stream().filter(each -> each.getName().equals(name)).findFirst().orElse(null));
  }

  private static RayPod.Container container(String said, @Nullable ContainerStatus status) {
    String name = said.intern();
    if (status == null) {
      return new RayPod.Container(name, false, "waiting", null, 0);
    }
    int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
    boolean ready = Boolean.TRUE.equals(status.getReady());
    ContainerState state = status.getState();
    if (state != null && state.getRunning() != null) {
      return new RayPod.Container(name, ready, "running", null, restarts);
    }
    if (state != null && state.getTerminated() != null) {
      return new RayPod.Container(
          name, ready, "terminated", shared(state.getTerminated().getReason()), restarts);
    }
    String reason =
        state == null || state.getWaiting() == null ? null : state.getWaiting().getReason();
    return new RayPod.Container(name, ready, "waiting", shared(reason), restarts);
  }

  /// Why it does not run: a container's waiting text, else what the scheduler says, else the Pod's
  /// own.
  private static @Nullable String message(PodStatus status) {
    Optional<String> waiting =
        Stream.concat(
                status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
            .map(ContainerStatus::getState)
            .filter(state -> state != null && state.getWaiting() != null)
            .map(state -> text(state.getWaiting().getMessage()))
            .filter(words -> !words.isEmpty())
            .findFirst();
    if (waiting.isPresent()) {
      return waiting.get();
    }
    for (PodCondition condition : status.getConditions()) {
      boolean unscheduled =
          "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus());
      if (unscheduled && condition.getMessage() != null) {
        return condition.getMessage();
      }
    }
    return status.getMessage();
  }

  static boolean isTrue(PodStatus status, String type) {
    return status.getConditions().stream()
        .anyMatch(each -> type.equals(each.getType()) && "True".equals(each.getStatus()));
  }

  private static @Nullable String shared(@Nullable String word) {
    return word == null ? null : word.intern();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
