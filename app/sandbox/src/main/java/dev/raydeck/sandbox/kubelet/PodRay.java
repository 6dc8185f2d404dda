package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.kubelet.Sidecars.SidecarPlace;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Ray that runs in a Pod's first container, run after run, and the autoscaler beside it.
///
/// Times are those measured on a real cluster. Used on the world's thread; only [#process] is asked
/// from others.
final class PodRay {
  static final String AUTOSCALER = "autoscaler";
  static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(PodRay.class);
  private static final Duration HEAD_START = Duration.ofSeconds(3);
  private static final Duration WORKER_START = Duration.ofMillis(3_900);
  private static final Duration AUTOSCALER_START = Duration.ofSeconds(11);
  private static final Duration FIRST_READINESS = Duration.ofMillis(9_990);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(5);
  private static final int READINESS_THRESHOLD = 10;
  private static final int LIVENESS_THRESHOLD = 120;
  private static final int KILLED = 137;
  private static final Duration HEAD_MISSED = Duration.ofSeconds(48);
  private static final Duration AUTOSCALER_GIVES_UP = Duration.ofSeconds(4);

  private final PodLife life;
  private final KubeletWorld world;
  private volatile @Nullable RayProcess process;
  private @Nullable AutoCloseable sidecar;
  private int run;

  PodRay(PodLife life, KubeletWorld world) {
    this.life = life;
    this.world = world;
  }

  @Nullable RayProcess process() {
    return process;
  }

  /// The first container has started: `ray start` takes its time.
  void begin() {
    run++;
    inThisRun(life.isRayHead() ? HEAD_START : WORKER_START, this::start);
    inThisRun(FIRST_READINESS, this::probe);
  }

  private void start() {
    Container container = life.rayContainer();
    RayStart start = RayProcess.start(life.pod(), container, life.podIp());
    if (life.isRayHead()) {
      process =
          RayProcess.head(
              world.clock(), world.random(), start, Json.text(container.spec(), "image"));
    } else {
      Optional<RayProcess> head = world.headOf(life.namespace(), life.cluster());
      if (head.isEmpty()) {
        inThisRun(LOOK_AGAIN, this::start);
        return;
      }
      process = head.get().join(start);
    }
    container.log().print("Local node IP: " + life.podIp());
    container.log().print("--------------------\nRay runtime started.\n--------------------");
  }

  /// The readiness probe: every five seconds until Ray answers.
  private void probe() {
    if (process == null) {
      life.events().warning(life.rayContainer().name, "Unhealthy", "Readiness probe failed: ");
      inThisRun(PROBE_EVERY, this::probe);
      return;
    }
    life.rayContainer().ready(true);
    life.publish();
    inThisRun(PROBE_EVERY, () -> check(1));
  }

  /// Both probes go on, every five seconds; `failure` is the number of this one if it fails.
  private void check(int failure) {
    RayProcess running = process;
    if (running == null || running.isWell()) {
      inThisRun(PROBE_EVERY, () -> check(1));
      return;
    }
    Container container = life.rayContainer();
    life.events().warning(container.name, "Unhealthy", "Readiness probe failed: ");
    life.events().warning(container.name, "Unhealthy", "Liveness probe failed: ");
    if (failure == READINESS_THRESHOLD) {
      container.ready(false);
      life.publish();
    }
    if (failure == LIVENESS_THRESHOLD) {
      life.events()
          .normal(
              container.name,
              "Killing",
              "Container %s failed liveness probe, will be restarted".formatted(container.name));
      life.crash(container, KILLED, "Error");
      return;
    }
    inThisRun(PROBE_EVERY, () -> check(failure + 1));
  }

  /// Container `autoscaler` has started: its program waits for Ray.
  void beginSidecar() {
    life.later(AUTOSCALER_START, this::startSidecar);
  }

  private void startSidecar() {
    Container container = life.container(AUTOSCALER).orElseThrow();
    if (sidecar != null) {
      return;
    }
    if (process == null) {
      life.later(LOOK_AGAIN, this::startSidecar);
      return;
    }
    SidecarPlace place =
        new SidecarPlace(
            life.namespace(),
            life.cluster(),
            life.name(),
            Json.text(life.pod(), "spec", "serviceAccountName"));
    sidecar = world.sidecars().start(place, line -> container.log().print(line));
  }

  /// SIGTERM: a raylet drains itself, a head takes its GCS along.
  void leave() {
    stopSidecar();
    RayProcess running = process;
    process = null;
    if (running != null) {
      running.end();
      if (running.isHead()) {
        world.headLost(life);
      }
    }
  }

  /// The processes are gone without a word. An autoscaler beside a dead head ends with an error
  /// soon after.
  void vanish() {
    run++;
    RayProcess running = process;
    process = null;
    if (running == null) {
      return;
    }
    running.vanish();
    if (running.isHead()) {
      world.headLost(life);
      if (sidecar != null) {
        stopSidecar();
        Container autoscaler = life.container(AUTOSCALER).orElseThrow();
        life.later(AUTOSCALER_GIVES_UP, () -> life.crash(autoscaler, 1, "Error"));
      }
    }
  }

  /// The head is gone: this raylet goes on until it gives up; the kubelet restarts its container,
  /// which joins the next head.
  void missHead() {
    inThisRun(
        HEAD_MISSED,
        () -> {
          process = null;
          life.crash(life.rayContainer(), 1, "Error");
        });
  }

  void stopSidecar() {
    AutoCloseable running = sidecar;
    sidecar = null;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (Exception e) {
      LOG.error("The autoscaler container of {} did not end", life.name(), e);
    }
  }

  /// A stage that belongs to this run of the container only.
  private void inThisRun(Duration delay, Runnable stage) {
    int mine = run;
    life.later(
        delay,
        () -> {
          if (run == mine) {
            stage.run();
          }
        });
  }
}
