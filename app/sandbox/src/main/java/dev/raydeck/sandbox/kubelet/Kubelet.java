package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.EventRecorder;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.StoreEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// The kubelets of the sandbox's nodes, with the scheduler that fills them: leads every Pod through
/// its life.
public final class Kubelet implements KubeletWorld, AutoCloseable {
  public static final String NODE = "ray-node-1";

  private static final Duration SETUP = Duration.ofMillis(20);

  private final ObjectStore store;
  private final SandboxClock clock;
  private final RandomGenerator random;
  private final Sidecars sidecars;
  private final Scheduler scheduler;
  private final NodeController nodes;
  private final Map<String, EventRecorder> recorders = new HashMap<>();
  private final Map<String, PodLife> lives = new ConcurrentHashMap<>();
  private int addresses;

  public Kubelet(ObjectStore store, SandboxClock clock, RandomGenerator random, Sidecars sidecars) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.sidecars = sidecars;
    this.scheduler = new Scheduler(store, clock);
    this.nodes = new NodeController(store, clock, this::lose);
  }

  /// Takes note of a change in the store. On the world's thread.
  public void notice(Kind kind, StoreEvent event) {
    scheduler.notice(kind, event);
    if (kind.equals(Kinds.NODES)) {
      nodes.notice(event);
    } else if (kind.equals(Kinds.PODS)) {
      noticePod(event);
    }
  }

  private void noticePod(StoreEvent event) {
    ObjectNode pod = event.object();
    String uid = Json.text(pod, "metadata", "uid");
    PodLife life = lives.get(uid);
    if (event.type() == StoreEvent.Type.DELETED) {
      lives.remove(uid);
      if (life != null) {
        life.close();
      }
    } else if (life == null) {
      if (nodes.isThere(Json.text(pod, "spec", "nodeName"))) {
        adopt(uid, pod);
      }
    } else if (!Json.text(pod, "metadata", "deletionTimestamp").isEmpty()) {
      life.terminate(
          Duration.ofSeconds(Json.number(pod, "metadata", "deletionGracePeriodSeconds")));
    }
  }

  private void lose(String node) {
    lives.values().stream().filter(life -> life.node().equals(node)).forEach(PodLife::lose);
  }

  private void adopt(String uid, ObjectNode pod) {
    addresses++;
    String podIp = "10.244.%d.%d".formatted(1 + addresses / 250, 2 + addresses % 250);
    PodLife life = new PodLife(this, pod, podIp);
    lives.put(uid, life);
    clock.schedule(SETUP, () -> guard(life, life::begin));
  }

  Optional<PodLife> find(String namespace, String name) {
    return lives.values().stream()
        .filter(life -> life.name().equals(name) && life.namespace().equals(namespace))
        .findFirst();
  }

  @Override
  public SandboxClock clock() {
    return clock;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public Sidecars sidecars() {
    return sidecars;
  }

  @Override
  public Optional<RayProcess> headOf(String namespace, String cluster) {
    return lives.values().stream()
        .filter(life -> life.isRayHead() && life.cluster().equals(cluster))
        .filter(life -> life.namespace().equals(namespace))
        .flatMap(life -> Optional.ofNullable(life.ray()).stream())
        .findFirst();
  }

  @Override
  public void headLost(PodLife head) {
    for (PodLife life : List.copyOf(lives.values())) {
      if (life.cluster().equals(head.cluster()) && life.namespace().equals(head.namespace())) {
        life.missHead();
      }
    }
  }

  @Override
  public void publish(PodLife life, ObjectNode status) {
    try {
      var _ =
          store.updateStatus(
              Kinds.PODS,
              life.namespace(),
              life.name(),
              object -> {
                object.set("status", status.deepCopy());
                return object;
              });
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  @Override
  public void gone(PodLife life) {
    store.remove(Kinds.PODS, life.namespace(), life.name());
  }

  @Override
  public void guard(PodLife life, Runnable stage) {
    if (lives.containsValue(life)) {
      stage.run();
    }
  }

  @Override
  public PodEvents events(ObjectNode pod) {
    String node = Json.text(pod, "spec", "nodeName");
    return new PodEvents(
        recorders.computeIfAbsent(node, host -> new EventRecorder(store, clock, "kubelet", host)),
        pod);
  }

  /// Ends everything that runs in Pods.
  @Override
  public void close() {
    List.copyOf(lives.values()).forEach(PodLife::close);
    lives.clear();
  }
}
