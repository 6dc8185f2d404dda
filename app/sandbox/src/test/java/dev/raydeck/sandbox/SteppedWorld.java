package dev.raydeck.sandbox;

import dev.raydeck.sandbox.api.ExecRequest;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.PodLines;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A sandbox whose clock the test moves, and what a person would read of it. Names of Pods lose
/// their random ends: `worker` is the first worker, `worker-2` the next.
final class SteppedWorld implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T19:00:00Z");
  static final String CLUSTER = "raycluster-autoscaler";
  static final String GROUP = "small-group";

  final SandboxCluster cluster;
  final ObjectStore store;

  private SteppedWorld(String manifest) {
    cluster =
        SandboxCluster.start(
            SandboxOptions.DEFAULT.withSeed(7).steppedFrom(START).withManifest(manifest));
    store = cluster.store();
  }

  static SteppedWorld empty() {
    return new SteppedWorld("");
  }

  /// The guide's cluster, head and all, as it is applied.
  static SteppedWorld guide() {
    return new SteppedWorld(SandboxOptions.DEFAULT.manifest());
  }

  /// The guide's cluster with something else in its text.
  static SteppedWorld guide(String target, String replacement) {
    String manifest = SandboxOptions.DEFAULT.manifest();
    if (!manifest.contains(target)) {
      throw new IllegalArgumentException("the guide does not say " + target);
    }
    return new SteppedWorld(manifest.replace(target, replacement));
  }

  /// Lets time pass: `15S`, `1M30S`, `0.5S`.
  void pass(String duration) {
    cluster.clock().advance(Duration.parse("PT" + duration));
  }

  Instant now() {
    return cluster.clock().instant();
  }

  ObjectNode rayCluster() {
    return store.find(Kinds.RAY_CLUSTERS, "default", CLUSTER).orElseThrow();
  }

  void change(Consumer<ObjectNode> spec) {
    var _ =
        store.update(
            Kinds.RAY_CLUSTERS,
            "default",
            CLUSTER,
            object -> {
              spec.accept(Json.child(object, "spec"));
              return object;
            });
  }

  /// As the autoscaler's patch does: the number, and who is to go.
  void scale(int replicas, String... workersToDelete) {
    change(spec -> {
      ObjectNode group = (ObjectNode) spec.path("workerGroupSpecs").path(0);
      group.put("replicas", replicas);
      ArrayNode names = Json.child(group, "scaleStrategy").putArray("workersToDelete");
      List.of(workersToDelete).forEach(names::add);
    });
  }

  /// An object from JSON in single quotes.
  static ObjectNode tree(String json) {
    return (ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /// As `kubectl cordon` and `uncordon` do to the first node.
  void cordon(boolean unschedulable) {
    var _ =
        store.update(
            Kinds.NODES,
            "",
            "ray-node-1",
            node -> {
              Json.child(node, "spec").put("unschedulable", unschedulable);
              return node;
            });
  }

  List<ObjectNode> pods(String type) {
    return store.list(Kinds.PODS, null).stream()
        .filter(pod -> Json.text(pod, "metadata", "labels", "ray.io/node-type").equals(type))
        .sorted(Comparator.comparing(pod -> Json.text(pod, "metadata", "creationTimestamp")))
        .toList();
  }

  ObjectNode head() {
    return pods("head").getFirst();
  }

  ObjectNode worker() {
    return pods("worker").getFirst();
  }

  static String name(JsonNode object) {
    return Json.text(object, "metadata", "name");
  }

  /// `head 2/2 Running 0`, then the workers, as `kubectl get pods` has them.
  List<String> getPods() {
    List<String> lines = new ArrayList<>();
    pods("head").forEach(pod -> lines.add("head " + PodLines.of(pod, now())));
    pods("worker").forEach(pod -> lines.add("worker " + PodLines.of(pod, now())));
    return lines;
  }

  /// `Normal CreatedHeadPod Created head Pod default/HEAD` and so on, oldest first.
  List<String> events(Kind kind) {
    return store.list(Kinds.EVENTS, null).stream()
        .filter(event -> Json.text(event, "involvedObject", "kind").equals(kind.kind()))
        .sorted(
            Comparator.comparing((ObjectNode event) -> Json.text(event, "firstTimestamp"))
                .thenComparing(event -> name(event).substring(name(event).lastIndexOf('.'))))
        .map(event ->
            plain(
                "%s %s %s"
                    .formatted(
                        Json.text(event, "type"),
                        Json.text(event, "reason"),
                        Json.text(event, "message"))))
        .toList();
  }

  /// The events of Pods of one reason.
  List<String> podEvents(String reason) {
    return events(Kinds.PODS).stream()
        .filter(line -> line.matches("\\w+ " + reason + " .*"))
        .toList();
  }

  String plain(String text) {
    return text.replaceAll(CLUSTER + "-head-[a-z0-9]{5}(?![a-z0-9])", "HEAD")
        .replaceAll(CLUSTER + "-" + GROUP + "-worker-[a-z0-9]{5}(?![a-z0-9])", "WORKER");
  }

  /// Status of a condition of the RayCluster, with its reason: `True HeadPodRunningAndReady`.
  String condition(String type) {
    return Json.entries(rayCluster().path("status").path("conditions")).stream()
        .filter(condition -> Json.text(condition, "type").equals(type))
        .map(condition -> Json.text(condition, "status") + " " + Json.text(condition, "reason"))
        .findFirst()
        .orElse("absent");
  }

  String status(String member) {
    JsonNode value = rayCluster().path("status").path(member);
    return value.isMissingNode() ? "absent" : value.asString();
  }

  /// Runs a program in a Pod's first container; its exit code, then what it printed.
  String exec(ObjectNode pod, String... argv) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        cluster
            .pods()
            .exec(
                new ExecRequest(
                    "default",
                    name(pod),
                    Json.text(pod.path("spec").path("containers").path(0), "name"),
                    List.of(argv),
                    false,
                    InputStream.nullInputStream(),
                    out,
                    out));
    return code + " " + out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
