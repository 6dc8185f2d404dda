package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import tools.jackson.databind.node.ObjectNode;

/// The kubelet's events about the containers of one Pod.
final class PodEvents {
  private final EventRecorder recorder;
  private final ObjectNode pod;

  PodEvents(EventRecorder recorder, ObjectNode pod) {
    this.recorder = recorder;
    this.pod = pod;
  }

  void normal(String container, String reason, String message) {
    recorder.record(Kinds.PODS, pod, "Normal", reason, message, path(container));
  }

  void warning(String container, String reason, String message) {
    recorder.record(Kinds.PODS, pod, "Warning", reason, message, path(container));
  }

  void started(String container, String image) {
    normal(container, "Pulled", "Container image \"" + image + "\" already present on machine");
    normal(container, "Created", "Created container: " + container);
    normal(container, "Started", "Started container " + container);
  }

  void killing(String container) {
    normal(container, "Killing", "Stopping container " + container);
  }

  private String path(String container) {
    boolean isInit =
        Json.entries(Json.at(pod, "spec", "initContainers")).stream()
            .anyMatch(one -> Json.text(one, "name").equals(container));
    return (isInit ? "spec.initContainers{" : "spec.containers{") + container + "}";
  }
}
