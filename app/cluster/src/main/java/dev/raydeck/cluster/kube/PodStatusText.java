package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The STATUS column of `kubectl get pods`, by the rules of its printer: phase, then the Pod's
/// reason, then the first init container that is not done, else the first container that has
/// something to say, and Terminating above all that still lives.
final class PodStatusText {
  private PodStatusText() {}

  static String of(Pod pod) {
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    boolean isDeleting = pod.getMetadata().getDeletionTimestamp() != null;
    if (isDeleting && "NodeLost".equals(status.getReason())) {
      return "Unknown";
    }
    String phase = Objects.requireNonNullElse(status.getPhase(), "");
    boolean isOver = phase.equals("Succeeded") || phase.equals("Failed");
    if (isDeleting && !isOver) {
      return "Terminating";
    }
    String init = initializing(pod, status);
    if (init != null && !PodReader.isTrue(status, "Initialized")) {
      return init;
    }
    return ofContainers(status, beforeContainers(status, phase, init));
  }

  private static String beforeContainers(PodStatus status, String phase, @Nullable String init) {
    if (init != null) {
      return init;
    }
    boolean gated =
        status.getConditions().stream()
            .anyMatch(each ->
                "PodScheduled".equals(each.getType())
                    && "SchedulingGated".equals(each.getReason()));
    if (gated) {
      return "SchedulingGated";
    }
    return Objects.requireNonNullElse(status.getReason(), phase);
  }

  private static @Nullable String initializing(Pod pod, PodStatus status) {
    List<Container> specs = pod.getSpec() == null ? List.of() : pod.getSpec().getInitContainers();
    List<ContainerStatus> containers = status.getInitContainerStatuses();
    for (int i = 0; i < containers.size(); i++) {
      ContainerStatus each = containers.get(i);
      ContainerStateTerminated ended = terminated(each);
      if (ended != null && Objects.equals(ended.getExitCode(), 0)) {
        continue;
      }
      if (isSidecar(specs, each.getName()) && Boolean.TRUE.equals(each.getStarted())) {
        continue;
      }
      if (ended != null) {
        return "Init:" + endText(ended);
      }
      ContainerStateWaiting waiting = each.getState() == null ? null : each.getState().getWaiting();
      String reason = waiting == null ? null : waiting.getReason();
      return reason == null || reason.isEmpty() || reason.equals("PodInitializing")
          ? "Init:%d/%d".formatted(i, specs.size())
          : "Init:" + reason;
    }
    return null;
  }

  private static boolean isSidecar(List<Container> specs, String name) {
    return specs.stream()
        .anyMatch(each -> each.getName().equals(name) && "Always".equals(each.getRestartPolicy()));
  }

  private static String ofContainers(PodStatus status, String before) {
    String text = before;
    boolean hasRunning = false;
    for (ContainerStatus each : status.getContainerStatuses().reversed()) {
      ContainerStateWaiting waiting = each.getState() == null ? null : each.getState().getWaiting();
      ContainerStateTerminated ended = terminated(each);
      if (waiting != null && waiting.getReason() != null && !waiting.getReason().isEmpty()) {
        text = waiting.getReason();
      } else if (ended != null) {
        text = endText(ended);
      } else if (Boolean.TRUE.equals(each.getReady())
          && each.getState() != null
          && each.getState().getRunning() != null) {
        hasRunning = true;
      }
    }
    if (text.equals("Completed") && hasRunning) {
      return PodReader.isTrue(status, "Ready") ? "Running" : "NotReady";
    }
    return text;
  }

  private static String endText(ContainerStateTerminated ended) {
    if (ended.getReason() != null && !ended.getReason().isEmpty()) {
      return ended.getReason();
    }
    return ended.getSignal() != null && ended.getSignal() != 0
        ? "Signal:" + ended.getSignal()
        : "ExitCode:" + ended.getExitCode();
  }

  private static @Nullable ContainerStateTerminated terminated(ContainerStatus status) {
    return status.getState() == null ? null : status.getState().getTerminated();
  }
}
