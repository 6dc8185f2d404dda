package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.ExecRequest;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.LogSource;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.PodRuntime;
import dev.raydeck.sandbox.program.Console;
import dev.raydeck.sandbox.program.ContainerFiles;
import dev.raydeck.sandbox.program.HeadProgram;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What exec, logs and port-forward reach in the sandbox's Pods.
public final class SimulatedPods implements PodRuntime {
  private static final int DEFAULT_GCS_PORT = 6379;
  private static final int DASHBOARD_PORT = 8265;

  private final ObjectStore store;
  private final SandboxClock clock;
  private final Kubelet kubelet;

  public SimulatedPods(ObjectStore store, SandboxClock clock, Kubelet kubelet) {
    this.store = store;
    this.clock = clock;
    this.kubelet = kubelet;
  }

  @Override
  public int exec(ExecRequest request) throws InterruptedException {
    PodLife life = life(request.namespace(), request.pod());
    Container container = container(life, request.container());
    if (container.state() != Container.State.RUNNING) {
      throw new ApiException(
          500,
          "InternalError",
          "container not found (\"" + request.container() + "\"): it is not running",
          null);
    }
    Optional<ProcessDeed> deed = ProcessDeed.of(request.argv());
    if (deed.isPresent()) {
      clock.schedule(
          Duration.ZERO, () -> kubelet.guard(life, () -> deed.get().happen(life, container)));
      return deed.get().exitCode;
    }
    RayProcess ray = rayOf(life);
    return new HeadProgram(
            ray == null ? null : ray.head(),
            clock,
            life.name(),
            files(life, container),
            new Console(request.stdout(), request.stderr(), request.tty()))
        .run(request.argv());
  }

  /// A worker's programs talk to the head of its cluster.
  private @Nullable RayProcess rayOf(PodLife life) {
    RayProcess own = life.ray();
    return own != null ? own : kubelet.headOf(life.namespace(), life.cluster()).orElse(null);
  }

  @Override
  public LogSource logs(String namespace, String pod, String container, boolean previous) {
    PodLife life = life(namespace, pod);
    Container found = container(life, container);
    if (!previous) {
      return found.log();
    }
    ContainerLog before = found.previousLog();
    if (before == null) {
      throw ApiException.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found".formatted(container, pod));
    }
    return before;
  }

  @Override
  public InetSocketAddress dial(String namespace, String pod, int port) {
    RayProcess ray = life(namespace, pod).ray();
    if (ray == null || !ray.isHead() || (port != DEFAULT_GCS_PORT && port != DASHBOARD_PORT)) {
      throw new ApiException(
          500,
          "InternalError",
          "failed to connect to localhost:%d inside pod %s: connection refused"
              .formatted(port, pod),
          null);
    }
    return port == DASHBOARD_PORT ? ray.dashboard().address() : ray.gcs().address();
  }

  private PodLife life(String namespace, String pod) {
    return kubelet.find(namespace, pod).orElseThrow(() -> ApiException.notFound(Kinds.PODS, pod));
  }

  private static Container container(PodLife life, String name) {
    return life.container(name)
        .orElseThrow(() ->
            ApiException.badRequest(
                "container %s is not valid for pod %s".formatted(name, life.name())));
  }

  /// The files of the ConfigMaps mounted in a container, as they are now.
  private ContainerFiles files(PodLife life, Container container) {
    Map<String, String> texts = new TreeMap<>();
    for (JsonNode mount : Json.entries(container.spec().path("volumeMounts"))) {
      for (JsonNode volume : Json.entries(Json.at(life.pod(), "spec", "volumes"))) {
        if (Json.text(volume, "name").equals(Json.text(mount, "name"))) {
          mount(life.namespace(), volume.path("configMap"), Json.text(mount, "mountPath"), texts);
        }
      }
    }
    return new ContainerFiles(texts);
  }

  private void mount(
      String namespace, JsonNode source, String directory, Map<String, String> texts) {
    store
        .find(Kinds.CONFIG_MAPS, namespace, Json.text(source, "name"))
        .ifPresent(map -> {
          JsonNode data = map.path("data");
          Map<String, String> paths = new TreeMap<>();
          Json.entries(source.path("items"))
              .forEach(item -> paths.put(Json.text(item, "key"), Json.text(item, "path")));
          if (paths.isEmpty()) {
            data.propertyNames().forEach(key -> paths.put(key, key));
          }
          paths.forEach((key, path) -> {
            if (data.has(key)) {
              texts.put(directory + "/" + path, Json.text(data, key));
            }
          });
        });
  }
}
