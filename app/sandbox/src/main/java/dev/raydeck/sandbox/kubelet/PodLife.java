package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One Pod from its binding to its end, in stages: each does one thing and says when the next is
/// due. The delays are those of a real cluster with the image already there. Used on the world's
/// thread; the questions of exec, logs and port-forward come from others, so what they read is
/// guarded.
final class PodLife {
  private static final Duration GCS_LOOK = Duration.ofMillis(1_400);
  private static final Duration TERM_TO_END = Duration.ofMillis(500);
  private static final Duration END_TO_GONE = Duration.ofMillis(300);

  private final KubeletWorld world;
  private final ObjectNode pod;
  private final String podIp;
  private final PodStatus status;
  private final PodEvents events;
  private final PodRay ray;
  private final List<Container> inits = new ArrayList<>();
  private final List<Container> containers = new ArrayList<>();
  private final Map<String, Restarts> restarts = new HashMap<>();
  private final List<SandboxClock.Scheduled> due = new ArrayList<>();
  private boolean hasAddress;
  private boolean isEnding;

  PodLife(KubeletWorld world, ObjectNode pod, String podIp) {
    this.world = world;
    this.pod = pod;
    this.podIp = podIp;
    this.status = new PodStatus(pod.path("spec"), world.clock().instant());
    this.events = world.events(pod);
    this.ray = new PodRay(this, world);
    for (JsonNode spec : Json.entries(Json.at(pod, "spec", "initContainers"))) {
      inits.add(new Container(spec, true, world.clock()));
    }
    for (JsonNode spec : Json.entries(Json.at(pod, "spec", "containers"))) {
      containers.add(new Container(spec, false, world.clock()));
    }
  }

  String name() {
    return Json.text(pod, "metadata", "name");
  }

  String namespace() {
    return Json.text(pod, "metadata", "namespace");
  }

  String cluster() {
    return Json.text(pod, "metadata", "labels", "ray.io/cluster");
  }

  String node() {
    return Json.text(pod, "spec", "nodeName");
  }

  String podIp() {
    return podIp;
  }

  boolean isRayHead() {
    return Json.text(pod, "metadata", "labels", "ray.io/node-type").equals("head");
  }

  boolean isRayNode() {
    return !containers.isEmpty() && RayStart.starts(containers.getFirst().commandLine());
  }

  ObjectNode pod() {
    return pod;
  }

  PodEvents events() {
    return events;
  }

  @Nullable RayProcess ray() {
    return ray.process();
  }

  Container rayContainer() {
    return containers.getFirst();
  }

  Optional<Container> container(String name) {
    return Stream.concat(containers.stream(), inits.stream())
        .filter(one -> one.name.equals(name))
        .findFirst();
  }

  // The way up

  void begin() {
    later(Duration.ofMillis(30), this::takeAddress);
    String waiting = inits.isEmpty() ? "ContainerCreating" : "PodInitializing";
    containers.forEach(one -> one.waitFor(waiting));
    publish();
  }

  private void takeAddress() {
    hasAddress = true;
    publish();
    if (inits.isEmpty()) {
      later(Duration.ofMillis(120), this::startContainers);
    } else {
      later(Duration.ofMillis(60), this::startInit);
    }
  }

  private void startInit() {
    inits.forEach(this::start);
    publish();
    later(GCS_LOOK, this::lookForGcs);
  }

  /// `wait-gcs-ready`: asks the head every five seconds until it answers.
  private void lookForGcs() {
    boolean isHeadMissing = isRayNode() && world.headOf(namespace(), cluster()).isEmpty();
    if (isHeadMissing || inits.stream().anyMatch(one -> !one.isRunning())) {
      later(PodRay.LOOK_AGAIN, this::lookForGcs);
      return;
    }
    inits.forEach(init -> init.end(0, "Completed"));
    containers.forEach(one -> one.waitFor("PodInitializing"));
    publish();
    later(Duration.ofMillis(70), this::startContainers);
  }

  private void startContainers() {
    containers.forEach(this::start);
    publish();
  }

