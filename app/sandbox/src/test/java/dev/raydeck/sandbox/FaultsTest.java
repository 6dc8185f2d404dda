package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kinds;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes wrong on a real cluster goes wrong here, provoked as a person would, and looks as the
/// lab recorded it (lab-guide/faults).
class FaultsTest {
  private static String waiting(ObjectNode pod, String list) {
    JsonNode waiting = pod.path("status").path(list).path(0).path("state").path("waiting");
    return Json.text(waiting, "reason") + "|" + Json.text(waiting, "message");
  }

  @Test
  void saysOverAndOverThatAnImageIsMissing() {
    try (SteppedWorld world =
        SteppedWorld.guide(
            "- name: ray-worker\n              image: rayproject/ray:2.52.0",
            "- name: ray-worker\n              image: rayproject/ray:missing")) {
      world.scale(1);
      world.pass("16S");
      assertThat(world.getPods())
          .containsExactly("head 2/2 Running 0", "worker 0/1 Init:ImagePullBackOff 0");
      world.pass("2S");
      assertThat(world.getPods()).contains("worker 0/1 Init:ErrImagePull 0");
      world.pass("4S");
      assertThat(world.getPods()).contains("worker 0/1 Init:ImagePullBackOff 0");
      String why =
          "rpc error: code = NotFound desc = failed to pull and unpack image \"rayproject/ray:missing\": failed to resolve reference \"rayproject/ray:missing\": rayproject/ray:missing: not found";
      assertThat(waiting(world.worker(), "initContainerStatuses"))
          .isEqualTo(
              "ImagePullBackOff|Back-off pulling image \"rayproject/ray:missing\": ErrImagePull: "
                  + why);
      assertThat(waiting(world.worker(), "containerStatuses")).isEqualTo("PodInitializing|");
      assertThat(
              world.events(Kinds.PODS).stream()
                  .filter(line -> line.contains("missing") || line.contains("ImagePull"))
                  .toList())
          .containsExactlyInAnyOrder(
              "Normal Pulling Pulling image \"rayproject/ray:missing\"",
              "Warning Failed Failed to pull image \"rayproject/ray:missing\": " + why,
              "Warning Failed Error: ErrImagePull",
              "Normal BackOff Back-off pulling image \"rayproject/ray:missing\"",
              "Warning Failed Error: ImagePullBackOff");
      assertThat(Json.text(world.worker(), "status", "phase")).isEqualTo("Pending");
      assertThat(world.status("state")).as("as long as a worker is missing").isEqualTo("absent");
      assertThat(world.status("desiredWorkerReplicas")).isEqualTo("1");
      assertThat(world.status("availableWorkerReplicas")).isEqualTo("absent");
    }
  }

  @Test
  void refusesWorkersBeyondAQuotaAndHealsWithoutIt() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      var _ =
          world.store.create(
              Kinds.RESOURCE_QUOTAS,
              SteppedWorld.tree(
                  """
                  {'metadata':{'name':'tight','namespace':'default'},
                   'spec':{'hard':{'pods':'2'}}}\
                  """));
      world.scale(2);
      world.pass("30S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 1/1 Running 0");
      List<String> refusals =
          world.events(Kinds.RAY_CLUSTERS).stream()
              .filter(line -> line.contains("FailedToCreateWorkerPod"))
              .toList();
      String text =
          "Failed to create worker Pod for the cluster default/raycluster-autoscaler, pods \"WORKER\" is forbidden: exceeded quota: tight, requested: pods=1, used: pods=2, limited: pods=2";
      assertThat(Set.copyOf(refusals))
          .containsExactlyInAnyOrder(
              "Warning FailedToCreateWorkerPod " + text,
              "Warning FailedToCreateWorkerPod (combined from similar events): " + text);
      assertThat(refusals).as("ten texts, then one for all").hasSize(11);
      assertThat(world.condition("ReplicaFailure")).isEqualTo("True FailedCreateWorkerPod");
      assertThat(world.status("desiredWorkerReplicas")).isEqualTo("2");
      assertThat(used(world)).isEqualTo("{\"pods\":\"2\"}");

