package dev.raydeck.desktop;

import dev.raydeck.sandbox.api.ApiServer;
import dev.raydeck.sandbox.api.ApiSettings;
import dev.raydeck.sandbox.api.Caller;
import dev.raydeck.sandbox.api.Definitions;
import dev.raydeck.sandbox.api.ExecRequest;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.LogSource;
import dev.raydeck.sandbox.api.LoopbackCertificate;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.PodRuntime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An API server in a process of its own, with one RayCluster of many Pods and nothing behind them,
/// or a Ray head that knows a node for each: `WireServer [Pods] [events a second] [milliseconds
/// since the epoch that count as none] [Pods a second that go, and others come] [whether there is a
/// head]`.
///
/// It prints a kubeconfig and waits for a line. Then it changes Pods: each event sets a container's
/// restart count to the milliseconds of its time, one in ten of them in the Pods that come first by
/// name.
final class WireServer {
  static final int FIRST = 20;
  static final String HEAD = "bench-head";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private WireServer() {}

  public static void main(String[] args) throws IOException {
    int pods = Integer.parseInt(args[0]);
    int events = Integer.parseInt(args[1]);
    long none = Long.parseLong(args[2]);
    int churn = Integer.parseInt(args[3]);
    boolean hasHead = Boolean.parseBoolean(args[4]);
    InstantSource clock = InstantSource.system();
    ObjectStore store = new ObjectStore(clock, new Random(1));
    store.create(Kinds.CUSTOM_RESOURCE_DEFINITIONS, Definitions.rayClusters(clock.instant()));
    store.create(Kinds.RAY_CLUSTERS, cluster());
    for (int i = 0; i < pods; i++) {
      create(store, i);
    }
    WireHead head = hasHead ? new WireHead(pods, WireServer::name) : null;
    if (hasHead) {
      store.create(Kinds.PODS, headPod());
      store.updateStatus(Kinds.PODS, "default", HEAD, WireServer::running);
    }
    ApiServer api =
        ApiServer.start(
            store,
            new HeadAlone(head),
            new ApiSettings(0, Map.of("bench", Caller.ADMIN), clock),
            LoopbackCertificate.begin());
    System.out.println(api.kubeconfig("bench", "default", "bench").strip());
    System.out.println("---");
    if (System.in.read() >= 0) {
      change(store, pods, events, churn, none);
    }
  }

  private static void create(ObjectStore store, int i) {
    store.create(Kinds.PODS, pod(i));
    store.updateStatus(Kinds.PODS, "default", name(i), WireServer::running);
  }

  private static void change(ObjectStore store, int pods, int events, int churn, long none) {
    Random random = new Random(2);
    long begun = System.nanoTime();
    long sent = 0;
    int gone = 0;
    while (!Thread.interrupted()) {
      long nanos = System.nanoTime() - begun;
      for (; sent < nanos * events / TimeUnit.SECONDS.toNanos(1); sent++) {
        int first = sent % 10 == 0 ? 0 : FIRST + gone;
        int many = sent % 10 == 0 ? Math.min(FIRST, pods) : pods - FIRST;
        restart(store, name(first + random.nextInt(Math.max(1, many))), none);
      }
      for (; gone < nanos * churn / TimeUnit.SECONDS.toNanos(1); gone++) {
        store.remove(Kinds.PODS, "default", name(FIRST + gone));
        create(store, pods + gone);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static void restart(ObjectStore store, String name, long none) {
    long now = System.currentTimeMillis() - none;
    store.updateStatus(
        Kinds.PODS,
        "default",
        name,
        pod -> {
          ((ObjectNode) pod.at("/status/containerStatuses/0")).put("restartCount", (int) now);
          return pod;
        });
  }

  private static String name(int i) {
    return "bench-small-group-worker-%06d".formatted(i);
  }

  private static ObjectNode pod(int i) {
    return read(
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "%s", "namespace": "default", "labels": {"ray.io/cluster": "bench",
           "ray.io/is-ray-node": "yes", "ray.io/node-type": "worker", "ray.io/group": "small-group"},
           "annotations": {"bench.raydeck.dev/as-long-as-many": "%s"}},
         "spec": {"nodeName": "node-%d", "containers": [{"name": "ray-worker",
           "image": "rayproject/ray:2.52.0", "resources": {"limits": {"cpu": "1", "memory": "1G"}}}]}}
        """
            .formatted(name(i), "x".repeat(2_000), i / 30));
  }

  private static ObjectNode headPod() {
    return read(
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "%s", "namespace": "default", "labels": {"ray.io/cluster": "bench",
           "ray.io/is-ray-node": "yes", "ray.io/node-type": "head", "ray.io/group": "headgroup"}},
         "spec": {"nodeName": "node-0", "containers": [{"name": "ray-worker",
           "image": "rayproject/ray:2.52.0"}]}}
        """
            .formatted(HEAD));
  }

  private static ObjectNode running(ObjectNode pod) {
    pod.set(
        "status",
        read(
            """
            {"phase": "Running", "podIP": "10.0.0.1", "conditions": [{"type": "Ready", "status": "True"}],
             "containerStatuses": [{"name": "ray-worker", "ready": true, "restartCount": 0,
               "image": "rayproject/ray:2.52.0", "imageID": "",
               "state": {"running": {"startedAt": "2026-11-24T14:00:00Z"}}}]}
            """));
    return pod;
  }

  private static ObjectNode cluster() {
    return read(
        """
        {"apiVersion": "ray.io/v1", "kind": "RayCluster",
         "metadata": {"name": "bench", "namespace": "default"},
         "spec": {"rayVersion": "2.52.0", "enableInTreeAutoscaling": true,
           "headGroupSpec": {"rayStartParams": {}, "template": {"spec": {"containers": [
             {"name": "ray-head", "image": "rayproject/ray:2.52.0",
              "resources": {"limits": {"cpu": "1", "memory": "5G"}}}]}}},
           "workerGroupSpecs": [{"groupName": "small-group", "replicas": 1, "minReplicas": 0,
             "maxReplicas": 100000, "rayStartParams": {}, "template": {"spec": {"containers": [
               {"name": "ray-worker", "image": "rayproject/ray:2.52.0",
                "resources": {"limits": {"cpu": "1", "memory": "1G"}}}]}}}]}}
        """);
  }

  private static ObjectNode read(String json) {
    return (ObjectNode) JSON.readTree(json);
  }

  private record HeadAlone(@Nullable WireHead head) implements PodRuntime {
    @Override
    public int exec(ExecRequest request) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public LogSource logs(String namespace, String pod, String container, boolean previous) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public InetSocketAddress dial(String namespace, String pod, int port) {
      if (head == null) {
        throw new IllegalStateException("nothing runs here");
      }
      return head.address();
    }
  }
}