  /// Without its image a container waits for it, and the others go on.
  private void start(Container container) {
    String image = Json.text(container.spec(), "image");
    if (!ImagePull.isThere(image)) {
      new ImagePull(this, container).start();
      return;
    }
    events.started(container.name, image);
    container.start();
    begun(container);
  }

  /// What a container does once it runs: Ray is ready when its probe says so, others at once.
  private void begun(Container container) {
    if (inits.contains(container)) {
      return;
    }
    if (isRayNode() && container.equals(rayContainer())) {
      ray.begin();
      return;
    }
    container.ready(true);
    if (isRayHead() && container.name.equals(PodRay.AUTOSCALER)) {
      ray.beginSidecar();
    }
  }

  // Crashes

  /// A container's process ended by itself; the kubelet starts it again where the Pod's policy says
  /// so.
  void crash(Container container, int exitCode, String reason) {
    if (isEnding || !container.isRunning()) {
      return;
    }
    Instant startedAt = container.startedAt();
    container.end(exitCode, reason);
    if (isRayNode() && container.equals(rayContainer())) {
      ray.vanish();
    } else if (container.name.equals(PodRay.AUTOSCALER)) {
      ray.stopSidecar();
    }
    publish();
    if (!isRestarted(exitCode)) {
      return;
    }
    Duration wait =
        restarts
            .computeIfAbsent(container.name, name -> new Restarts())
            .next(startedAt, world.clock().instant());
    if (wait.compareTo(Restarts.AT_ONCE) > 0) {
      later(Restarts.AT_ONCE, () -> backOff(container, wait));
    }
    later(wait, () -> restart(container));
  }

  private boolean isRestarted(int exitCode) {
    return switch (Json.text(pod, "spec", "restartPolicy")) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  private void backOff(Container container, Duration wait) {
    String where = "%s_%s".formatted(name(), namespace());
    String uid = Json.text(pod, "metadata", "uid");
    container.backOff(
        "CrashLoopBackOff",
        "back-off %s restarting failed container=%s pod=%s(%s)"
            .formatted(Restarts.text(wait), container.name, where, uid));
    events.warning(
        container.name,
        "BackOff",
        "Back-off restarting failed container %s in pod %s(%s)"
            .formatted(container.name, where, uid));
    publish();
  }

  private void restart(Container container) {
    events.started(container.name, Json.text(container.spec(), "image"));
    container.restart();
    begun(container);
    publish();
  }

  /// The node under the Pod is gone: nobody tells of it any more.
  void lose() {
    isEnding = true;
    dropDue();
    ray.stopSidecar();
    ray.vanish();
    containers.forEach(one -> one.ready(false));
    publish();
  }

  // The way down

  /// The Pod has a deletion time: its processes get SIGTERM. The autoscaler container, being
  /// process 1 of its container, ignores it, so a head takes the whole grace period.
  void terminate(Duration grace) {
    if (isEnding) {
      return;
    }
    isEnding = true;
    dropDue();
    containers.forEach(one -> events.killing(one.name));
    ray.leave();
    later(TERM_TO_END, this::endContainers);
    boolean waitsForGrace = container(PodRay.AUTOSCALER).filter(Container::isRunning).isPresent();
    later(
        waitsForGrace && grace.compareTo(TERM_TO_END) > 0 ? grace : TERM_TO_END.plus(END_TO_GONE),
        () -> world.gone(this));
  }

  private void endContainers() {
    containers.stream()
        .filter(one -> !one.name.equals(PodRay.AUTOSCALER))
        .filter(Container::isRunning)
        .forEach(one -> one.end(1, "Error"));
    publish();
  }

  void missHead() {
    if (!isEnding && !isRayHead() && isRayNode()) {
      ray.missHead();
    }
  }

  /// The Pod is no more, however that came: everything of it stops now.
  void close() {
    isEnding = true;
    dropDue();
    ray.leave();
  }

  void later(Duration delay, Runnable stage) {
    due.add(world.clock().schedule(delay, () -> world.guard(this, stage)));
  }

  private void dropDue() {
    due.forEach(SandboxClock.Scheduled::cancel);
    due.clear();
  }

  void publish() {
    Instant now = world.clock().instant();
    world.publish(this, status.tree(inits, containers, hasAddress ? podIp : null, now));
  }
}