      world.store.delete(Kinds.RESOURCE_QUOTAS, "default", "tight", null);
      world.pass("1M30S");
      assertThat(world.getPods())
          .containsExactly("head 2/2 Running 0", "worker 1/1 Running 0", "worker 1/1 Running 0");
      assertThat(world.condition("ReplicaFailure")).isEqualTo("absent");
    }
  }

  private static String used(SteppedWorld world) {
    return world
        .store
        .find(Kinds.RESOURCE_QUOTAS, "default", "tight")
        .orElseThrow()
        .path("status")
        .path("used")
        .toString();
  }

  @Test
  void restartsAWorkerThatRanOutOfMemory() throws Exception {
    try (SteppedWorld world = withAWorker()) {
      assertThat(world.exec(world.worker(), "tail", "/dev/zero")).isEqualTo("137 ");
      world.pass("0.1S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 0/1 OOMKilled 0");
      world.pass("3S");
      assertThat(world.getPods()).contains("worker 0/1 Running 1 (3s ago)");
      world.pass("9S");
      assertThat(world.getPods()).contains("worker 1/1 Running 1 (12s ago)");
      JsonNode last =
          Json.at(
              world.worker().path("status").path("containerStatuses").path(0),
              "lastState",
              "terminated");
      assertThat(Json.text(last, "reason")).isEqualTo("OOMKilled");
      assertThat(Json.number(last, "exitCode")).isEqualTo(137);
    }
  }

  @Test
  void restartsAKilledRayletInItsPodAndMissesTheOldNodeLater() throws Exception {
    try (SteppedWorld world = withAWorker()) {
      String command = "kill -9 $(pidof raylet)";
      assertThat(world.exec(world.worker(), "bash", "-c", command)).isEqualTo("0 ");
      world.pass("2S");
      assertThat(world.getPods())
          .containsExactly("head 2/2 Running 0", "worker 0/1 Running 1 (2s ago)");
      assertThat(nodes(world)).containsExactly("ALIVE", "ALIVE");
      world.pass("14S");
      assertThat(world.getPods()).contains("worker 1/1 Running 1 (16s ago)");
      assertThat(nodes(world)).as("the old one, and the same Pod's next").contains("DEAD");
      assertThat(nodes(world)).filteredOn("ALIVE"::equals).hasSize(2);
    }
  }

  private static List<String> nodes(SteppedWorld world) throws InterruptedException {
    return world
        .exec(world.head(), "ray", "list", "nodes")
        .lines()
        .filter(line -> line.contains("ALIVE") || line.contains("DEAD"))
        .map(line -> line.contains("ALIVE") ? "ALIVE" : "DEAD")
        .toList();
  }

  @Test
  void pausesLongerWithEveryCrash() throws Exception {
    try (SteppedWorld world = withAWorker()) {
      world.exec(world.worker(), "tail", "/dev/zero");
      world.pass("3S");
      world.exec(world.worker(), "tail", "/dev/zero");
      world.pass("2S");
      assertThat(world.getPods()).contains("worker 0/1 CrashLoopBackOff 1 (2s ago)");
      assertThat(waiting(world.worker(), "containerStatuses"))
          .startsWith(
              "CrashLoopBackOff|back-off 10s restarting failed container=ray-worker pod="
                  + SteppedWorld.name(world.worker())
                  + "_default(");
      assertThat(world.podEvents("BackOff"))
          .first()
          .asString()
          .startsWith(
              "Warning BackOff Back-off restarting failed container ray-worker in pod WORKER_default(");
      world.pass("9S");
      assertThat(world.getPods()).contains("worker 0/1 Running 2 (11s ago)");
    }
  }

  @Test
  void restartsTheHeadsContainersAndLaterItsWorkers() throws Exception {
    try (SteppedWorld world = withAWorker()) {
      world.exec(world.head(), "tail", "/dev/zero");
      world.pass("0.1S");
      assertThat(world.getPods()).containsExactly("head 1/2 OOMKilled 0", "worker 1/1 Running 0");
      world.pass("12S");
      assertThat(world.getPods()).contains("worker 1/1 Running 0");
      assertThat(world.getPods().getFirst()).startsWith("head 2/2 Running ");
      assertThat(world.status("state")).isEqualTo("ready");
      world.pass("38S");
      assertThat(world.getPods().get(1)).startsWith("worker 0/1 Running 1 ");
      world.pass("17S");
      assertThat(world.getPods().get(1)).startsWith("worker 1/1 Running 1 ");
    }
  }

  @Test
  void losesWhatRanOnADeletedNode() throws Exception {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      var _ =
          world.store.create(Kinds.NODES, SteppedWorld.tree("{'metadata':{'name':'ray-node-2'}}"));
      world.cordon(true);
      world.scale(1);
      world.pass("13S");
      assertThat(Json.text(world.worker(), "spec", "nodeName")).isEqualTo("ray-node-2");
      assertThat(world.getPods()).contains("worker 1/1 Running 0");
      String lost = SteppedWorld.name(world.worker());

      world.store.delete(Kinds.NODES, "", "ray-node-2", null);
      world.cordon(false);
      world.pass("20S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 0/1 Running 0");
      assertThat(nodes(world)).containsExactlyInAnyOrder("ALIVE", "DEAD");
      assertThat(world.events(Kinds.NODES))
          .endsWith(
              "Normal RegisteredNode Node ray-node-2 event: Registered Node ray-node-2 in Controller",
              "Normal RemovingNode Node ray-node-2 event: Removing Node ray-node-2 from Controller");

      world.pass("55S");
      assertThat(world.pods("worker"))
          .as("the orphan is collected and replaced")
          .hasSize(1)
          .extracting(SteppedWorld::name)
          .doesNotContain(lost);
    }
  }

  @Test
  void deletesAWorkerThatFailedForGood() throws Exception {
    try (SteppedWorld world =
        SteppedWorld.guide("autoscalerOptions:\n", "autoscalerOptions:\n    version: v2\n")) {
      world.pass("16S");
      world.scale(1);
      world.pass("13S");
      String failed = SteppedWorld.name(world.worker());
      world.exec(world.worker(), "pkill", "-9", "raylet");
      world.pass("3S");
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .anyMatch(line -> line.startsWith("Normal DeletedWorkerPod Deleted worker Pod"));
      assertThat(world.pods("worker")).extracting(SteppedWorld::name).doesNotContain(failed);
    }
  }

  private static SteppedWorld withAWorker() {
    SteppedWorld world = SteppedWorld.guide();
    world.pass("16S");
    world.scale(1);
    world.pass("13S");
    assertThat(world.getPods()).containsExactly("head 2/2 Running 0", "worker 1/1 Running 0");
    return world;
  }
}
