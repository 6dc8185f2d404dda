package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.kubelet.Sidecars.SidecarPlace;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One Pod from its binding to its end, in stages: each does one thing and says when the next is
/// due. The delays are those of a real cluster with the image already there. Used on the world's
/// thread; the questions of exec, logs and port-forward come from others, so what they read is
/// guarded.
final class PodLife {
  private static final Logger LOG = LoggerFactory.getLogger(PodLife.class);
  private static final Duration RAY_HEAD_START = Duration.ofSeconds(3);
  private static final Duration RAY_WORKER_START = Duration.ofMillis(3_900);
  private static final Duration AUTOSCALER_START = Duration.ofSeconds(11);
  private static final Duration FIRST_READINESS = Duration.ofMillis(9_990);
  private static final Duration GCS_LOOK = Duration.ofMillis(1_400);
  private static final Duration GCS_LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration TERM_TO_END = Duration.ofMillis(500);
  private static final Duration END_TO_GONE = Duration.ofMillis(300);
  private static final Duration HEAD_MISSED = Duration.ofSeconds(48);

  private final KubeletWorld world;
  private final ObjectNode pod;
  private final String podIp;
  private final PodStatus status;
  private final List<Container> inits = new ArrayList<>();
  private final List<Container> containers = new ArrayList<>();
  private final List<SandboxClock.Scheduled> due = new ArrayList<>();
  private volatile @Nullable RayProcess ray;
  private @Nullable AutoCloseable sidecar;
  private boolean hasAddress;
  private boolean isEnding;

  PodLife(KubeletWorld world, ObjectNode pod, String podIp) {
    this.world = world;
    this.pod = pod;
    this.podIp = podIp;
    Instant now = world.clock().instant();
    this.status = new PodStatus(pod.path("spec"), now);
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

  boolean isRayHead() {
    return Json.text(pod, "metadata", "labels", "ray.io/node-type").equals("head");
  }

  ObjectNode pod() {
    return pod;
  }

  @Nullable RayProcess ray() {
    return ray;
  }

  Optional<Container> container(String name) {
    return java.util.stream.Stream.concat(containers.stream(), inits.stream())
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
    if (isRayNode() && world.headOf(namespace(), cluster()).isEmpty()) {
      later(GCS_LOOK_AGAIN, this::lookForGcs);
      return;
    }
    inits.forEach(init -> init.end(0));
    containers.forEach(one -> one.waitFor("PodInitializing"));
    publish();
    later(Duration.ofMillis(70), this::startContainers);
  }

  private void startContainers() {
    containers.forEach(this::start);
    if (!isRayNode()) {
      containers.forEach(one -> one.ready(true));
    } else {
      containers.stream().skip(1).forEach(one -> one.ready(true));
      awaitRay();
    }
    publish();
  }

  private void start(Container container) {
    world.startEvents(pod, container.name, Json.text(container.spec(), "image"));
    container.start();
  }

  private boolean isRayNode() {
    return !containers.isEmpty() && RayStart.starts(containers.getFirst().commandLine());
  }

  private void awaitRay() {
    later(isRayHead() ? RAY_HEAD_START : RAY_WORKER_START, this::startRay);
    later(FIRST_READINESS, this::probe);
    if (isRayHead() && container("autoscaler").isPresent()) {
      later(AUTOSCALER_START, this::startSidecar);
    }
  }

  private void startRay() {
    Container container = containers.getFirst();
    RayStart start = RayProcess.start(pod, container, podIp);
    if (isRayHead()) {
      ray =
          RayProcess.head(
              world.clock(), world.random(), start, Json.text(container.spec(), "image"));
    } else {
      Optional<RayProcess> head = world.headOf(namespace(), cluster());
      if (head.isEmpty()) {
        later(GCS_LOOK_AGAIN, this::startRay);
        return;
      }
      ray = head.get().join(start);
    }
    container.log().print("Local node IP: " + podIp);
    container.log().print("--------------------\nRay runtime started.\n--------------------");
  }

  /// The readiness probe: every five seconds until Ray answers.
  private void probe() {
    if (ray == null) {
      later(Duration.ofSeconds(5), this::probe);
      return;
    }
    containers.getFirst().ready(true);
    publish();
  }

  private void startSidecar() {
    Container container = container("autoscaler").orElseThrow();
    if (ray == null) {
      later(GCS_LOOK_AGAIN, this::startSidecar);
      return;
    }
    SidecarPlace place =
        new SidecarPlace(
            namespace(), cluster(), name(), Json.text(pod, "spec", "serviceAccountName"));
    sidecar = world.sidecars().start(place, line -> container.log().print(line));
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
    containers.forEach(one -> world.killingEvent(pod, one.name));
    leaveRay();
    later(TERM_TO_END, this::endContainers);
    boolean waitsForGrace = container("autoscaler").isPresent();
    later(
        waitsForGrace && grace.compareTo(TERM_TO_END) > 0 ? grace : TERM_TO_END.plus(END_TO_GONE),
        () -> world.gone(this));
  }

  private void endContainers() {
    containers.stream()
        .filter(one -> !one.name.equals("autoscaler"))
        .filter(one -> one.state() == Container.State.RUNNING)
        .forEach(one -> one.end(1));
    publish();
  }

  private void leaveRay() {
    stopSidecar();
    RayProcess running = ray;
    ray = null;
    if (running != null) {
      running.end();
      if (running.isHead()) {
        world.headLost(this);
      }
    }
  }

  private void stopSidecar() {
    AutoCloseable running = sidecar;
    sidecar = null;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (Exception e) {
      LOG.error("The autoscaler container of {} did not end", name(), e);
    }
  }

  /// The head is gone: this raylet goes on until it gives up; the kubelet restarts its container,
  /// which joins the next head.
  void missHead() {
    if (!isEnding && !isRayHead() && isRayNode()) {
      later(HEAD_MISSED, this::restartRay);
    }
  }

  private void restartRay() {
    ray = null;
    containers.getFirst().end(1);
    publish();
    containers.getFirst().restart();
    publish();
    awaitRay();
  }

  /// The Pod is no more, however that came: everything of it stops now.
  void close() {
    isEnding = true;
    dropDue();
    leaveRay();
  }

  private void later(Duration delay, Runnable stage) {
    due.add(world.clock().schedule(delay, () -> world.guard(this, stage)));
  }

  private void dropDue() {
    due.forEach(SandboxClock.Scheduled::cancel);
    due.clear();
  }

  private void publish() {
    Instant now = world.clock().instant();
    world.publish(this, status.tree(inits, containers, hasAddress ? podIp : null, now));
  }
}
